"""Whose words are shown, from when and where, over a small library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, NotFound, Outcome, Question, Related
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

ASKED = date(2026, 10, 1)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    yield libraries.get("local")
    libraries.close()


def add(library: Library, text: str, day: date | None = None, **known: Any) -> None:
    article = NewArticle("test", text, Metadata(published=day, **known))
    [result] = library.add([article], added_by="tester")
    assert result.statements, text


def ask(library: Library, text: str) -> Outcome:
    return Answerer().answer(library, Question(text, ASKED))


def quotes(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Answer | Related)
    return [citation.quote for citation in outcome.citations]


def test_undated_articles_meet_no_days(library: Library) -> None:
    add(library, "“The gates will hold,” said Ines Maro.")
    for question in ("What did Maro say since 1990?", "What did Maro say before 2030?"):
        outcome = ask(library, question)
        assert isinstance(outcome, NotFound)
        assert "Ines Maro is quoted here once, but not" in outcome.reason
        assert "no day is known of it" in outcome.reason
    assert quotes(ask(library, "What did Maro say?")) == ["The gates will hold,"]


def test_days_are_inclusive(library: Library) -> None:
    add(library, "“The gates will hold,” said Ines Maro.", date(2026, 6, 1))
    for phrase in ("since June", "on 1 June", "until 1 June", "since 2026-06-01", "in June"):
        assert quotes(ask(library, f"What did Maro say {phrase}?")) == ["The gates will hold,"]
    for phrase in ("before June", "after 1 June", "in May", "since 2 June"):
        assert isinstance(ask(library, f"What did Maro say {phrase}?"), NotFound)


def test_without_news_the_nearest_words_lead_and_with_them_the_newest(library: Library) -> None:
    add(library, "“Eels, eels, nothing but eels,” said Ines Maro.", date(2026, 1, 1))
    add(library, "“We spoke of the port and of eels,” said Ines Maro.", date(2026, 5, 1))
    add(library, "Ines Maro said that the eels had come back up the river.", date(2026, 9, 1))
    about = ask(library, "What did Maro say about eels?")
    assert isinstance(about, Answer)
    assert [citation.kind for citation in about.citations] == ["direct", "direct", "indirect"]
    latest = ask(library, "What is the latest from Maro on eels?")
    assert isinstance(latest, Answer)
    days = [citation.article.metadata.published for citation in latest.citations]
    assert days == [date(2026, 9, 1), date(2026, 5, 1), date(2026, 1, 1)]


def test_news_that_are_old_are_only_related(library: Library) -> None:
    add(library, "“The gates will hold,” said Ines Maro.", date(2026, 5, 12))
    outcome = ask(library, "What has Maro said recently?")
    assert isinstance(outcome, Related)
    assert outcome.reason == "Ines Maro is quoted here once, but not recently; last on 12 May 2026."
    assert quotes(outcome) == ["The gates will hold,"]


def test_each_of_several_people_is_heard(library: Library) -> None:
    add(library, "“Eels feed the town. I eat eels daily, eels,” said Ines Maro.", date(2026, 1, 1))
    add(library, "Tom Vale said that he had not seen one of the eels.", date(2026, 1, 2))
    outcome = ask(library, "What did Maro and Vale say about eels?")
    assert isinstance(outcome, Answer)
    names = {citation.speaker.name for citation in outcome.citations if citation.speaker}
    assert names == {"Ines Maro", "Tom Vale"}


def test_an_outlet_that_did_not_quote_them_is_named(library: Library) -> None:
    add(library, "“The gates will hold,” said Ines Maro.", publisher="The Record")
    add(library, "“It rained,” said Tom Vale.", publisher="The Courier")
    outcome = ask(library, "What did Maro say in the Courier?")
    assert isinstance(outcome, NotFound)
    assert outcome.reason == (
        "Ines Maro is quoted here once, but not in The Courier, only in The Record."
    )


def test_what_they_did_talk_about_is_told_by_titles(library: Library) -> None:
    for number in range(5):
        text = f"“The gate of lock {number} will hold,” said Ines Maro."
        add(library, text, title=f"Lock {number}" if number else "")
    outcome = ask(library, "What did Maro say about zebras?")
    assert isinstance(outcome, NotFound)
    assert outcome.reason.startswith("Ines Maro is quoted here 5 times, but not about zebras; the ")
    assert outcome.reason.endswith("and 2 other articles.")
    assert outcome.reason.count("“Lock") == 3


def test_those_who_speak_of_somebody_are_named(library: Library) -> None:
    add(
        library,
        "The owner, Leo Hask, was away. “Hask writes to nobody,” said Tom Vale. "
        "Ines Maro said that the gates were old.",
    )
    outcome = ask(library, "What did Leo Hask say?")
    assert isinstance(outcome, NotFound)
    assert outcome.reason == (
        "Leo Hask is spoken of by Tom Vale, but no words here are plainly theirs."
    )


def test_a_namesake_is_not_taken_for_them(library: Library) -> None:
    add(library, "Leo Maro was away. “Maro should rest,” said Tom Vale of Ines Maro, the mayor.")
    add(library, "“I rest enough,” said Ines Maro.")
    outcome = ask(library, "What did Leo Maro say?")
    assert isinstance(outcome, NotFound)
    assert "Vale" not in outcome.reason


def test_exact_words_go_before_like_ones_and_a_correction_before_what_it_corrects(
    library: Library,
) -> None:
    add(library, "“The sea signs no contract with anybody,” said Ada Renn.", date(2026, 3, 1))
    add(library, "“The sea signs no contract,” said Ines Maro.", date(2026, 1, 1))
    add(library, "“The sea signs no contract,” said Tom Vale.", date(2026, 2, 1))
    add(library, "“No contract that the sea signs,” said Jo Orr.", date(2026, 9, 1))
    outcome = ask(library, "Who said “the sea signs no contract”?")
    assert isinstance(outcome, Answer)
    names = [citation.speaker.name for citation in outcome.citations if citation.speaker]
    assert names == ["Ada Renn", "Tom Vale", "Ines Maro", "Jo Orr"]


@pytest.mark.parametrize(
    ("said", "asked", "same"),
    [
        ("“We will raise the price of water,” said Ines Maro.", "we will raise the price", True),
        (
            "“We will not raise the price of water,” said Ines Maro.",
            "we will raise the price",
            False,
        ),
        ("“We will raise the price of water,” said Ines Maro.", "we won't raise the price", False),
        ("“We will raise the price of water,” said Ines Maro.", "nobody raises the price", False),
        ("“Rain, no doubt. We raise the price,” said Ines Maro.", "we raise the price", True),
        (
            "“We raise the price by nine florins,” said Ines Maro.",
            "they raise the price by 9 florins",
            True,
        ),
        (
            "“We raise the price by nine florins,” said Ines Maro.",
            "we raise the price by ten florins",
            False,
        ),
        ("Ines Maro denied that the price would rise.", "the price would rise", False),
        ("Ines Maro denied that the price would rise.", "the price would not rise", True),
    ],
)
def test_whether_words_are_the_same(library: Library, said: str, asked: str, same: bool) -> None:
    add(library, said)
    outcome = ask(library, f"Who said that {asked}?")
    assert isinstance(outcome, Answer if same else Related)


@pytest.mark.parametrize(
    "question", ["Who said so?", "Who said anything about it?", "Who said no?"]
)
def test_no_words_to_go_by_are_no_answer(library: Library, question: str) -> None:
    add(library, "“No. The gates will hold,” said Ines Maro.")
    assert isinstance(ask(library, question), NotFound)
