"""Which quotations a text has, in whatever marks, and whom it credits with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.crediting import credited
from bot.answering.checking.markdown import Plain
from bot.answering.checking.types import Quoted
from index.alignment import unmarked
from index.languages import words
from index.statements.quotations import Quotation, quotations
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
    places = list(_marked(plain.text))
    long = [place for place in places if is_long_enough(place.inner.of(plain.text))]
    blocks = [
        _Place(block, block, 0)
        for block in plain.blocks
        if not any(block.overlaps(place.outer) for place in long)
    ]
    covered = [block.outer for block in blocks]
    alone = [each for each in places if not any(b.overlaps(each.outer) for b in covered)]
    every = sorted([*alone, *blocks], key=lambda place: (place.outer.start, place.level))
    told = [_quoted(plain.text, place) for place in every if place in long or place in blocks]
    short = [unmarked(place.inner.of(plain.text)) for place in every if place not in long]
    return Found(
        tuple(told[:MOST_QUOTATIONS]),
        tuple(dict.fromkeys(each for each in short if not is_long_enough(each))),
        max(0, len(told) - MOST_QUOTATIONS),
    )


def is_long_enough(quotation: str) -> bool:
    """Whether it is long enough to tell somebody's words from anybody's."""
    return len(words(quotation)) >= FEWEST_WORDS or len(quotation.strip()) >= _LONG_WORD


def _quoted(text: str, place: _Place) -> Quoted:
    speaker = credited(text, place.outer)
    return Quoted(unmarked(place.inner.of(text)), speaker, place.level)


def _marked(text: str) -> Iterator[_Place]:
    found = quotations(text)
    for quotation in found:
        inner = Span(quotation.spans[0].start, quotation.spans[-1].end)
        outer = Span(quotation.outer[0].start, quotation.outer[-1].end)
        if not quotation.closed and quotation.level == 0:
            end = _end_below(text, quotation, found)
            if end is not None:
                inner, outer = Span(inner.start, end), Span(outer.start, end + 1)
        yield _Place(inner, outer, quotation.level)


def _end_below(text: str, quotation: Quotation, found: Sequence[Quotation]) -> int | None:
    """Where an open quotation ends in a later paragraph that has no mark at its beginning."""
    start, after = quotation.outer[0].start, quotation.outer[-1].end
    later = (each.outer[0].start for each in found if each.outer[0].start >= after)
    limit = min(next(later, len(text)), after + _FARTHEST)
    closers = _CLOSERS.get(text[start], "")
    return next((at for at in range(after, limit) if text[at] in closers), None)
