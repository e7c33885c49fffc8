"""What a claim has in quotation marks, found in what it relies on, and sliced from there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.answering.written.grounds import Ground
from bot.answering.written.prose import Prose, Quoted
from index.alignment import align
from index.types import Article, Span

_LETTER: Final = re.compile(r"\w")
_ENDS: Final = re.compile(r"\s*(?:[.,;:!?…—–”\"»]|\Z)")
_BEGINS: Final = re.compile(r"(?:[.!?…”\"»“«„]|\n)\s*\Z")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article as they are shown: in marks, with the stop that follows them."""

    article: Article
    span: Span
    stop: str

    @property
    def shown(self) -> str:
        """The stop goes inside the marks only where it is stored there."""
        text = self.article.text
        ended = text[self.span.start : self.span.end + len(self.stop)]
        if self.stop and ended.endswith(self.stop):
            return f"“{ended}”"
        return f"“{self.span.of(text)}”{self.stop}"


def quotations(prose: Prose, grounds: Sequence[Ground]) -> list[Quotation] | None:
    """All that a claim quotes; None where some of it is not quoted there, or joined unfairly.

    Two stretches read as one with what is between them left out, so that both have to begin
    and end where the speaker does, or follow each other.
    """
    found = [next(_places(quoted, grounds), None) for quoted in prose.quoted]
    placed = [each for each in found if each is not None]
    if len(placed) < len(found):
        return None
    return placed if all(_are_joined(*pair) for pair in pairwise(placed)) else None


def _places(quoted: Quoted, grounds: Sequence[Ground]) -> Iterator[Quotation]:
    """Where the words stand on one line within quotation marks and within what is relied on."""
    for ground in grounds:
        quotes = ground.voice.statement.quote_spans if ground.voice else ()
        for place in align(quoted.words, ground.words):
            span = Span(ground.span.start + place.start, ground.span.start + place.end)
            is_broken = any(mark in span.of(ground.article.text) for mark in "\n\r")
            if not is_broken and any(quote.contains(span) for quote in quotes):
                yield Quotation(ground.article, span, quoted.stop)


def _are_joined(first: Quotation, second: Quotation) -> bool:
    text = second.article.text
    if first.article.id == second.article.id and first.span.end <= second.span.start:
        between = text[first.span.end : second.span.start]
        if not _LETTER.search(between):
            return True
    ends = _ENDS.match(first.article.text, first.span.end)
    begins = _BEGINS.search(text[: second.span.start])
    return bool(ends and begins)
