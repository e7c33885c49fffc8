"""How sure it is that excerpts answer a question of fact: a calibrated likelihood.

Owns the logistic model and its weights, which `python -m tests.evaluation calibrate` fits.
Neither cosine nor a fused score alone tells an answer from what is only near it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import exp
from typing import Final

from bot.answering.excerpts import Excerpt
from index.query import Query
from index.types import FoundArticle


@dataclass(frozen=True, slots=True)
class Features:
    """What tells an answer from what is only near it, each about -1 to 1.

    Of the best article: `lead` and `title` are its signals, `title_margin` and `margin` how
    far title and score are above those of any other, `untimely` how far its day is from what
    is asked for, `around` and `own` the shares of the question's telling words in the article
    and in the excerpt, `formless` 1 where a number or a day is asked for and not there.
    """

    lead: float
    title: float
    title_margin: float
    margin: float
    untimely: float
    around: float
    own: float
    formless: float


WEIGHTS: Final = Features(
    lead=3.0,
    title=1.0,
    title_margin=3.0,
    margin=8.0,
    untimely=-1.5,
    around=2.5,
    own=1.0,
    formless=-0.5,
)
BIAS: Final = -4.5


def features(query: Query, articles: Sequence[FoundArticle], excerpt: Excerpt) -> Features:
    """Of the excerpt of the first of the articles found."""
    best, others = articles[0], articles[1:]
    frame = query.frame
    return Features(
        lead=best.signals.lead,
        title=best.signals.title,
        title_margin=best.signals.title - max((o.signals.title for o in others), default=0.0),
        margin=best.score - max((o.score for o in others), default=0.0),
        untimely=frame.strength * (1 - best.signals.timely) if frame else 0.0,
        around=excerpt.around,
        own=excerpt.own,
        formless=float(not excerpt.has_form),
    )


def confidence(observed: Features) -> float:
    """The likelihood, 0 to 1, that this answers."""
    pairs = zip(astuple(WEIGHTS), astuple(observed), strict=True)
    return 1 / (1 + exp(-BIAS - sum(weight * value for weight, value in pairs)))
