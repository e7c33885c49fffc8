"""Questions of fact in which somebody speaks."""

from __future__ import annotations

from time import perf_counter

import pytest

from bot.answering.fact_forms import asks_fact, last_sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Which airline announced a new route?",
        "Maro claims to lead which party?",
        "The bank announced that it will raise its rate by how much?",
        "According to a new survey, what do most people eat?",
        "According to the Fire Council, how many fires were there?",
    ],
)
def test_facts(sentence: str) -> None:
    assert asks_fact(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "What did Maro say about the dam?",
        "Maro said what about the dam?",
        "Maro on the dam?",
        "According to Maro, why did it crack?",
        "Which words did Maro say about the dam?",
        "Tell me what Maro said about which party leads.",
        "",
    ],
)
def test_words(sentence: str) -> None:
    assert not asks_fact(sentence)


def test_the_sentence_that_asks_is_the_last() -> None:
    assert last_sentence("The bank said it will close. When?") == "When?"
    assert last_sentence("He left. “Why?” she asked. Who was he?") == "Who was he?"
    assert last_sentence("What did Dr. No say?") == "What did Dr. No say?"
    assert last_sentence("What did J. R. Maro say?") == "What did J. R. Maro say?"
    assert last_sentence("") == ""


@pytest.mark.parametrize("text", ["according to a" * 100, "said " * 250, ". " * 500, '."' * 500])
def test_hostile_questions_take_no_time(text: str) -> None:
    began = perf_counter()
    asks_fact(last_sentence(text))
    assert perf_counter() - began < 0.5
