"""Questions for somebody's words: whose, on what, of when."""

from __future__ import annotations

import pytest

from bot.answering.questions.question import FactQuestion, SpeechQuestion
from tests.bot.answering.questions.reading import INES, VALE, read


@pytest.mark.parametrize(
    ("question", "names", "topic"),
    [
        ("What did Ines Maro say?", INES, ""),
        ("what did ines maro say about the dam?", INES, "the dam"),
        ("What has Ines Maro said on the dam and the port?", INES, "the dam and the port"),
        ("What's Vale saying about the dam", VALE, "the dam"),
        ("whats vale saying about the dam", VALE, "the dam"),
        ("what has Vale been saying about the dam", VALE, "the dam"),
        ("What was Vale quoted as saying?", VALE, ""),
        ("What was Vale quoted as saying about the dam?", VALE, "the dam"),
        ("What was it that Vale said about the dam?", VALE, "the dam"),
        ("What does Vale have to say about the dam?", VALE, "the dam"),
        ("What did Vale say to reporters about the dam?", VALE, "the dam"),
        ("What did Vale say in response to the strike?", VALE, "the strike"),
        ("What did Vale tell the court about the dam?", VALE, "the court about the dam"),
        ("What did Vale say before the summit?", VALE, "before the summit"),
        ("Did Ines Maro ever say anything about the dam", INES, "the dam"),
        ("Has Ines Maro commented on the dam?", INES, "the dam"),
        ("How did the energy minister respond to the strike?", INES, "the strike"),
        ("How does Vale feel about the dam", VALE, "the dam"),
        ("Where does Vale stand on the dam?", VALE, "the dam"),
        ("Who did Vale blame for the dam?", VALE, "the dam"),
        ("wait what did Vale say about the dam lol", VALE, "the dam"),
        ("whats vales take on the dam", VALE, "the dam"),
        ("Did Vale deny the dam is dry?", VALE, "the dam is dry"),
        ("What was Ines Maro's reaction to the vote?", INES, "the vote"),
        ("Vale's reaction to the vote", VALE, "the vote"),
        ("Vale reaction to the vote", VALE, "the vote"),
        ("vales reaction to the vote", VALE, "the vote"),
        ("What is Ines Maro’s view on the vote?", INES, "the vote"),
        ("what is Vale's position on the vote", VALE, "the vote"),
        ("What were Vale's exact words?", VALE, ""),
        ("Quotes from Ines Maro about the dam", INES, "the dam"),
        ("quote Vale on the dam", VALE, "the dam"),
        ("Quote Vale", VALE, ""),
        ("anything from Vale on the dam", VALE, "the dam"),
        ("Anything on the dam from Vale?", VALE, "the dam"),
        ("Vale on the dam?", VALE, "the dam"),
        ("What about Vale on the dam?", VALE, "the dam"),
        ("Vale said the dam is dry?", VALE, "the dam is dry"),
        ("everything Vale said about the dam", VALE, "the dam"),
        ("Statements by the Ministry of Water on tides", ("Ministry of Water",), "tides"),
        ("According to Ines Maro, why did it crack?", INES, "why did it crack"),
        ("Why did it crack according to Ines Maro?", INES, "Why did it crack"),
        ("Can you tell me what Ines Maro said about eels?", INES, "eels"),
        ("hey, what did Vale say about eels", VALE, "eels"),
    ],
)
def test_speech(question: str, names: tuple[str, ...], topic: str) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic) == (names, topic)
    assert reading.scope.is_wide
    assert reading.order == "nearest"


@pytest.mark.parametrize(
    ("question", "names", "topic"),
    [
        ("Ines Maro has left the board. What did she say?", INES, "has left the board"),
        ("Ines Maro has left. What did she say about eels?", INES, "eels"),
        ("Vale spoke with Odrell on eels! What did he say?", VALE, "spoke with Odrell on eels"),
        ("The dam is open, says Vale. What did he say about it?", VALE, "it"),
        ("The bank is shut. What did Ines Maro say?", INES, ""),
        ("What did Lena He say?", ("Lena He",), ""),
        ("What did He say about eels?", ("Lena He",), "eels"),
    ],
)
def test_he_and_she_are_whom_the_sentences_before_are_about(
    question: str, names: tuple[str, ...], topic: str
) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic) == (names, topic)


@pytest.mark.parametrize(
    "question",
    [
        "What did he say?",
        "what did he say about eels",
        "The bank is shut. What did she say?",
        "The bank told Ines Maro and Vale off. What did they say?",
    ],
)
def test_he_and_she_are_nobody_where_nobody_is_meant(question: str) -> None:
    assert isinstance(read(question), FactQuestion)


@pytest.mark.parametrize(
    ("question", "written", "newest"),
    [
        ("What did Vale say about eels since June in the Courier?", "since June", False),
        ("Since June, what has Vale said about eels in the Courier?", "since June", False),
        ("In the Courier, what did Vale say about eels until 3 May", "until 3 May", False),
        ("What did Vale tell the Courier this week about eels?", "this week", True),
        ("what has vale been saying about eels lately in the courier", "lately", True),
        ("According to the Courier, what did Vale say recently about eels?", "recently", True),
    ],
)
def test_when_and_where(question: str, written: str, newest: bool) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic) == (VALE, "eels")
    assert (reading.order == "newest") is newest
    assert reading.scope.outlets == ("The Lund Courier",)
    assert reading.scope.written == f"{written} in The Lund Courier"


@pytest.mark.parametrize(
    "question",
    [
        "latest from Vale on the new dam",
        "What's the latest from Vale on the new dam?",
        "What's the latest on the new dam from Vale",
        "Any news from Vale about the new dam?",
        "Is there anything new from Vale on the new dam?",
        "What is Vale's latest position on the new dam?",
        "What does Vale say now about the new dam?",
    ],
)
def test_news(question: str) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic, reading.order) == (VALE, "the new dam", "newest")


@pytest.mark.parametrize(
    "question",
    [
        "What did Vale first say about the dam?",
        "What was Vale's first comment on the dam?",
        "Vale's very first reaction to the dam",
    ],
)
def test_the_first_words(question: str) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic, reading.order) == (VALE, "the dam", "oldest")


def test_a_new_thing_is_no_news() -> None:
    reading = read("What did Vale say about the new dam?")
    assert isinstance(reading, SpeechQuestion)
    assert reading.order == "nearest"


def test_courtesies_are_no_topic() -> None:
    for question in ("What did Vale say? Thanks!", "Hello there. What did Vale say?"):
        reading = read(question)
        assert isinstance(reading, SpeechQuestion)
        assert (reading.names, reading.topic) == (VALE, "")
