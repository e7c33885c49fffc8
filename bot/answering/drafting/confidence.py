"""How sure it is that excerpts answer a question of fact: a calibrated likelihood.

Owns the logistic model and its weights, which `python -m tests.evaluation calibrate` fits.
Neither cosine nor a fused score alone tells an answer from what is only near it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import exp
from statistics import fmean
from typing import Final

from bot.answering.drafting.excerpts import Excerpt
from bot.answering.questions.timing import NEWS
from index.query import Query
from index.types import FoundArticle

COMPARED: Final = 6
"""The best article is held against so many of the next."""


@dataclass(frozen=True, slots=True)
class Features:
    """What tells an answer from what is only near it, each about -1 to 1.

    `lead` says how near in meaning the best article's first passage is, `stands_out` and
    `title_stands_out` how far its score and its headline are above those of the next ones,
    `untimely` how far its day is from what is plainly asked for. `opening`, `around` and `own`
    are the shares of the question's telling words in its opening, all of it and the excerpt.
    """

    lead: float
    stands_out: float
    title_stands_out: float
    untimely: float
    opening: float
    around: float
    own: float


WEIGHTS: Final = Features(
    lead=1.61,
    stands_out=6.87,
    title_stands_out=2.00,
    untimely=-2.27,
    opening=1.89,
    around=0.80,
    own=0.38,
)
BIAS: Final = -4.45


def features(
    query: Query, articles: Sequence[FoundArticle], excerpt: Excerpt, shares: tuple[float, float]
) -> Features:
    """Of the excerpt of the first of the articles found, which should tell different stories.

    `shares` are those of the question's telling words in its opening and in all of it.
    """
    best, others = articles[0], articles[1 : 1 + COMPARED]
    frame = query.frame
    return Features(
        lead=best.signals.lead,
        stands_out=best.score - fmean([other.score for other in others] or [0.0]),
        title_stands_out=best.signals.title
        - fmean([other.signals.title for other in others] or [0.0]),
        untimely=1 - best.signals.timely if frame and frame.strength == NEWS else 0.0,
        opening=shares[0],
        around=shares[1],
        own=excerpt.own,
    )


def confidence(observed: Features) -> float:
    """The likelihood, 0 to 1, that this answers."""
    pairs = zip(astuple(WEIGHTS), astuple(observed), strict=True)
    return 1 / (1 + exp(-BIAS - sum(weight * value for weight, value in pairs)))
