"""An article with what it quotes masked, and what the author says between quoted words not.

Russian and Ukrainian put the author's words inside the marks: «Мост стоит, — сказала
Вера Листопад. — Мы его построили». They are nobody's speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from index.sentences import LINE_BREAKS, sentence_spans
from index.statements.foreign.speech import SpeechWords
from index.statements.narration import BLOCK
from index.statements.quotations import quotations
from index.types import Span

_ASIDE: Final = re.compile(r"(?<=[,!?…])\s+[—–-]\s+(?P<said>[^—–«»„“”]{3,160}?)[,.]\s+[—–-]\s+")
_LAST_ASIDE: Final = re.compile(r"(?<=[,!?…])\s+[—–-]\s+(?P<said>[^—–«»„“”]{3,160}?)\.?$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One stretch of quoted words: `words` without marks, `outer` as it is masked.

    `quotation` numbers the quotation that it is a part of.
    """

    quotation: int
    words: Span
    outer: Span


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the narrator, with the quoted words in it and its paragraph's number."""

    span: Span
    paragraph: int
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """An article's text, the same with quoted words masked, and its sentences."""

    text: str
    masked: str
    quoted: tuple[Quoted, ...]
    lines: tuple[Line, ...]


def read_page(text: str, speech: SpeechWords) -> Page:
    closed = [one for one in quotations(text) if one.level == 0 and one.closed]
    quoted = [
        part
        for number, one in enumerate(closed)
        for inner, outer in zip(one.spans, one.outer, strict=True)
        for part in _parts(text, number, inner, outer, speech)
    ]
    masked = _mask(text, quoted)
    return Page(text, masked, tuple(quoted), tuple(_lines(text, masked, quoted)))


def _parts(
    text: str, number: int, inner: Span, outer: Span, speech: SpeechWords
) -> Iterator[Quoted]:
    """A quotation's stretch, cut where the author speaks in it."""
    start, mark = inner.start, outer.start
    for aside in _asides(text, inner, speech):
        end = aside.start() - (text[aside.start() - 1] == ",")
        if end > start:
            yield Quoted(number, Span(start, end), Span(mark, end))
        start = mark = aside.end()
    if start < inner.end:
        yield Quoted(number, Span(start, inner.end), Span(mark, outer.end))


def _asides(text: str, inner: Span, speech: SpeechWords) -> list[re.Match[str]]:
    found = [*_ASIDE.finditer(text, inner.start, inner.end)]
    last = _LAST_ASIDE.search(text, found[-1].end() if found else inner.start, inner.end)
    said = [*found, last] if last else found
    return [one for one in said if _is_authors(one["said"], speech)]


def _is_authors(aside: str, speech: SpeechWords) -> bool:
    verb = speech.verb.search(aside)
    return verb is not None and "," not in aside[: verb.start()]


def _mask(text: str, quoted: Sequence[Quoted]) -> str:
    """Blocks for quoted words; the punctuation that ends them stands last, to end a sentence."""
    characters = list(text.replace(BLOCK, "\ufffd"))
    for one in quoted:
        characters[one.outer.start : one.outer.end] = BLOCK * len(one.outer)
        ending = text[one.words.end - 1]
        if ending in ".,!?…" and len(one.outer) > 1:
            characters[one.outer.end - 1] = ending
    return "".join(characters)


def _lines(text: str, masked: str, quoted: Sequence[Quoted]) -> Iterator[Line]:
    starts = [one.outer.start for one in quoted]
    paragraph, last_end = 0, 0
    for span in sentence_spans(masked):
        paragraph += any(text[at] in LINE_BREAKS for at in range(last_end, span.start))
        last_end = span.end
        inside = quoted[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        yield Line(span, paragraph, tuple(inside))
