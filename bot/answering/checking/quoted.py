"""Which quotations a text has, in whatever marks, and whom it credits with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.crediting import credited
from bot.answering.checking.markdown import Plain
from bot.answering.checking.types import Quoted
from index.alignment import unmarked
from index.languages import words
from index.statements.quotations import quotations
from index.types import Span

MOST_QUOTATIONS: Final = 10
"""Quotations of one text that are checked; more would keep everybody else waiting."""

FEWEST_WORDS: Final = 3
"""Shorter ones are anybody's words, or set apart for another reason than being quoted."""

_LONG_WORD: Final = 20
_CLOSERS: Final = {"“": '”"', "„": '“”"', '"': '"”', "«": "»", "»": "«", "”": "”"}
_FARTHEST: Final = 3000


@dataclass(frozen=True, slots=True)
class Found:
    """The quotations of a text in their order, those too short to tell, and how many more."""

    quotations: tuple[Quoted, ...]
    short: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quotation stands: its words, the marks with them, and how deep it is nested."""

    inner: Span
    outer: Span
    level: int


def quotations_of(plain: Plain) -> Found:
    """Every quotation of a text; what is set as one and has marks of its own counts by them."""
    marked = [(place, is_long_enough(place.inner.of(plain.text))) for place in _marked(plain.text)]
    told = [place for place, is_long in marked if is_long]
    blocks = [
        _Place(block, block, 0)
        for block in plain.blocks
        if not any(block.overlaps(place.outer) for place in told)
    ]
    every = sorted([*told, *blocks], key=lambda place: (place.outer.start, place.level))
    short = [
        unmarked(place.inner.of(plain.text))
        for place, is_long in marked
        if not is_long and not any(block.outer.overlaps(place.outer) for block in blocks)
    ]
    return Found(
        tuple(_quoted(plain.text, place) for place in every[:MOST_QUOTATIONS]),
        tuple(dict.fromkeys(short)),
        max(0, len(every) - MOST_QUOTATIONS),
    )


def is_long_enough(quotation: str) -> bool:
    """Whether it is long enough to tell somebody's words from anybody's."""
    return len(words(quotation)) >= FEWEST_WORDS or len(quotation.strip()) >= _LONG_WORD


def _quoted(text: str, place: _Place) -> Quoted:
    speaker = credited(text, place.outer)
    return Quoted(unmarked(place.inner.of(text)), speaker, place.level)


def _marked(text: str) -> Iterator[_Place]:
    found = quotations(text)
    starts = sorted(quotation.outer[0].start for quotation in found)
    for quotation in found:
        inner = Span(quotation.spans[0].start, quotation.spans[-1].end)
        outer = Span(quotation.outer[0].start, quotation.outer[-1].end)
        if not quotation.closed and quotation.level == 0:
            later = bisect_left(starts, outer.end)
            limit = min([*starts[later : later + 1], len(text), outer.end + _FARTHEST])
            if (end := _end_below(text, outer, limit)) is not None:
                inner, outer = Span(inner.start, end), Span(outer.start, end + 1)
        yield _Place(inner, outer, quotation.level)


def _end_below(text: str, opened: Span, limit: int) -> int | None:
    """Where an open quotation ends in a later paragraph that has no mark at its beginning."""
    closers = _CLOSERS.get(text[opened.start], "")
    return next((at for at in range(opened.end, limit) if text[at] in closers), None)
