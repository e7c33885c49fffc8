"""Whose name a source holds, and which words tell a topic."""

from __future__ import annotations

import pytest

from tests.evaluation.polnear_names import Vocabulary, find_name, surname


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Maro", "Maro"),
        ("Mr. Maro", "Maro"),
        ("Sen. Ines Maro (D-Oreland)", "Ines Maro"),
        ("Harbour Minister Ines Maro", "Ines Maro"),
        ("former mayor Ines Maro, a judge", "Ines Maro"),
        ("Ivo Lund of the Lower Valley", "Ivo Lund"),
        ("the Rev. Peer Aske, of Saint Olan Church", "Peer Aske"),
        ("Mr. de Vaal", "de Vaal"),
        ("Governor Jan van der Meer", "Jan van der Meer"),
        ("The Harbour Post", "the Harbour Post"),
        ("the WFO", "the WFO"),
        ("O'Hagan-Lund", "O'Hagan-Lund"),
    ],
)
def test_a_name_is_what_ends_the_source_without_titles(source: str, name: str) -> None:
    assert find_name(source) == name


@pytest.mark.parametrize(
    "source",
    [
        "he",
        "I",
        "the mayor",
        "The Oreland businessman",
        "The President",
        "a narrator in the Maro film",
        "Maro’s campaign",
        "Maro's",
        "Maro's lawyer Ivo Lund",
        "Maro and Lund",
        "Democrats",
        "officials at Harbour Watch, a charity",
        "",
    ],
)
def test_a_source_that_names_nobody_plainly_has_no_name(source: str) -> None:
    assert find_name(source) is None


def test_a_surname_is_compared_without_its_case() -> None:
    assert surname("Ines MARO") == surname("Maro")


TEXTS = [
    "The dam held. Maro praised the dam and the sluice.",
    "Engineers praised the dam. MARO: The sluice of the Grandwater leaks!",
    "The dam leaks, Lund said. Maro denied that it leaks.",
]


def test_a_topic_has_the_rarest_words_in_their_order() -> None:
    vocabulary = Vocabulary(TEXTS)
    said = "The sluice of the Grandwater leaks, whatever engineers say of leaks"
    assert vocabulary.topic(said, apart_from="Maro", most=2) == ["Grandwater", "engineers"]
    assert vocabulary.topic(said, apart_from="Maro", most=3) == [
        "sluice",
        "Grandwater",
        "engineers",
    ]


def test_a_topic_leaves_out_the_name_short_words_and_words_without_content() -> None:
    topic = Vocabulary(TEXTS).topic(
        "Maro’s dam didn’t leak, and they say that it would", apart_from="Ines Maro", most=5
    )
    assert topic == ["leak"]


def test_a_word_is_written_as_inside_a_sentence() -> None:
    vocabulary = Vocabulary([*TEXTS, "An engineer met other engineers."])
    assert vocabulary.plain("Engineers") == "engineers"
    assert vocabulary.plain("MARO") == "Maro"
    assert vocabulary.plain("Maro") == "Maro"
