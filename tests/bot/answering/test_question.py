"""Questions are read for whose words they ask for, and on what."""

from __future__ import annotations

from time import perf_counter

import pytest

from bot.answering.expected import expected_of
from bot.answering.question import FactQuestion, SpeechQuestion, WhoSaidQuestion, read
from index.speakers import SpeakerDirectory
from index.types import SpeakerSummary

DIRECTORY = SpeakerDirectory(
    [
        SpeakerSummary("Ines Maro", 9, 3, ("Energy minister Ines Maro",)),
        SpeakerSummary("Paul Maro", 1, 1, ("Paul Maro",)),
        SpeakerSummary("Will Odrell", 2, 1, ("Will Odrell, who leads the opposition",)),
        SpeakerSummary("Józef Łącki", 2, 1, ("Józef Łącki",)),
        SpeakerSummary("Ministry of Water", 2, 1, ("Ministry of Water",)),
    ]
)
INES = ("Ines Maro",)


@pytest.mark.parametrize(
    ("question", "names", "topic"),
    [
        ("What did Ines Maro say?", INES, ""),
        ("what did ines maro say about the dam?", INES, "the dam"),
        ("What has Ines Maro said on the dam and the port?", INES, "the dam and the port"),
        ("Did Ines Maro ever say anything about the dam", INES, "the dam"),
        ("Has Ines Maro commented on the dam?", INES, "the dam"),
        ("How did the energy minister respond to the strike?", INES, "the strike"),
        ("What was Ines Maro's reaction to the vote?", INES, "the vote"),
        ("What is Ines Maro’s view on the vote?", INES, "the vote"),
        ("Quotes from Ines Maro about the dam", INES, "the dam"),
        ("According to Ines Maro, why did it crack?", INES, "why did it crack"),
        ("What did Maro say?", ("Ines Maro", "Paul Maro"), ""),
        ("What did Mr Paul Maro say?", ("Paul Maro",), ""),
        ("What did the Ministry of Water say about tides?", ("Ministry of Water",), "tides"),
        ("What did Jozef Lacki say?", ("Józef Łącki",), ""),
        ("Can you tell me what Ines Maro said about eels?", INES, "eels"),
        ("What did Paul Maro and Will Odrell say?", ("Paul Maro", "Will Odrell"), ""),
        ("What did Paul Maro and Jon Odrell say?", (), ""),
        ("What did Jon Maro say about eels?", (), "eels"),
        ("What did Nobody Here say?", (), ""),
    ],
)
def test_speech(question: str, names: tuple[str, ...], topic: str) -> None:
    reading = read(question, lambda: DIRECTORY)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic) == (names, topic)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who said “the dam is no vase”?", "“the dam is no vase”"),
        ("Who said that the dam is no vase?", "the dam is no vase"),
        ("who told the court that it was dry", "the court that it was dry"),
    ],
)
def test_who_said(question: str, words: str) -> None:
    assert read(question, lambda: DIRECTORY) == WhoSaidQuestion(words)


@pytest.mark.parametrize(
    "question",
    [
        "How many boats did the storm take?",
        "When was the dam finished?",
        "What did it say?",
        "Why did the bank raise its rate?",
        "Who won the cup?",
        "What country announced a new bridge?",
        "Which opposition said no?",
        "dam",
        "",
        "?",
    ],
)
def test_facts(question: str) -> None:
    assert read(question, lambda: DIRECTORY) == FactQuestion(question)


@pytest.mark.parametrize("question", ["what did" + " " * 600 + "x", "Quotes by\n\n" * 400])
def test_long_questions_are_read_at_once(question: str) -> None:
    began = perf_counter()
    read(question, lambda: DIRECTORY)
    assert perf_counter() - began < 1


def test_spaces_mean_nothing() -> None:
    reading = read("What  did\n Ines\tMaro say about   the\u00a0dam?", lambda: DIRECTORY)
    assert reading == SpeechQuestion("Ines Maro", INES, "the dam")


def test_misspelt_names_are_suggested() -> None:
    assert DIRECTORY.nearest("Ines Marro")[:2] == ["Ines Maro", "Paul Maro"]
    assert DIRECTORY.nearest("Quetzalcoatl") == []


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("How many boats sank?", "Nine boats sank.", True),
        ("How many boats sank?", "The boats sank.", False),
        ("When did it sink?", "It sank on Tuesday.", True),
        ("When did it sink?", "It sank.", False),
        ("Why did it sink?", "It sank because of the rain.", True),
        ("Who sank it?", "It sank.", True),
    ],
)
def test_what_is_asked_for(question: str, text: str, held: bool) -> None:
    expected, rest = expected_of(question)
    assert expected.found_in(text) is held
    assert "How many" not in rest
