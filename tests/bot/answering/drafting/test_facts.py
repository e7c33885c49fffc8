"""Questions of fact: answered, only near, or not found, each with a reason."""

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

ASKED = date(2026, 6, 18)
BRIDGE = (
    "Velden closed its old bridge on Monday. The council of Velden closed the old bridge after "
    "a tram shook it. “The rivets are older than the town itself,” said Ines Maro, an engineer."
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    library = libraries.get("local")
    for number in range(8):
        add(library, f"Ferry {number} was late. Nobody at pier {number} minded much.", "Ferries")
    add(library, BRIDGE, "Velden closes its old bridge", date(2026, 6, 15))
    yield library
    libraries.close()


def add(library: Library, text: str, title: str, published: date | None = None) -> None:
    known = Metadata(title=title, published=published, publisher="The Record")
    library.add([NewArticle(title, text, known)], added_by="tester")


def ask(library: Library, text: str) -> Outcome:
    return Answerer().answer(library, Question(text, ASKED))


def test_what_an_article_is_about_is_answered(library: Library) -> None:
    answer = ask(library, "Why did Velden close its old bridge this week?")
    assert isinstance(answer, Answer)
    assert "a tram shook it" in answer.citations[0].quote


def test_a_name_that_the_library_does_not_know_is_named(library: Library) -> None:
    outcome = ask(library, "Which castle did Macron visit?")
    assert isinstance(outcome, NotFound)
    assert outcome.reason == "Nothing in this library mentions Macron."


def test_what_is_foreign_is_not_found(library: Library) -> None:
    outcome = ask(library, "How do volcanoes erupt?")
    assert isinstance(outcome, NotFound)
    assert outcome.reason == "Nothing in this library speaks to that."
    assert outcome.evidence.articles


def test_an_outlet_that_ran_nothing_on_it(library: Library) -> None:
    add(library, "The baker sold out.", "Bread")
    library.add(
        [NewArticle("x", "Eels sing at night.", Metadata(publisher="The Herald"))],
        added_by="tester",
    )
    outcome = ask(library, "According to the Herald, why was the bridge in Velden closed?")
    assert not isinstance(outcome, Answer)
    [found] = outcome.evidence.articles
    assert library.get(found.article_id).metadata.publisher == "The Herald"


def test_whoever_is_named_in_a_question_is_quoted_on_it(library: Library) -> None:
    outcome = ask(library, "Was Ines Maro worried by the old rivets of the town?")
    assert not isinstance(outcome, NotFound)
    [own] = [cited for cited in outcome.citations if cited.speaker]
    assert own.quote == "The rivets are older than the town itself,"
    assert own.speaker is not None
    assert own.speaker.name == "Ines Maro"


def test_an_empty_library_holds_nothing(tmp_path: Path) -> None:
    libraries = Libraries(tmp_path, WordEmbedder())
    assert isinstance(ask(libraries.get("empty"), "Why was the bridge closed?"), NotFound)
    libraries.close()


def test_copies_do_not_unsettle_what_they_confirm(library: Library) -> None:
    question = "Why did Velden close its old bridge this week?"
    alone = ask(library, question).evidence.confidence
    for number in range(6):
        text = f"{BRIDGE} The paper {number} reports."
        add(library, text, "Velden closes its old bridge", date(2026, 6, 15))
    answer = ask(library, question)
    assert isinstance(answer, Answer)
    assert answer.evidence.confidence >= alone - 0.15


def test_whoever_is_named_is_quoted_only_from_the_days_asked_for(library: Library) -> None:
    outcome = ask(library, "Was Ines Maro worried by the old rivets of the town in May?")
    cited = () if isinstance(outcome, NotFound) else outcome.citations
    assert all(citation.speaker is None for citation in cited)


FINISHED = (
    "The Oroz dam was finished in 1979 by the state.",
    "High is the Oroz dam, finished in 1979.",
    "So the dam of Oroz was finished in 1979.",
)


def add_story(library: Library, *sentences: str) -> None:
    """Many articles on the dam, and one for each sentence, where it stands far down."""
    for number in range(8):
        title, text = f"The Oroz dam: part {number}", f"The Oroz dam is looked at, part {number}. "
        add(library, f"{text}Engineers look at the dam of Oroz.", title)
    for number, sentence in enumerate(sentences, start=20):
        text = f"The Oroz dam is looked at. {'Eels are few and mills are many in it. ' * 30}"
        add(library, text + sentence, f"The Oroz dam: part {number}")


@pytest.mark.parametrize("told", [1, 2])
def test_a_sentence_that_leaves_nothing_wanting_answers_in_a_running_story(
    library: Library, told: int
) -> None:
    add_story(library, *FINISHED[:told])
    answer = ask(library, "When was the Oroz dam finished?")
    assert isinstance(answer, Answer)
    assert {cited.quote for cited in answer.citations[:told]} == set(FINISHED[:told])


def test_where_each_of_many_would_do_none_is_said_to_answer(library: Library) -> None:
    add_story(library, *FINISHED)
    outcome = ask(library, "When was the Oroz dam finished?")
    assert isinstance(outcome, Related)
    assert outcome.citations[0].quote in FINISHED


def test_what_is_near_is_shown_though_it_answers_nothing(library: Library) -> None:
    add_story(library)
    outcome = ask(library, "When was the Oroz dam finished?")
    assert isinstance(outcome, Related)
    assert outcome.reason.endswith("what comes nearest does not mention “finished”.")


def test_the_sentence_that_says_most_goes_first_whichever_article_has_it(
    library: Library,
) -> None:
    add(library, "Lund closes its pier. Nobody minded much in Lund.", "Lund closes its pier")
    add(library, "Eels were few. The pier of Lund closes because a whale hit it.", "The week")
    answer = ask(library, "Why does the pier of Lund close?")
    assert not isinstance(answer, NotFound)
    assert answer.citations[0].quote == "The pier of Lund closes because a whale hit it."


def test_a_sentence_goes_before_a_heading_with_the_same_words(library: Library) -> None:
    add(library, "Why Lund closed the pier\n\nBefore noon Lund closed the pier.", "Lund")
    answer = ask(library, "Did Lund close the pier?")
    assert not isinstance(answer, NotFound)
    assert answer.citations[0].quote == "Before noon Lund closed the pier."
