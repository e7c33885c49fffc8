"""The latest on something is how the newest articles on it begin; an author's words are theirs."""

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

ARTICLES = (
    (
        date(2026, 3, 2),
        "Tunnel to open in spring",
        "Ida Crane",
        "By Ida Crane\nThe long harbour tunnel will open in the spring, the ministry said.\n"
        "“The harbour tunnel is dry,” said Ines Maro, an engineer.",
    ),
    (
        date(2026, 6, 3),
        "Tunnel put off",
        "Leon Marsh",
        "The harbour tunnel will not open before September, inspectors told the council.",
    ),
    (
        date(2026, 6, 9),
        "Election called",
        "Leon Marsh",
        "The government called an election for the autumn on Tuesday, to nobody’s surprise.\n"
        "It said little of taxes. “We regret the tunnel,” said Paul Vale, a minister.",
    ),
    (
        date(2026, 4, 1),
        "Finish it",
        "Dorothea Quill",
        "A toll is a mistake that only the rich can like.\n“A toll is a ransom,” said Ines Maro.",
    ),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    library = libraries.get("local")
    articles = (
        NewArticle(
            title, text, Metadata(title=title, author=author, publisher="The Record", published=day)
        )
        for day, title, author, text in ARTICLES
    )
    library.add(articles, added_by="tester")
    yield library
    libraries.close()


def ask(library: Library, question: str) -> Outcome:
    return Answerer().answer(library, Question(question, date(2026, 6, 10)))


def quotes(outcome: Outcome) -> list[str]:
    return [] if isinstance(outcome, NotFound) else [each.quote for each in outcome.citations]


@pytest.mark.parametrize(
    "question",
    ["latest on the tunnel", "What's new with the tunnel?", "any news about the tunnel??"],
)
def test_the_newest_articles_on_it_go_first_and_bylines_nowhere(
    library: Library, question: str
) -> None:
    outcome = ask(library, question)
    assert isinstance(outcome, Answer)
    begun = [quote.split(",")[0] for quote in quotes(outcome)]
    assert begun == [
        "The harbour tunnel will not open before September",
        "The long harbour tunnel will open in the spring",
    ]


def test_no_news_of_what_no_article_is_about(library: Library) -> None:
    assert not isinstance(ask(library, "latest on the eels"), Answer)


def test_an_author_is_answered_by_their_own_sentences(library: Library) -> None:
    outcome = ask(library, "What does Dorothea Quill think of the toll?")
    assert isinstance(outcome, Answer)
    assert quotes(outcome) == ["A toll is a mistake that only the rich can like."]
    assert [each.speaker for each in outcome.citations] == [None]


def test_a_length_is_answered_by_no_day(library: Library) -> None:
    assert not isinstance(ask(library, "How long is the harbour tunnel?"), Answer)


def test_whether_somebody_said_just_that_is_not_answered_by_other_words(library: Library) -> None:
    outcome = ask(library, "did ines maro say the banks would collapse")
    assert not isinstance(outcome, Answer)
    assert isinstance(outcome, Related | NotFound)
    assert "Ines Maro is" in outcome.reason
    assert isinstance(ask(library, "did ines maro say the tunnel is dry"), Answer)


def test_a_name_in_small_letters_is_nobodys_words(library: Library) -> None:
    outcome = ask(library, "what did ida crane say")
    assert isinstance(outcome, NotFound)
    assert "mentioned here" in outcome.reason
