"""All other questions ask for facts, and any words have a reading."""

from __future__ import annotations

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.questions.question import FactQuestion, SpeechQuestion
from tests.bot.answering.questions.reading import DIRECTORY, INES, read

WHO = st.sampled_from(["Ines Maro", "the minister", "Maro and Vale", "who", "it", "Jon Nobody", ""])
SAYING = st.sampled_from(
    ["say", "said", "quoted as saying", "'s view", "from", "told", "according to"]
)
REST = st.sampled_from(
    ["what did", "about", "on", "since June", "in the Courier", "who", "latest", "?"]
)


@pytest.mark.parametrize(
    "question",
    [
        "How many boats did the storm take?",
        "How many boats did the storm take from Lund?",
        "When was the dam finished?",
        "What did it say?",
        "What did he say about the dam?",
        "Why did the bank raise its rate?",
        "Who won the cup?",
        "Who was told that the dam is dry?",
        "What was Vale told about the dam?",
        "The man who said that was fired when?",
        "What country announced a new bridge?",
        "What did Apple announce?",
        "What does ODR stand for?",
        "What did an Oroz meteorologist say?",
        "According to the Fire Council, how many fires were there?",
        "What did the Courier say about the dam?",
        "Which opposition said no?",
        "Who spoke?",
        "Palace on the dam?",
        "dam",
        "",
        "?",
    ],
)
def test_facts(question: str) -> None:
    found = read(question)
    assert isinstance(found, FactQuestion)
    assert found.text == question


@pytest.mark.parametrize(
    "question",
    [
        "What does the Courier report on eels?",
        "What did The Lund Courier write about eels?",
        "What did the courier of Lund say about eels in The Lund Courier?",
        "What has the Lund Courier said about eels?",
    ],
)
def test_what_an_outlet_reports_is_a_fact_to_be_found_there(question: str) -> None:
    reading = read(question)
    assert isinstance(reading, FactQuestion)
    assert reading.scope.outlets == ("The Lund Courier",)
    assert "eels" in reading.subject


@pytest.mark.parametrize(
    "question",
    [
        "what did" + " " * 600 + "x",
        "Quotes by\n\n" * 400,
        "what did " * 110,
        "said by a of b in " * 55,
        "Maro, and " * 99,
        "in the last " * 80,
        "between 1 May and " * 55,
        '"' * 999,
        "what did Maro say " * 5000,
    ],
)
def test_long_questions_are_read_at_once(question: str) -> None:
    began = thread_time()
    read(question)
    assert thread_time() - began < 1


@given(st.lists(st.one_of(WHO, SAYING, REST, st.text(max_size=8)), max_size=9))
def test_any_words_have_a_reading_and_names_only_speakers(words: list[str]) -> None:
    reading = read(" ".join(words))
    if isinstance(reading, SpeechQuestion):
        assert all(DIRECTORY.called(name) for name in reading.names)


def test_spaces_mean_nothing() -> None:
    reading = read("What  did\n Ines\tMaro say about   the\u00a0dam?")
    assert reading == SpeechQuestion("Ines Maro", INES, "the dam")


def test_misspelt_names_are_suggested() -> None:
    assert DIRECTORY.nearest("Ines Marro")[:2] == ["Ines Maro", "Paul Maro"]
    assert DIRECTORY.nearest("Quetzalcoatl") == []
