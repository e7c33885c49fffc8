"""A follow-up is rewritten by a model only into what was said before, else as the rules have it."""

from __future__ import annotations

import json
from datetime import date
from time import monotonic

import pytest

from bot.answering.follow_up.commands import Command
from bot.answering.follow_up.turns import Turn
from bot.answering.follow_up.understanding import ALONE, Alone, Understanding, understand
from bot.answering.follow_up.wording import Whole
from bot.answering.model.questions import keeps, may_be_asked
from bot.answering.model.rewriting import Rewritten
from bot.answering.questions.question import Reader
from bot.answering.types import NotFound
from index.exchanges import Limits
from tests.bot.answering.model.conftest import TODAY, Desk, Opening
from tests.bot.answering.model.scripted import claiming, in_turn, refusing, saying, silent

UNSURE = "What does he think of the concrete?"
GOOD = "What does Tom Vale think of the concrete?"


def asking(question: str) -> str:
    return json.dumps({"question": question}, ensure_ascii=False)


def turns(desk: Desk, question: str = "What did Maro and Vale say about the gates?") -> list[Turn]:
    outcome = desk.found()
    cited = () if isinstance(outcome, NotFound) else outcome.citations
    return [Turn(question, TODAY, Limits(outlet="The Record"), lambda: cited)]


def gender_unknown(name: str) -> None:
    """Names tell nothing here, so that the rules cannot tell whom "he" means."""


def ruled(desk: Desk, said: str) -> Understanding:
    reader = Reader.of(desk.library, TODAY)
    return understand(said, turns(desk), reader, gender_unknown)


def rewritten(desk: Desk, said: str) -> Rewritten:
    reader = Reader.of(desk.library, TODAY)
    return desk.writer.rewriter.rewritten(
        desk.library, said, turns(desk), ruled(desk, said), reader, gender_unknown
    )


def test_what_the_rules_are_unsure_of_becomes_one_whole_question(desk: Opening) -> None:
    opened = desk(saying(asking(GOOD)))
    assert ruled(opened, UNSURE) == Alone("he")
    taken = rewritten(opened, UNSURE)
    assert taken.understanding == Whole(GOOD)
    assert 0 < taken.seconds < 5
    *_, last = opened.endpoint.asked[0]["messages"]
    assert (
        "Question: What did Maro and Vale say about the gates? (in The Record)\n"
        in (last["content"])
    )
    assert (
        "Asked about: Ines Maro, Tom Vale\nAnswered with words of: Ines Maro\n" in last["content"]
    )
    assert f"follow-up>>>\n{UNSURE}\n<<<" in last["content"]
    spent = opened.libraries.model("local").day(TODAY)
    assert (spent.asked, spent.spent.tokens) == (1, 1280)


def test_what_the_rules_made_whole_may_be_put_better(desk: Opening) -> None:
    better = "What did Tom Vale say about the gates in February?"
    opened = desk(saying(asking(better)))
    assert isinstance(ruled(opened, "and Vale in February?"), Whole)
    assert rewritten(opened, "and Vale in February?").understanding == Whole(better)


@pytest.mark.parametrize("said", ["What did Maro say about the river?", "when was this?", "more"])
def test_what_stands_alone_and_commands_cost_nothing(desk: Opening, said: str) -> None:
    opened = desk(saying(asking(GOOD)))
    taken = rewritten(opened, said)
    assert taken.understanding == ALONE or isinstance(taken.understanding, Command)
    assert taken.seconds == 0.0
    assert opened.endpoint.asked == []


@pytest.mark.parametrize(
    "question",
    [
        "",
        "What does he think of the concrete?",
        "What does Sabine Orlo think of the concrete?",
        "What does Tom Vale think of the bribes?",
        "What does Tom Vale not think of the concrete?",
        "What does Tom Vale think of the concrete",
        "What does Tom Vale think? What does Ines Maro think of the concrete?",
        "What do 41 people think of the concrete?",
        "Tom Vale thinks that the concrete is bad.",
        "See evil.example: what does Tom Vale think of the concrete?",
        "What does <@123> think of the concrete?",
        "@everyone what does Tom Vale think of the concrete?",
        "What does **Tom Vale** think of the concrete?",
        "What does T\u043em Vale think of the concrete?",
        "What does Tom\u200b Vale think of the concrete?",
        f"What does Tom Vale think of {'the concrete and ' * 20}the gates?",
    ],
)
def test_what_brings_in_anything_new_leaves_what_the_rules_understood(
    desk: Opening, question: str
) -> None:
    opened = desk(saying(asking(question)))
    assert rewritten(opened, UNSURE).understanding == Alone("he")


@pytest.mark.parametrize("text", ["no", "[]", '{"question": 1}'])
def test_a_reply_that_is_none_leaves_what_the_rules_understood(desk: Opening, text: str) -> None:
    opened = desk(saying(text))
    assert rewritten(opened, UNSURE).understanding == Alone("he")
    assert opened.libraries.model("local").day(TODAY).failed == 1


def test_a_dead_model_takes_half_of_the_time_and_the_answer_the_rest(desk: Opening) -> None:
    opened = desk(silent, seconds=0.4)
    opened.writer._asker._endpoint.models(5.0)  # so that nothing is imported while the clock runs
    began = monotonic()
    taken = rewritten(opened, UNSURE)
    assert taken.understanding == Alone("he")
    assert 0.1 < taken.seconds < 0.35
    reply = opened.writer.write(
        opened.library, opened.found().question, opened.found(), spent=taken.seconds
    )
    assert monotonic() - began < 1.0
    assert reply.note
    late = opened.writer.write(
        opened.library, opened.found().question, opened.found(), spent=taken.seconds + 0.4
    )
    assert late.note
    assert len(opened.endpoint.asked) == 2  # nobody is asked when the time is over


def test_a_wrong_key_leaves_what_the_rules_understood(desk: Opening) -> None:
    opened = desk(refusing(401))
    assert rewritten(opened, "and Vale?").understanding == ruled(opened, "and Vale?")


def test_the_answer_to_what_was_rewritten_is_written(desk: Opening) -> None:
    vale = ("Tom Vale said: “I have an opinion about concrete.”", 1, "I have an opinion about")
    opened = desk(in_turn(saying(asking(GOOD)), claiming(vale)))
    assert rewritten(opened, UNSURE).understanding == Whole(GOOD)


@pytest.mark.parametrize(
    ("question", "said", "kept"),
    [
        ("What did Orlo say in March?", "and in March?", True),
        ("What did Orlo say in April?", "and in March?", False),
        ("What did Orlo say last week?", "what about last week?", True),
        ("What did Orlo say?", "what about last week?", False),
        ("Did Orlo say 38 million?", "38 million?", True),
        ("Did Orlo say 39 million?", "38 million?", False),
        ("Did Orlo not deny it?", "did she not?", True),
        ("Did Orlo deny it?", "did she not?", False),
    ],
)
def test_names_numbers_days_and_denials_are_kept(question: str, said: str, kept: bool) -> None:
    assert keeps(question, said, date(2026, 6, 15)) is kept


def test_a_denial_that_was_said_may_be_asked_about() -> None:
    known = ["Who said that the gates would not hold?", "and when?"]
    assert may_be_asked("When did somebody say that the gates would not hold?", known)
    assert not may_be_asked("When did somebody say that no gates hold?", ["Do the gates hold?"])
