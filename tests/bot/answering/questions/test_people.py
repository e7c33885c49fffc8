"""Whom a name in a question means."""

from __future__ import annotations

import pytest

from bot.answering.questions.question import SpeechQuestion
from tests.bot.answering.questions.reading import INES, MAROS, VALE, read


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("Maro", MAROS),
        ("Mr Paul Maro", ("Paul Maro",)),
        ("minister Maro", INES),
        ("the Ministry of Water", ("Ministry of Water",)),
        ("Jozef Lacki", ("Józef Łącki",)),
        ("Ines", INES),
        ("Will Odrell", ("Will Odrell",)),
        ("Paul Maro and Will Odrell", ("Paul Maro", "Will Odrell")),
        ("Maro, Vale and Odrell", (*MAROS, "Tom Vale", "Will Odrell")),
        ("the Palace's spokesman", VALE),
        ("the Palace’s spokeswoman", VALE),
        ("the spokesperson for the Bank of Lund", ("Ada Renn",)),
    ],
)
def test_whom_a_name_means(who: str, names: tuple[str, ...]) -> None:
    reading = read(f"What did {who} say about eels?")
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic) == (names, "eels")


@pytest.mark.parametrize("who", ["ines", "maro", "ines maro", "vale", "the palace's spokesman"])
def test_names_need_no_capitals(who: str) -> None:
    reading = read(f"what did {who} say about eels")
    assert isinstance(reading, SpeechQuestion)
    assert reading.names


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did Jon Maro say about eels?", "Jon Maro"),
        ("What did Paul Maro and Jon Odrell say?", "Jon Odrell"),
        ("What did Jon Maro say about what Ines Maro said?", "Jon Maro"),
        ("What did Nobody Here say?", "Nobody Here"),
        ("What did the Senate's spokesman say?", "the Senate's spokesman"),
        ("Quotes by Jon Xyz about eels", "Jon Xyz"),
        ("According to Jon Xyz, why did it crack?", "Jon Xyz"),
        ("what did odrel say about eels", "odrel"),
    ],
)
def test_somebody_whom_nobody_quotes(question: str, who: str) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.who, reading.names) == (who, ())
