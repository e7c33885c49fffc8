"""Other weights than those in force: what each would find, over all sets of questions.

The articles found are scored anew by their signals, so that a sweep takes one search a
question; what no setting would have found among so many is missing in all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from bot.answering.answerer import query_of
from bot.answering.questions.question import Reader
from bot.selftest.measuring import NEVER
from bot.selftest.questions import GoldQuestion
from bot.selftest.wanted import Looking
from index.library import Library
from index.query import Query
from index.retriever import Weights
from index.types import FoundArticle

FOUND: Final = 60
FACTORS: Final = (0.0, 0.5, 1.5, 2.0)
DEPTHS: Final = (1, 4, 10)


@dataclass(frozen=True, slots=True)
class Search:
    """One question's query, the articles found for it, and the ids of the right ones."""

    query: Query
    found: tuple[FoundArticle, ...]
    right: Collection[str]


def searches(library: Library, questions: Iterable[GoldQuestion]) -> list[Search]:
    """Each question that has a right article, searched once."""
    looking = Looking(library)
    made = []
    for gold in questions:
        if right := looking.wanted(gold).articles:
            reading = Reader.of(library, gold.question.asked).read(gold.question.text)
            query = query_of(reading, gold.question)
            made.append(Search(query, tuple(library.search(query, limit=FOUND)), right.keys()))
    return made


def report(sets: Mapping[str, Sequence[Search]], weights: Weights) -> Iterator[str]:
    """A line for each setting: Hits@1, 4 and 10 and MRR@10 of each set, in thousandths."""
    yield f"{'':<16}" + "".join(f"{name:<24}" for name in sets)
    for name, tried in _settings(weights):
        yield f"{name:<16}" + "".join(f"{_figures(made, tried):<24}" for made in sets.values())


def _settings(weights: Weights) -> Iterator[tuple[str, Weights]]:
    yield "in force", weights
    for name, weight in asdict(weights).items():
        for factor in FACTORS:
            changed = round(weight * factor, 3)
            yield f"{name} {changed}", replace(weights, **{name: changed})


def _figures(made: Sequence[Search], weights: Weights) -> str:
    ranks = [_rank(search, weights) for search in made]
    shares = [sum(rank <= depth for rank in ranks) / len(ranks) for depth in DEPTHS]
    reciprocal = sum(1 / rank for rank in ranks if rank <= DEPTHS[-1]) / len(ranks)
    return " ".join(f"{1000 * value:4.0f}" for value in (*shares, reciprocal))


def _rank(search: Search, weights: Weights) -> float:
    ranked = sorted(search.found, key=lambda each: -_score(each, search.query, weights))
    places = (at for at, each in enumerate(ranked, start=1) if each.article_id in search.right)
    return next(places, NEVER)


def _score(found: FoundArticle, query: Query, weights: Weights) -> float:
    signals = found.signals
    return (
        weights.article * signals.words
        + weights.title * signals.title
        + weights.lead * signals.lead
        + weights.timely * signals.timely * (query.frame.strength if query.frame else 0.0)
        + max(weights.passage * p.lexical + weights.dense * p.dense for p in found.passages)
    )
