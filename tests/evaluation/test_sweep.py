"""A sweep shows what each weight is worth."""

from __future__ import annotations

from index.query import Query
from index.retriever import Weights
from index.types import FoundArticle, Passage, ScoredPassage, Signals, Span
from tests.evaluation.sweep import FACTORS, Search, report


def article(name: str, title: float, lexical: float) -> FoundArticle:
    passage = ScoredPassage(Passage(1, name, Span(0, 1)), 0.0, 0.0, lexical)
    return FoundArticle(name, 0.0, Signals(0.0, title, 0.0, 0.0), (passage,))


def test_a_weight_that_finds_is_missed_when_it_is_gone() -> None:
    found = (article("right", 1.0, 0.2), article("wrong", 0.0, 0.5))
    searched = {"set": [Search(Query("?"), found, {"right"})]}
    lines = {line[:16].strip(): line[16:].split() for line in list(report(searched, Weights()))[1:]}
    assert lines["in force"] == ["1000"] * 4
    assert lines["title 0.0"] == ["0", "1000", "1000", "500"]
    assert len(lines) == 1 + 6 * len(FACTORS)


def test_what_was_not_found_counts_as_a_miss() -> None:
    searched = {"set": [Search(Query("?"), (article("wrong", 0.0, 0.5),), {"right"})]}
    assert list(report(searched, Weights()))[1][16:].split() == ["0"] * 4
