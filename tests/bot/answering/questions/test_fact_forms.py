"""Questions of fact in which somebody speaks."""

from __future__ import annotations

from time import thread_time

import pytest

from bot.answering.questions.fact_forms import asking_sentence, asks_fact


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
        "Please tell me what Maro said about the dam?",
        "OK, tell me what Maro said about the dam.",
        "Maro told reporters what about the dam?",
        "Whose quote is “I said no”?",
        "Tell me what Maro said about which party leads.",
        "",
    ],
)
def test_words(sentence: str) -> None:
    assert not asks_fact(sentence)


def test_the_sentence_that_asks() -> None:
    assert asking_sentence("The bank said it will close. When?") == "When?"
    assert asking_sentence("What did Solt say? Thanks!") == "What did Solt say?"
    quoted = "Who said “It moves. Does it? It does.”?"
    assert asking_sentence(quoted) == quoted
    assert asking_sentence("He left. “Why?” she asked. Who was he?") == "Who was he?"
    assert asking_sentence("What did Dr. No say?") == "What did Dr. No say?"
    assert asking_sentence("What did J. R. Maro say?") == "What did J. R. Maro say?"
    assert asking_sentence("") == ""


@pytest.mark.parametrize("text", ["according to a" * 100, "said " * 250, ". " * 500, '."' * 500])
def test_hostile_questions_take_no_time(text: str) -> None:
    began = thread_time()
    asks_fact(asking_sentence(text))
    assert thread_time() - began < 0.5
