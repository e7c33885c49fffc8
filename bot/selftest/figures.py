"""Figures of what was measured: shares and mean ranks, each with its 95 % interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np

from bot.answering.types import Outcome, Status, status
from bot.selftest.measuring import Measured

# The quantile of the normal distribution that leaves 2.5 % on either side.
Z: Final = 1.959964
RESAMPLES: Final = 10_000
SEED: Final = 20260801
RANKS_COUNTED: Final = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A value over `of` questions, with its 95 % interval; `hits` only where it is a share."""

    name: str
    value: float
    low: float
    high: float
    of: int
    hits: int | None = None


def figures(measured: Sequence[Measured]) -> list[Figure]:
    """Every figure that the questions allow; those that do not count are left out of all."""
    counted = [one for one in measured if one.counts]
    answerable = [one for one in counted if one.gold.expect == "answered"]
    foreign = [one.outcome for one in counted if one.gold.expect == "not_found"]
    every = (
        *_articles([one.article_rank for one in answerable if one.article_rank is not None]),
        *_evidence([one.evidence_rank for one in answerable if one.evidence_rank is not None]),
        *_answers(answerable),
        *_outcomes("should not be found", foreign, ("answered", "related", "not_found")),
    )
    return [figure for figure in every if figure.of]


def share(name: str, flags: Iterable[bool]) -> Figure:
    """How many of the flags are set, with Wilson's interval."""
    all_flags = list(flags)
    hits, of = sum(all_flags), len(all_flags)
    if not of:
        return Figure(name, 0.0, 0.0, 1.0, 0, 0)
    value = hits / of
    middle = (value + Z**2 / (2 * of)) / (1 + Z**2 / of)
    half = Z / (1 + Z**2 / of) * sqrt(value * (1 - value) / of + Z**2 / (4 * of**2))
    return Figure(name, value, max(middle - half, 0.0), min(middle + half, 1.0), of, hits)


def mean_reciprocal_rank(name: str, ranks: Sequence[float]) -> Figure:
    """Over the first ten ranks, with an interval from resampling the questions."""
    if not ranks:
        return Figure(name, 0.0, 0.0, 1.0, 0)
    values = np.array([1 / rank if rank <= RANKS_COUNTED else 0.0 for rank in ranks])
    drawn = np.random.default_rng(SEED).integers(len(values), size=(RESAMPLES, len(values)))
    low, high = np.quantile(values[drawn].mean(axis=1), (0.025, 0.975))
    return Figure(name, float(values.mean()), float(low), float(high), len(values))


def _articles(ranks: Sequence[float]) -> Iterator[Figure]:
    for depth in (1, 4, 10):
        yield share(f"Hits@{depth}", (rank <= depth for rank in ranks))
    yield mean_reciprocal_rank(f"MRR@{RANKS_COUNTED}", ranks)


def _evidence(ranks: Sequence[float]) -> Iterator[Figure]:
    for depth in (1, 3, 5):
        passages = "passage" if depth == 1 else "passages"
        yield share(f"evidence in top {depth} {passages}", (rank <= depth for rank in ranks))


def _answers(answerable: Sequence[Measured]) -> Iterator[Figure]:
    named = [(status(one.outcome), one.cites_right) for one in answerable if one.gold.articles]
    yield share("answered, citing a right article", (one == ("answered", True) for one in named))
    yield share("answered, citing only others", (one == ("answered", False) for one in named))
    yield share("related, citing a right article", (one == ("related", True) for one in named))
    open_ = [one.outcome for one in answerable if not one.gold.articles]
    yield from _outcomes("no right article named", open_, ("answered", "related"))
    refused = (status(one.outcome) == "not_found" for one in answerable)
    yield share("false refusals (not found)", refused)
    shown = (one.shows_words for one in answerable)
    yield share("wanted words shown", (flag for flag in shown if flag is not None))
    credited = (one.credits_speaker for one in answerable)
    yield share("speaker credited", (flag for flag in credited if flag is not None))
    answers = (one.shows_answer for one in answerable)
    yield share("words of the answer shown", (flag for flag in answers if flag is not None))
    yield share("answered without a fault", (one.fault is None for one in answerable))
    left = [one.without for one in answerable if one.without is not None]
    yield from _outcomes("with the right articles taken out", left, ("answered",))
    founded = (one.is_founded for one in answerable)
    yield share(
        "of these, citing one that holds the answer", (flag for flag in founded if flag is not None)
    )


def _outcomes(
    name: str, outcomes: Sequence[Outcome], statuses: Sequence[Status]
) -> Iterator[Figure]:
    came = [status(outcome) for outcome in outcomes]
    for one in statuses:
        yield share(f"{name}: {one.replace('_', ' ')}", (each == one for each in came))
