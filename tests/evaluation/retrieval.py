"""Finding the right article on RealTimeQA, and what is answered with and without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, NotFound, Outcome, Question
from index.library import Library
from index.types import ScoredPassage
from index.urls import address_key
from tests.evaluation.data import rows

DEPTH = 100


@dataclass(frozen=True, slots=True)
class Found:
    """One question: at which rank, from 1, the first right article came, and the outcome."""

    question: str
    rank: int | None
    outcome: Outcome
    right: bool


def measure(library: Library, questions: Path) -> list[Found]:
    """Ask every question that has a right article; the library must hold the news."""
    answerer = Answerer(evidence=DEPTH)
    return [_ask(library, answerer, row) for row in rows(questions) if row["gold_urls"]]


def measure_without(library: Library, questions: Path) -> list[Outcome]:
    """Ask the same questions as if their right articles were not in the library."""
    answerer = Answerer()
    outcomes = []
    for row in rows(questions):
        if row["gold_urls"]:
            shelf = _Without(library, frozenset(map(address_key, row["gold_urls"])))
            outcomes.append(answerer.answer(shelf, Question(row["question"], _day(row))))
    return outcomes


class _Without(Library):
    """A library whose search passes over some addresses."""

    def __init__(self, library: Library, addresses: frozenset[str | None]) -> None:
        super().__init__(library.name, library._parts)
        self._addresses = addresses

    def search(self, query: str, *, limit: int = 10) -> list[ScoredPassage]:
        found = super().search(query, limit=limit + DEPTH)
        articles = self.get_all(hit.passage.article_id for hit in found)
        return [
            hit
            for hit in found
            if address_key(articles[hit.passage.article_id].metadata.url) not in self._addresses
        ][:limit]


def report(found: Sequence[Found]) -> Iterator[str]:
    """Lines for a person: shares of the questions."""
    total = len(found)
    for depth in (1, 4, 10):
        hits = sum(one.rank is not None and one.rank <= depth for one in found)
        yield f"retrieval: Hits@{depth} {hits / total:.3f}"
    reciprocal = sum(1 / one.rank for one in found if one.rank and one.rank <= 10) / total
    yield f"retrieval: MRR@10 {reciprocal:.3f} ({total} questions)"
    answered = [one for one in found if isinstance(one.outcome, Answer)]
    right = sum(one.right for one in answered)
    yield f"retrieval: answered {len(answered)}, of which {right} cite a right article"
    refused = sum(isinstance(one.outcome, NotFound) for one in found)
    yield f"retrieval: not found {refused}, related {total - len(answered) - refused}"


def report_without(outcomes: Sequence[Outcome]) -> str:
    """A line for a person."""
    answered = sum(isinstance(outcome, Answer) for outcome in outcomes)
    return f"retrieval: with the right articles taken out, answered {answered} of {len(outcomes)}"


def _ask(library: Library, answerer: Answerer, row: dict[str, Any]) -> Found:
    gold = {address_key(url) for url in row["gold_urls"]}
    outcome = answerer.answer(library, Question(row["question"], _day(row)))
    ranked = list(dict.fromkeys(hit.passage.article_id for hit in outcome.evidence.passages))
    urls = [address_key(library.get(article_id).metadata.url) for article_id in ranked]
    rank = next((place for place, url in enumerate(urls, start=1) if url in gold), None)
    cited = () if isinstance(outcome, NotFound) else outcome.citations
    right = any(address_key(citation.article.metadata.url) in gold for citation in cited)
    return Found(row["question"], rank, outcome, right)


def _day(row: dict[str, Any]) -> date:
    return date.fromisoformat(row["date"].replace("/", "-"))
