"""Questions for whoever said something."""

from __future__ import annotations

import pytest

from bot.answering.questions.question import WhoSaidQuestion
from tests.bot.answering.questions.reading import read


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who said “the dam is no vase”?", "“the dam is no vase”"),
        ("Who said that the dam is no vase?", "the dam is no vase"),
        ("Tell me who said the dam is no vase", "the dam is no vase"),
        ("Who was it that said the dam is no vase?", "the dam is no vase"),
        ("Who is quoted as saying that the dam is no vase?", "the dam is no vase"),
        ("Did anyone say that the dam is no vase?", "the dam is no vase"),
        ("whose words are these: “no vase”?", "“no vase”"),
        ("who told the court that it was dry", "the court that it was dry"),
        ("who said the dam would hold in June?", "the dam would hold in June"),
    ],
)
def test_who_said(question: str, words: str) -> None:
    assert read(question) == WhoSaidQuestion(words)


def test_who_denied() -> None:
    assert read("Who denied that it is dry?") == WhoSaidQuestion("it is dry", is_denial=True)


@pytest.mark.parametrize(
    "question",
    [
        "Who commented on the dam?",
        "Who has spoken about the dam",
        "Who said anything about the dam?",
        "Has anybody commented on the dam?",
        "What has been said about the dam?",
        "what do people say about the dam",
    ],
)
def test_who_spoke_about_a_topic(question: str) -> None:
    assert read(question) == WhoSaidQuestion("the dam", is_topic=True)


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("Who said in June that it would hold in May?", "in June"),
        ("In June, who said that it would hold in May?", "in June"),
        ("Who said that it would hold in May in the Courier?", "in The Lund Courier"),
    ],
)
def test_when_and_where_who_said(question: str, written: str) -> None:
    reading = read(question)
    assert isinstance(reading, WhoSaidQuestion)
    assert (reading.words, reading.scope.written) == ("it would hold in May", written)


def test_days_after_a_quotation_are_not_part_of_it() -> None:
    reading = read("Who said “it holds in May” in June?")
    assert isinstance(reading, WhoSaidQuestion)
    assert (reading.words, reading.scope.written) == ("“it holds in May”", "in June")
