"""Other words near those that a claim names, on which it may rest as well.

A model often names a sentence too many, or a word too few. Whatever words a claim rests on,
it is proved by the same rules; so nothing is let in by trying those beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from bot.answering.written.claims import Support
from bot.answering.written.grounds import Ground
from index.types import Span

MOST: Final = 10
_JOINTS: Final = re.compile(r"[;:—–] ?|,? (?:and|but|yet|while) |, ")


def others(supports: Sequence[Support], grounds: Sequence[Ground]) -> list[tuple[Support, ...]]:
    """What to rest on instead, the nearest first; `grounds` are where the supports stand."""
    found = dict.fromkeys(islice(_each(supports, grounds), MOST))
    return [each for each in found if each != tuple(supports)]


def _each(supports: Sequence[Support], grounds: Sequence[Ground]) -> Iterator[tuple[Support, ...]]:
    pairs = list(zip(supports, grounds, strict=True))
    if len(pairs) > 1:
        yield from ((support,) for support in supports)
    yield tuple(_on(support, ground, _whole(ground)) for support, ground in pairs)
    for support, ground in pairs:
        sentences = [each for each in ground.sentences if each.overlaps(ground.span)]
        if len(sentences) > 1:
            for sentence in sentences:
                yield (_on(support, ground, _within(sentence, ground.span)),)
    for support, ground in pairs:
        yield from ((_on(support, ground, clause),) for clause in _clauses(ground))


def _on(support: Support, ground: Ground, span: Span) -> Support:
    return Support(support.passage, span.of(ground.article.text))


def _whole(ground: Ground) -> Span:
    """The sentence of the words, or what of it is the speaker's."""
    return ground.stretch


def _within(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def _clauses(ground: Ground) -> Iterator[Span]:
    start = ground.span.start
    for joint in _JOINTS.finditer(ground.words):
        end = ground.span.start + joint.start()
        if start < end:
            yield Span(start, end)
        start = ground.span.start + joint.end()
    if start > ground.span.start:
        yield Span(start, ground.span.end)
