"""Follow-ups: what a message of a conversation is taken for."""

from __future__ import annotations

from datetime import date
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.follow_up.commands import Command, command_of
from bot.answering.follow_up.replies import Manner, replied
from bot.answering.follow_up.turns import Turn
from bot.answering.follow_up.understanding import Alone, Understanding, about_words, understand
from bot.answering.follow_up.wording import Whole
from bot.wording import day
from index.exchanges import UNLIMITED, Limits
from index.library import Library
from index.statements.vocabulary import Gender
from tests.bot.answering.questions.reading import READER
from tests.bot.discord.samples import citation
from tests.evaluation.follow_ups import judge, report

TODAY = READER.asked
GENDERS: dict[str, Gender] = {"Ines Maro": "she", "Paul Maro": "he"}
PIECES = st.sampled_from(
    "and|what about|he|her|it|that|the minister|Maro|Vale|in June|before that|the Courier|?"
    "|who else|say|did|about|“|the dam|".split("|")
)


def understood(text: str, *before: str, limits: Limits = UNLIMITED) -> Understanding:
    turns = [Turn(question, TODAY, limits) for question in reversed(before)]
    return understand(text, turns, READER, GENDERS.get)


def test_dialogues_over_the_samples(sample_library: Library) -> None:
    judged = judge(sample_library)
    alone = [each for each in judged if each.dialogue.understood is None]
    assert len(judged) >= 180
    assert len(alone) >= 50
    assert all(each.is_right for each in judged), "\n".join(report(judged))


@pytest.mark.parametrize(
    ("limits", "follow_up", "whole"),
    [
        (Limits(outlet="TPA"), "and Vale?", "What did Tom Vale say about the dam in TPA?"),
        (
            Limits(since=date(2026, 2, 1), until=date(2026, 2, 9)),
            "and Vale?",
            "What did Tom Vale say about the dam from 1 February 2026 to 9 February 2026?",
        ),
    ],
)
def test_limits_are_carried_over(limits: Limits, follow_up: str, whole: str) -> None:
    before = "What did Ines Maro say about the dam?"
    assert understood(follow_up, before, limits=limits) == Whole(whole)


def test_limits_stay_beside_a_question_of_fact() -> None:
    limits = Limits(outlet="TPA", since=date(2026, 2, 1))
    meant = understood("and in March?", "How many dams broke?", limits=limits)
    assert meant == Whole("How many dams broke in March?", Limits(outlet="TPA"))


def test_nobody_is_meant_by_a_pronoun_that_does_not_fit() -> None:
    before = "What did Ines Maro say about the dam?"
    assert understood("and what did he say about the port?", before) == Alone("he")
    both = "What did Ines Maro and Paul Maro say about the dam?"
    meant = understood("and what did he say about the port?", both)
    assert meant == Whole("What did Paul Maro say about the port?")


def test_a_question_that_grows_too_long_stands_alone() -> None:
    assert (
        understood("and Vale?", f"What did Ines Maro say about {'the dam and ' * 60}?") == Alone()
    )


@pytest.mark.parametrize("text", ["and Orlo? " * 200, "he " * 700, "that " * 900, "the " * 1200])
def test_long_messages_are_read_at_once(text: str) -> None:
    began = thread_time()
    understood(text, f"What did Ines Maro say about {text}?")
    assert thread_time() - began < 1


@settings(max_examples=60)
@given(
    st.lists(PIECES, max_size=7).map(" ".join) | st.text(max_size=60),
    st.lists(PIECES, max_size=7).map(" ".join) | st.text(max_size=60),
)
def test_whatever_is_said_something_is_understood(text: str, before: str) -> None:
    meant = understood(text, before)
    assert not isinstance(meant, Whole) or (meant.question.strip() and meant.question != text)


@pytest.mark.parametrize(
    "text", ["", "where was the dam built?", "when did Maro speak?", "more chalk", "x" * 300]
)
def test_questions_are_no_commands(text: str) -> None:
    assert command_of(text) is None


@pytest.mark.parametrize(
    ("words", "asked", "question"),
    [
        ("He said: “It holds.”", "true", "Who said “It holds.”?"),
        ("It  holds\nwell", "who", "Who said “It holds well”?"),
        ("The dam broke", "source", "The dam broke"),
    ],
)
def test_what_is_asked_about_the_words_of_another(words: str, asked: str, question: str) -> None:
    assert about_words(words, Command(asked)) == question  # type: ignore[arg-type]


class TestReplies:
    MANNER = Manner(day, str.upper)

    def told(self, asked: str, *cited: object, number: int | None = None) -> list[str]:
        command = Command(asked, number)  # type: ignore[arg-type]
        return [line.text for line in replied(cited, command, self.MANNER)]  # type: ignore[arg-type]

    def test_quotations_of_one_article_are_told_together(self) -> None:
        one, other = citation("We will build it"), citation("It is late", speaker=None)
        assert self.told("when", one, other) == [
            "[1] and [2] are from THE EXAMPLE of 30 March 2026."
        ]
        assert self.told("who", one, other) == [
            "[1]: ADA VELL, in the article “THE MAYOR, ADA VELL”.",
            "[2]: the article does not say plainly whose words these are.",
        ]

    def test_what_is_gone_keeps_its_number(self) -> None:
        told = self.told("source", None, citation("We will build it"))
        assert told[0].startswith("[2]: “MAYOR PROMISES A BRIDGE”, THE EXAMPLE, by JO WRITER")
        assert told[1] == "[1] is no longer in the library."
        assert self.told("context", None) == ["[1] is no longer in the library."]

    def test_numbers(self) -> None:
        cited = (citation("We will build it"), None)
        assert self.told("when", *cited, number=-1) == ["[2] is no longer in the library."]
        assert self.told("when", *cited, number=3) == ["That answer has 2 quotations."]
        assert "no quotations" in self.told("when")[0]
