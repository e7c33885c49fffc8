"""Outlets of the library are told from other words, in whatever way they are named."""

from __future__ import annotations

import pytest

from bot.answering.questions.outlets import Outlets

OUTLETS = Outlets(["The Kessory Courier", "Tolmiran Press Agency", "The Upland Record", "BBC News"])
COURIER = ("The Kessory Courier",)


@pytest.mark.parametrize(
    ("text", "named", "rest"),
    [
        ("Said Maro so in the Courier about eels?", COURIER, "Said Maro so about eels?"),
        ("said in The Kessory Courier", COURIER, "said"),
        ("Maro in the kessory COURIER", COURIER, "Maro"),
        ("what did maro say in the courier", COURIER, "what did maro say"),
        ("What did Maro tell the Courier about eels?", COURIER, "What did Maro tell about eels?"),
        ("what Maro told the Courier and Vale", COURIER, "what Maro told and Vale"),
        ("In an interview with the Courier, said Maro so", COURIER, ", said Maro so"),
        ("according to TPA it rained", ("Tolmiran Press Agency",), "it rained"),
        ("Maro in the BBC", ("BBC News",), "Maro"),
        ("in the Courier and in TPA", (*COURIER, "Tolmiran Press Agency"), "and"),
        ("Maro was quoted by the Record", ("The Upland Record",), "Maro was quoted by"),
    ],
)
def test_an_outlet(text: str, named: tuple[str, ...], rest: str) -> None:
    assert OUTLETS.cut(text) == (named, rest)


@pytest.mark.parametrize(
    "text",
    [
        "What did Maro tell the court?",
        "What did Maro say in the record?",
        "What did the Courier say?",
        "Maro in Kessory",
        "said “in the Courier”",
        "in",
        "in the",
    ],
)
def test_other_words(text: str) -> None:
    assert OUTLETS.cut(text) == ((), text)


def test_a_whole_name_goes_before_a_part_of_another() -> None:
    outlets = Outlets(["The Record", "The Upland Record", "The Tidal Record"])
    assert outlets.called("the Record") == ("The Record",)
    assert outlets.called("Upland Record") == ("The Upland Record",)
    shared = Outlets(["The Upland Record", "The Tidal Record"])
    assert shared.called("the Record") == ("The Upland Record", "The Tidal Record")


def test_accents_do_not_matter_and_empty_names_do_no_harm() -> None:
    outlets = Outlets(["L’Écho d’Anselt", "—", "  "])
    assert outlets.called("L'Echo d'Anselt") == ("L’Écho d’Anselt",)
    assert outlets.called("") == ()
