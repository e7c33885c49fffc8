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
from index.types import FailedSource, NewArticle

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


def fill(library: Library) -> None:
    """Add the articles to an empty library, under ids that are their files' numbers in order."""
    results = library.add(_articles(), added_by="gold")
    if any(result.status != "added" for result in results):
        raise ValueError([result for result in results if result.status != "added"])


def read_quotations() -> Iterator[GoldQuotation]:
    for group in read("quotations"):
        for each in group["quotations"]:
            words, speaker = (each, None) if isinstance(each, str) else each
            yield GoldQuotation(group["kind"], words, speaker, group["verdict"])


def read(name: str) -> list[dict[str, Any]]:
    """A file of the set as it is written."""
    found: list[dict[str, Any]] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return found


def _articles() -> Iterator[NewArticle | FailedSource]:
    reader = SourceReader()
    for path in sorted((HERE / "articles").glob("*.md")):
        yield from reader.read(str(path))
