"""Fits the likelihood that excerpts answer a question of fact, and says how well it tells.

An example is a question put to a library: right where an article that answers it is among
the excerpts, wrong where the right articles are hidden, or where the library is foreign.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from bot.answering.answerer import EVIDENCE, query_of
from bot.answering.drafting.confidence import Features
from bot.answering.drafting.facts import judge_fact
from bot.answering.questions.question import FactQuestion, Reader
from bot.selftest.questions import GoldQuestion
from bot.selftest.shelf import Shelf
from bot.selftest.wanted import Looking
from index.library import Library

FOLDS: Final = 6
SHUFFLES: Final = 10
REGULARISATION: Final = 1.0
MAY_BE_WRONG: Final = (0.15, 0.20, 0.25, 0.30)


@dataclass(frozen=True, slots=True)
class Example:
    """What was observed for a question, by its number, and whether that answers it.

    `hidden` says that the right articles were out of reach, `foreign` that there are none.
    """

    question: int
    observed: Features
    right: bool
    hidden: bool = False
    foreign: bool = False


def examples(
    library: Library, questions: Iterable[GoldQuestion], *, begin: int = 0
) -> Iterator[Example]:
    """Each question of fact twice: as it is, and with its right articles hidden."""
    looking = Looking(library)
    for number, gold in enumerate(questions, start=begin):
        right = looking.wanted(gold).articles.keys()
        if seen := _observed(library, gold):
            shown = any(article in right for article in seen[1])
            yield Example(number, seen[0], shown, foreign=not right)
        if right and (hidden := _observed(Shelf(library, right), gold)):
            yield Example(number, hidden[0], right=False, hidden=True)


def report(found: Sequence[Example]) -> Iterator[str]:
    """Weights for `bot.answering.drafting.confidence`, and what they reach on unseen questions."""
    seen = np.array([astuple(example.observed) for example in found])
    right = np.array([example.right for example in found])
    model = _model().fit(seen, right)
    scaler, regression = model[0], model[-1]
    weights = regression.coef_[0] / scaler.scale_
    bias = regression.intercept_[0] - float(weights @ scaler.mean_)
    for field, weight in zip(fields(Features), weights, strict=True):
        yield f"{field.name} {weight:.2f}"
    yield f"bias {bias:.2f}"
    yield from _held_out(found, seen, right)


def _held_out(found: Sequence[Example], seen: Any, right: Any) -> Iterator[str]:
    groups = np.array([example.question for example in found])
    hidden = np.array([example.hidden for example in found])
    here = ~hidden & ~np.array([example.foreign for example in found])
    likelihoods = [_unseen(seen, right, groups, shuffle) for shuffle in range(SHUFFLES)]
    told = here | hidden
    areas = [roc_auc_score(right[told], likelihood[told]) for likelihood in likelihoods]
    yield f"area under the curve {np.mean(areas):.3f} ({here.sum()} questions, held out)"
    for share in MAY_BE_WRONG:
        shares, limits = [], []
        for likelihood in likelihoods:
            limit = np.sort(likelihood[hidden])[::-1][int(share * hidden.sum())]
            shares.append((right & (likelihood > limit))[here].mean())
            limits.append(limit)
        yield (
            f"answered with the right articles hidden {share:.2f}: answered rightly "
            f"{np.mean(shares):.3f}, from a likelihood of {np.mean(limits):.2f}"
        )


def _unseen(seen: Any, right: Any, groups: Any, shuffle: int) -> Any:
    """Each example's likelihood by a model that has not seen its question."""
    numbers = np.unique(groups)
    fold_of = dict(
        zip(numbers, np.random.default_rng(shuffle).integers(0, FOLDS, len(numbers)), strict=True)
    )
    fold = np.array([fold_of[number] for number in groups])
    likelihood = np.zeros(len(groups))
    for left_out in range(FOLDS):
        model = _model().fit(seen[fold != left_out], right[fold != left_out])
        likelihood[fold == left_out] = model.predict_proba(seen[fold == left_out])[:, 1]
    return likelihood


def _model() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=REGULARISATION))


def _observed(library: Library, gold: GoldQuestion) -> tuple[Features, list[str]] | None:
    reading = Reader.of(library, gold.question.asked).read(gold.question.text)
    if not isinstance(reading, FactQuestion):
        return None
    query = query_of(reading, gold.question)
    judged = judge_fact(library, query, library.search(query, limit=EVIDENCE))
    if judged is None:
        return None
    return judged.features, [excerpt.article.id for excerpt in judged.excerpts]
