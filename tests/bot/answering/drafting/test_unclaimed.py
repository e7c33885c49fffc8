"""Words that may be somebody's are shown as nobody's, and never instead of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, NotFound, Outcome, Question, Related
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

OPEN = (
    "Ada Maro and Tom Vale met at the dam. “The turbines of the dam are older than the river "
    "itself,” it was said at the table. Later everybody went home."
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    yield libraries.get("local")
    libraries.close()


def add(library: Library, text: str, published: date | None = None) -> None:
    known = Metadata(title="At the dam", published=published, publisher="The Record")
    library.add([NewArticle("test", text, known)], added_by="tester")


def ask(library: Library, text: str) -> Outcome:
    return Answerer().answer(library, Question(text, date(2026, 6, 18)))


def test_a_quotation_that_nobody_is_credited_with_is_nobodys(library: Library) -> None:
    add(library, OPEN)
    outcome = ask(library, "What did Ada Maro say about the turbines of the dam?")
    assert isinstance(outcome, Related)
    assert outcome.reason == "Ada Maro is mentioned here, but no words here are plainly theirs."
    [citation] = outcome.citations
    assert citation.quote.startswith("The turbines of the dam are older")
    assert citation.speaker is None


def test_whoever_is_not_named_beside_it_is_not_asked_about(library: Library) -> None:
    add(library, OPEN)
    outcome = ask(library, "What did Ines Rehn say about the turbines of the dam?")
    assert isinstance(outcome, NotFound)


def test_somebodys_own_words_lead(library: Library) -> None:
    add(library, OPEN)
    add(library, "“The turbines turn,” said Ada Maro, an engineer. It rained.")
    outcome = ask(library, "What did Ada Maro say about the turbines?")
    assert not isinstance(outcome, NotFound)
    assert outcome.citations[0].quote == "The turbines turn,"
    assert outcome.citations[0].speaker
    assert all(cited.speaker is None for cited in outcome.citations[1:])


def test_nobodys_words_stand_apart_from_somebodys(library: Library) -> None:
    add(library, OPEN)
    add(library, "“The river is low,” said Ada Maro, an engineer, at the dam. It rained.")
    outcome = ask(library, "What did Ada Maro say about the turbines, the river and the dam?")
    assert isinstance(outcome, Answer)
    assert [cited.speaker is None for cited in outcome.citations] == [False, True]
    assert outcome.lead == "Ada Maro, an engineer, said; who said [2] is open:"


def test_words_from_another_time_are_left_out(library: Library) -> None:
    add(library, OPEN, date(2026, 1, 1))
    outcome = ask(library, "What did Ada Maro say about the turbines of the dam since May?")
    assert isinstance(outcome, NotFound)


def test_nobodys_words_do_not_stand_beside_somebodys_that_say_as_much(library: Library) -> None:
    add(library, OPEN)
    add(library, "“The turbines of the dam turn,” said Ada Maro, an engineer. It rained all day.")
    outcome = ask(library, "What did Ada Maro say about the turbines of the dam?")
    assert isinstance(outcome, Answer)
    assert [cited.quote for cited in outcome.citations] == ["The turbines of the dam turn,"]
    assert outcome.lead == "Ada Maro, an engineer, said:"
