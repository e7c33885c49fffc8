"""What is observed of an excerpt, and what it says of its answering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.drafting.confidence import WEIGHTS, Features, confidence
from bot.answering.drafting.facts import judge_fact
from index.libraries import Libraries
from index.library import Library
from index.query import Query
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

QUESTION = "Why did Velden close its old bridge?"
FERRIES = "Ferries are late in Velden again. "
CLOSED = "Velden had to close its old bridge because a tram shook it. "
FEATURES = st.builds(Features, *[st.floats(-1, 1)] * len(astuple(WEIGHTS)))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    library = libraries.get("local")
    for number in range(4):
        add(library, f"{FERRIES}Pier {number} of Velden is old.", f"Ferries of Velden {number}")
    yield library
    libraries.close()


def add(library: Library, text: str, title: str) -> None:
    known = Metadata(title=title, published=date(2026, 6, 15))
    library.add([NewArticle(title, text, known)], added_by="tester")


def observed(library: Library, question: str = QUESTION) -> Features:
    query = Query(question)
    judged = judge_fact(library, query, library.search(query))
    assert judged is not None
    return judged.features


def test_an_article_stands_out_that_is_about_the_question(library: Library) -> None:
    add(library, CLOSED + FERRIES, "Velden has to close its old bridge")
    seen = observed(library)
    assert min(seen.stands_out, seen.headline_stands_out, seen.lead_stands_out) > 0.1
    assert seen.opening == pytest.approx(1)
    assert seen.depth == 0


def test_one_that_mentions_it_in_passing_stands_out_less(library: Library) -> None:
    add(library, 40 * FERRIES + CLOSED, "The week in Velden")
    passing = observed(library)
    add(library, CLOSED + FERRIES, "Velden has to close its old bridge")
    about = observed(library)
    assert passing.headline_stands_out < about.headline_stands_out
    assert passing.depth > 0.9 > about.depth
    assert passing.opening < about.opening
    assert confidence(passing) < confidence(about)


def test_one_of_several_on_the_same_story_does_not_stand_out(library: Library) -> None:
    for number in range(8):
        title = f"Velden has to close its old bridge: {number}"
        add(library, f"Tram {number} shook it, so Velden had to close its old bridge.", title)
    seen = observed(library)
    assert max(seen.stands_out, seen.headline_stands_out, seen.lead_stands_out) < 0.1


@given(FEATURES)
def test_a_likelihood_lies_between_none_and_all(observed: Features) -> None:
    assert 0 <= confidence(observed) <= 1


@given(FEATURES, st.floats(0.01, 1))
def test_what_is_nearer_is_likelier(observed: Features, more: float) -> None:
    for better in ("stands_out", "headline_stands_out", "opening"):
        assert confidence(replace(observed, **{better: getattr(observed, better) + more})) >= (
            confidence(observed)
        )
    for worse in ("depth", "untimely"):
        assert confidence(replace(observed, **{worse: getattr(observed, worse) + more})) <= (
            confidence(observed)
        )
