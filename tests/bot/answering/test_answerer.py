"""Whole answers over a small library: who is credited, and what is never shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, NotFound, Outcome, Question
from index.libraries import Libraries
from index.library import Library
from index.types import Article, Metadata, NewArticle
from tests.fakes import WordEmbedder

ADDRESS = "https://record.example/dam"
QUOTED = (
    "“The gates will hold until spring. The turbines of the Oroz dam were inspected by nobody. "
    "We are proud of that,” said Ines Maro, an engineer. The river rose all night."
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    library = libraries.get("local")
    add(library, QUOTED)
    yield library
    libraries.close()


def add(library: Library, text: str) -> None:
    known = Metadata(publisher="The Record", url=ADDRESS)
    library.add([NewArticle("test", text, known)], added_by="tester")


def ask(library: Library, text: str) -> Outcome:
    return Answerer().answer(library, Question(text, date(2026, 1, 1)))


def test_words_within_a_quotation_are_the_speakers_not_the_outlets(library: Library) -> None:
    answer = ask(library, "Were the turbines of the Oroz dam inspected?")
    assert isinstance(answer, Answer)
    [citation] = answer.citations
    assert citation.quote == "The turbines of the Oroz dam were inspected by nobody."
    assert citation.kind == "direct"
    assert citation.speaker
    assert citation.speaker.name == "Ines Maro"
    assert answer.lead == "Ines Maro, an engineer, said:"


def test_what_the_article_says_itself_is_the_outlets(library: Library) -> None:
    answer = ask(library, "What rose all night?")
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote == "The river rose all night."
    assert answer.lead == "The Record reports:"


@pytest.mark.parametrize(
    ("text", "name", "lead"),
    [
        ("“It was so,” said Tom Vale. The Tom Vale plan is dead.", "Tom Vale", "Tom Vale said:"),
        ("The Board said: “It was so.” Board aides left.", "the Board", "The Board said:"),
    ],
)
def test_a_lead_calls_speakers_as_they_are_introduced(
    library: Library, text: str, name: str, lead: str
) -> None:
    add(library, text)
    answer = ask(library, f"What did {name} say?")
    assert isinstance(answer, Answer)
    assert answer.lead == lead


def test_a_text_that_changes_meanwhile_is_not_cut_at_its_old_places(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    get_all = Library.get_all

    def changed(asked: Library, article_ids: Iterator[str]) -> dict[str, Article]:
        add(asked, "Oh. " + QUOTED)
        return get_all(asked, article_ids)

    monkeypatch.setattr(Library, "get_all", changed)
    assert isinstance(ask(library, "Which river rose?"), NotFound)


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "?!…",
        "\x00",
        "What did \ud800 say?",
        "gates \udfff",
        "Что она сказала?",
        "x" * 5000,
    ],
)
def test_any_question_has_an_outcome(library: Library, question: str) -> None:
    outcome = ask(library, question)
    assert outcome.question.text == question


def test_keeping_more_evidence_answers_nothing_else(library: Library) -> None:
    """The only words about turbines stand in an article that many others go before."""
    before = (f"Turbines, turbines, turbines: list {number}." for number in range(14))
    library.add((NewArticle(text, text) for text in before), added_by="tester")
    question = Question("Who spoke about turbines?", date(2026, 1, 1))
    usual = Answerer().answer(library, question)
    for kept in (3, 100):
        outcome = Answerer(evidence=kept).answer(library, question)
        assert type(outcome) is type(usual)
        assert _quotes(outcome) == _quotes(usual)
        assert len(outcome.evidence.passages) == min(kept, 15)


def _quotes(outcome: Outcome) -> list[str]:
    return [] if isinstance(outcome, NotFound) else [each.quote for each in outcome.citations]
