"""What is typed around a question in a chat is taken off, and nothing else."""

from __future__ import annotations

import pytest

from bot.answering.questions.colloquial import in_full


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wait did maro actually say that??", "did maro actually say that??"),
        ("lol so what did she say", "what did she say"),
        ("Okay, what did Maro say?", "what did Maro say?"),
        ("quote from maro on eels pls", "quote from maro on eels"),
        ("did he resign, right?", "did he resign"),
        ("source for the claim that the dam leaks?", "the dam leaks?"),
        ("is it true that the dam leaks", "the dam leaks"),
        ("source for the 910 million claim", "the 910 million"),
        ('maro "a dam is not a vase" source?', 'maro "a dam is not a vase"'),
        ("whats maros take on the dam", "what's maros take on the dam"),
        ("wat did ppl say abt the dam", "what did people say about the dam"),
        ("did the PM resign", "did the prime minister resign"),
    ],
)
def test_the_question_alone_is_left(typed: str, meant: str) -> None:
    assert in_full(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "",
        "wait",
        "source?",
        "Wait for it",
        "Was Maro right?",
        "What happened at 3 pm?",
        "What did Gov. Maro say?",
        "Who said “wait, lol, whats that”?",
        "What is the claim?",
    ],
)
def test_what_belongs_to_a_question_stays(question: str) -> None:
    assert in_full(question) == question
