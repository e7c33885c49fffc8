"""Reads the articles of the set, and what is known of each quotation, claim and message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from bot.answering.checking.types import Verdict
from index.library import Library
from index.sources import SourceReader
from index.types import Article, FailedSource, NewArticle

HERE: Final = Path(__file__).parent

Expected = Verdict | Literal["cut"]
"""`cut` is exact, but only right beside the whole sentence."""


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """A quotation as somebody brings it, and what a careful editor says of it."""

    kind: str
    words: str
    speaker: str | None
    expected: Expected


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A sentence that a model wrote over an article, and the words that it relies on.

    `false` is how it is false; None where it is true.
    """

    article: str
    text: str
    words: str
    false: str | None


@dataclass(frozen=True, slots=True)
class GoldMessage:
    """A claim in somebody's own words, and the words of an article that speak to it, if any."""

    says: str
    article: str | None
    words: str


def fill(library: Library) -> None:
    """Add the articles to an empty library."""
    results = library.add(_articles(), added_by="gold")
    if any(result.status != "added" for result in results):
        raise ValueError([result for result in results if result.status != "added"])


def read_quotations() -> Iterator[GoldQuotation]:
    for group in read("quotations"):
        for each in group["quotations"]:
            words, speaker = (each, None) if isinstance(each, str) else each
            yield GoldQuotation(group["kind"], words, speaker, group["verdict"])


def read_claims() -> Iterator[GoldClaim]:
    for group in read("claims"):
        kinds: dict[str | None, list[str]] = {None: group["holds"], **group["fails"]}
        for false, texts in kinds.items():
            for text in texts:
                yield GoldClaim(group["article"], text, group["words"], false)


def read_messages() -> Iterator[GoldMessage]:
    for each in read("messages"):
        yield GoldMessage(each["says"], each.get("article"), each.get("words", ""))


def articles_by_file(library: Library) -> dict[str, Article]:
    """The articles of a filled library by their files' names without the ending."""
    by_title = {article.metadata.title: article for article in library.every_article()}
    return {path.stem: by_title[_title(path)] for path in _paths()}


def read(name: str) -> list[dict[str, Any]]:
    """A file of the set as it is written."""
    found: list[dict[str, Any]] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return found


def _articles() -> Iterator[NewArticle | FailedSource]:
    reader = SourceReader()
    for path in _paths():
        yield from reader.read(str(path))


def _title(path: Path) -> str:
    (article,) = SourceReader().read(str(path))
    if isinstance(article, FailedSource) or article.metadata.title is None:
        raise ValueError(path)
    return article.metadata.title


def _paths() -> list[Path]:
    return sorted((HERE / "articles").glob("*.md"))
