"""Days that are named by what happened: the day is found in the library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, NotFound, Outcome, Question
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    library = libraries.get("local")
    add(library, "“The dam is dry,” said Ines Maro, an engineer.", "Dam", date(2026, 3, 1))
    add(library, "The river rose. Nobody was hurt.", "Flood in Velden", date(2026, 4, 1))
    add(library, "“The dam is full,” said Ines Maro, an engineer.", "Again", date(2026, 5, 1))
    yield library
    libraries.close()


def add(library: Library, text: str, title: str, published: date) -> None:
    library.add([NewArticle("x", text, Metadata(title=title, published=published))], added_by="t")


def ask(library: Library, text: str, asked: date = date(2026, 6, 1)) -> Outcome:
    return Answerer().answer(library, Question(text, asked))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did Ines Maro say about the dam after the flood?", ["The dam is full,"]),
        ("What did Ines Maro say since the flood in Velden?", ["The dam is full,"]),
        ("What did Ines Maro say about the dam before the flood?", ["The dam is dry,"]),
    ],
)
def test_days_around_an_event(library: Library, question: str, said: list[str]) -> None:
    answer = ask(library, question)
    assert isinstance(answer, Answer)
    assert [citation.quote for citation in answer.citations] == said


def test_an_event_that_no_headline_tells_of_is_a_topic(library: Library) -> None:
    outcome = ask(library, "What did Ines Maro say after the wedding?")
    assert not isinstance(outcome, Answer)
    assert "not about “after the wedding”" in outcome.reason


def test_nothing_said_since(library: Library) -> None:
    add(library, "There was a fire.", "Fire in Lund", date(2026, 5, 20))
    outcome = ask(library, "What did Ines Maro say about the dam after the fire?")
    assert isinstance(outcome, NotFound)
    assert "not after the fire; last on 1 May 2026" in outcome.reason


def test_what_came_after_the_question_had_not_happened(library: Library) -> None:
    question = "What did Ines Maro say about the dam after the flood?"
    answer = ask(library, question, date(2026, 3, 2))
    assert isinstance(answer, Answer)
    assert "The dam is dry," in [citation.quote for citation in answer.citations]
