"""Reads the hand-made set, with its words located as spans."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from index.types import Span, StatementKind

SETS: Final[dict[str, Path]] = {
    "handmade": Path(__file__).parent,
    "voices": Path(__file__).parent / "voices",
    "later": Path(__file__).parent / "later",
}
"""Where each set lies: articles in many styles, and articles in which several people speak.

What the rules read wrongly in a set was mended afterwards; `later` was written after `voices`
was mended.
"""


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """A statement as a reader finds it; the fields are those of `statements.jsonl`."""

    kind: StatementKind
    as_written: str | None
    cue: str | None
    content: tuple[Span, ...]
    person: str | None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Words that look like somebody's and are nobody's, and why."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article of the set with everything that is known of it."""

    name: str
    text: str
    statements: tuple[GoldStatement, ...]
    near_misses: tuple[NearMiss, ...]


def read_articles(folder: Path) -> list[GoldArticle]:
    """All articles of a set by name; ValueError where the gold has words that they lack."""
    statements = read_lines(folder, "statements")
    near_misses = read_lines(folder, "not_statements")
    return [
        _article(
            path,
            [row for row in statements if row["file"] == path.name],
            [row for row in near_misses if row["file"] == path.name],
        )
        for path in sorted((folder / "articles").glob("*.txt"))
    ]


def read_lines(folder: Path, name: str) -> list[dict[str, Any]]:
    """The objects of one of the two files of a set, as they are written."""
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def locate(text: str, stretches: Sequence[str], occurrence: int | None = None) -> tuple[Span, ...]:
    """Where the stretches stand, one after the other.

    The first must be at one place alone, unless `occurrence` says at which, from 1.
    """
    places = list(_places(text, stretches[0]))
    if occurrence is None and len(places) != 1:
        raise ValueError(f"{len(places)} places for {stretches[0]!r}")
    at = places[(occurrence or 1) - 1]
    spans = []
    for stretch in stretches:
        start = text.find(stretch, at)
        if start < 0:
            raise ValueError(f"not in the article, or not in this order: {stretch!r}")
        at = start + len(stretch)
        spans.append(Span(start, at))
    return tuple(spans)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _article(
    path: Path, statements: list[dict[str, Any]], near_misses: list[dict[str, Any]]
) -> GoldArticle:
    text = path.read_text(encoding="utf-8")
    return GoldArticle(
        name=path.name,
        text=text,
        statements=tuple(_statement(text, row) for row in statements),
        near_misses=tuple(
            NearMiss(locate(text, [row["words"]], row.get("occurrence"))[0], row["why"])
            for row in near_misses
        ),
    )


def _statement(text: str, row: dict[str, Any]) -> GoldStatement:
    return GoldStatement(
        kind=row["kind"],
        as_written=row["as_written"],
        cue=row["cue"],
        content=locate(text, row["content"], row.get("occurrence")),
        person=row["person"],
    )
