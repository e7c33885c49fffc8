"""Saying each thing once: wire copies and repeats count as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz import fuzz

from bot.answering.drafting.drafts import Point
from bot.answering.questions.turns import denials, numbers

SAME: Final = 90.0


def without_repeats(
    points: Iterable[Point], texts: Mapping[str, str], most: int
) -> tuple[Point, ...]:
    """The first points, in order, that do not say what the same voice said already.

    `texts` maps article ids to their texts.
    """
    kept: list[Point] = []
    for point in points:
        said = point.span.of(texts[point.article_id])
        heard = (
            other.span.of(texts[other.article_id])
            for other in kept
            if other.speaker == point.speaker
        )
        if not any(_same(said, other) for other in heard):
            kept.append(point)
        if len(kept) == most:
            break
    return tuple(kept)


def _same(one: str, other: str) -> bool:
    # A sentence and its denial, or one with another number, are nearly alike and no repeats.
    if (denials(one), numbers(one)) != (denials(other), numbers(other)):
        return False
    short, long = sorted((one, other), key=len)
    return short in long or fuzz.ratio(one, other) >= SAME
