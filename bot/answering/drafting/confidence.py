"""How sure it is that excerpts answer a question of fact: a calibrated likelihood.

Owns the logistic model and its weights, which `python -m tests.evaluation calibrate` fits.
Neither cosine nor a fused score alone tells an answer from what is only near it: what is
asked for stands out from everything else that was found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from math import exp
from statistics import fmean
from typing import Final

from bot.answering.drafting.excerpts import Excerpt, ExcerptReader
from bot.answering.questions.timing import NEWS
from index.query import Query
from index.types import Article, FoundArticle

COMPARED: Final = 6
"""The best article is held against so many of the next."""


@dataclass(frozen=True, slots=True)
class Features:
    """What tells an answer from what is only near it, each about -1 to 1.

    How far the best article is above the next ones by its score (`stands_out`), by how near
    in meaning its first passage is (`lead_stands_out`: this alone stands for little, and
    weighs against the score that it is part of), and by how much its headline and first
    sentence have in common with the question (`headline_stands_out`). `opening` is the share
    of the question's telling words in its opening, `depth` how far into it the excerpt
    begins, and `untimely` how far its day is from what is plainly asked for.
    """

    stands_out: float
    lead_stands_out: float
    headline_stands_out: float
    opening: float
    depth: float
    untimely: float


WEIGHTS: Final = Features(
    stands_out=7.50,
    lead_stands_out=-2.56,
    headline_stands_out=8.06,
    opening=3.10,
    depth=-1.28,
    untimely=-3.58,
)
BIAS: Final = -3.34


def features(
    query: Query,
    reader: ExcerptReader,
    found: Sequence[tuple[FoundArticle, Article]],
    excerpt: Excerpt,
) -> Features:
    """Of the excerpt of the first of the articles found, which should tell different stories."""
    best, article = found[0]
    frame = query.frame
    return Features(
        stands_out=_above(found, lambda each, _: each.score),
        lead_stands_out=_above(found, lambda each, _: each.signals.lead),
        headline_stands_out=_above(found, lambda _, article: reader.headline(article)),
        opening=reader.opening(article),
        depth=excerpt.span.start / len(article.text),
        untimely=1 - best.signals.timely if frame and frame.strength == NEWS else 0.0,
    )


def confidence(observed: Features) -> float:
    """The likelihood, 0 to 1, that this answers."""
    pairs = zip(astuple(WEIGHTS), astuple(observed), strict=True)
    return 1 / (1 + exp(-BIAS - sum(weight * value for weight, value in pairs)))


def _above(
    found: Sequence[tuple[FoundArticle, Article]], measure: Callable[[FoundArticle, Article], float]
) -> float:
    """How far the first is above the mean of the next ones."""
    best, *others = (measure(*each) for each in found[: 1 + COMPARED])
    return best - fmean(others or [0.0])
