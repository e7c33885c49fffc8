"""What changes while a model is asked: clocks, budgets, articles, and other servers' questions."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.answering.model.asking import Prices
from bot.answering.model.errors import (
    BudgetSpent,
    EndpointBroken,
    EndpointBusy,
    ReplyMalformed,
    WritingFailed,
)
from bot.answering.model.replies import NOT_PROVED, SPENT
from bot.answering.types import Answer, NotFound, Question
from index.store.models import Budget, ModelStore, Spending
from index.types import NewArticle
from tests.bot.answering.model.conftest import QUESTION, TEXT, TODAY, TRUE, Desk, Opening
from tests.bot.answering.model.scripted import (
    DONE,
    Script,
    chunk,
    claiming,
    in_turn,
    refusing,
    reply,
    saying,
    streamed,
)

SEVERAL = Question("How did what Maro said about the gates change?", TODAY)
CORRECTED = TEXT.replace("will not hold", "will hold")


def meanwhile(act: Callable[[], object], script: Script) -> Script:
    """A script that lets something happen before it answers."""

    async def acting(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        act()
        return await script(request, body)

    return acting


def correct(desk: Desk, text: str = CORRECTED) -> None:
    [old] = desk.library.every_article()
    if old.text != text:
        result = desk.library.revise(old.id, NewArticle("a", text, old.metadata), by="tester")
        assert result.status == "updated", result


class TestArticles:
    def test_words_that_a_newer_version_took_back_are_not_shown(self, desk: Opening) -> None:
        opened: Desk
        opened = desk(meanwhile(lambda: correct(opened), claiming(TRUE)))
        found = opened.ask()
        assert found.note == NOT_PROVED
        assert isinstance(found.outcome, Answer)
        assert all("will not hold" not in each.quote for each in found.outcome.citations)
        assert any("will hold" in each.quote for each in found.outcome.citations)

    def test_nor_are_those_of_an_article_that_was_removed(self, desk: Opening) -> None:
        opened: Desk

        def remove() -> None:
            for article in list(opened.library.every_article()):
                opened.library.remove(article.id, by="tester")

        opened = desk(meanwhile(remove, claiming(TRUE)))
        assert isinstance(opened.ask().outcome, NotFound)

    def test_what_failed_is_answered_by_what_is_there_now(self, desk: Opening) -> None:
        opened: Desk
        opened = desk(meanwhile(lambda: correct(opened), saying("no")))
        outcome = opened.ask().outcome
        assert isinstance(outcome, Answer)
        assert any("will hold" in each.quote for each in outcome.citations)


class TestClocks:
    def test_a_clock_that_goes_back_neither_frees_nor_locks_a_budget(self, desk: Opening) -> None:
        opened = desk(claiming(TRUE), prices=Prices(budget=Budget(tokens=6000)))
        day = [TODAY]
        opened.writer._asker._today = lambda: day[0]
        questions = iter(
            Question(f"What did Maro say about gates{'?' * n}", TODAY) for n in range(99)
        )

        def asked_until_spent() -> int:
            number = 0
            while opened.ask(next(questions)).failure is None:
                number += 1
            return number

        first = asked_until_spent()
        assert first > 0
        day[0] = TODAY - timedelta(days=1)
        assert asked_until_spent() == first  # a day of its own, no more
        day[0] = TODAY
        assert asked_until_spent() == 0
        for each in (TODAY, TODAY - timedelta(days=1)):
            assert opened.libraries.model("local").day(each).spent.tokens <= 6000

    def test_midnight_while_it_writes_settles_the_day_that_was_begun(self, desk: Opening) -> None:
        day = [TODAY]

        def pass_midnight() -> None:
            day[0] = TODAY + timedelta(days=1)

        opened = desk(meanwhile(pass_midnight, claiming(TRUE)))
        opened.writer._asker._today = lambda: day[0]
        assert opened.ask().failure is None
        accounts = opened.libraries.model("local")
        assert accounts.day(TODAY).spent.tokens == 1280
        assert accounts.day(day[0]).spent.tokens == 0

    def test_the_same_question_on_an_earlier_day_is_another(self, desk: Opening) -> None:
        opened = desk(claiming(TRUE))
        opened.ask()
        opened.ask(replace(QUESTION, asked=TODAY - timedelta(days=1)))
        opened.ask()
        assert len(opened.endpoint.asked) == 2

    @pytest.mark.parametrize(
        "wait", ["nan", "-1", "1e999", "soon", "Wed, 21 Oct 2015 07:28:00 GMT"]
    )
    def test_a_strange_time_to_wait_is_no_fault_of_ours(
        self, desk: Opening, wait: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.answering.model.endpoint.PAUSE_SECONDS", 0.0)
        found = desk(refusing(429, "rate_limited", {"Retry-After": wait})).ask()
        assert type(found.failure) is EndpointBusy


class TestBudget:
    def test_spent_between_two_calls_it_is_quoted_and_said_so(
        self, desk: Opening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        parts = saying(json.dumps({"questions": ["What did Maro say?", "What did Vale say?"]}))
        most: list[int] = []

        def reserve(self: ModelStore, day: date, wanted: Spending, budget: Budget) -> bool:
            most.append(wanted.tokens)
            return real(self, day, wanted, budget)

        real = ModelStore.reserve
        monkeypatch.setattr(ModelStore, "reserve", reserve)
        desk(in_turn(parts, claiming(TRUE))).ask(SEVERAL)
        assert len(most) == 2
        opened = desk(in_turn(parts, claiming(TRUE)), prices=Prices(budget=Budget(max(most))))
        opened.writer._asker._today = lambda: TODAY + timedelta(days=1)
        found = opened.ask(SEVERAL)
        assert (found.note, type(found.failure)) == (SPENT, BudgetSpent)
        assert len(opened.endpoint.asked) == 1
        day = opened.libraries.model("local").day(TODAY + timedelta(days=1))
        assert day.spent.tokens == 1280


class TestReplies:
    @pytest.mark.parametrize(
        "claim",
        [
            ("Ines Maro sagte: „Die Tore werden nicht halten.“", 1, "The gates will not hold"),
            ("Ines Maro sagte, dass die Tore halten werden.", 1, "The gates will not hold"),
            ("Инес Маро сказала: «Ворота не выдержат».", 1, "The gates will not hold"),
            ("Ines Maro sagte: “The gates will not hold.”", 1, "The gates will not hold"),
            ("イネス・マロは「門は持たない」と言った。", 1, "The gates will not hold"),
        ],
    )
    def test_another_language_is_quoted_instead(
        self, desk: Opening, claim: tuple[str, int, str]
    ) -> None:
        found = desk(claiming(claim)).ask()
        assert found.note == NOT_PROVED
        assert isinstance(found.outcome, Answer)
        assert found.outcome.mode == "extractive"

    @pytest.mark.parametrize("where", ["top", "claim", "support"])
    def test_keys_that_nobody_asked_for_say_nothing(self, desk: Opening, where: str) -> None:
        form = json.loads(reply(TRUE))
        claim = form["claims"][0]
        {"top": form, "claim": claim, "support": claim["support"][0]}[where]["confidence"] = 0.9
        found = desk(saying(json.dumps(form))).ask()
        assert found.failure is None
        assert isinstance(found.outcome, Answer)
        assert found.outcome.mode == "model"

    def test_five_megabytes_end_early(self, desk: Opening) -> None:
        sent = [0]

        async def much(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
            async def parts() -> AsyncIterator[bytes]:
                for _ in range(5 * 1024):
                    sent[0] += 1024
                    yield chunk("x" * 1024)
                yield chunk(finish="stop")
                yield DONE

            return await streamed(request, parts())

        assert type(desk(much).ask().failure) is ReplyMalformed
        assert sent[0] < 5 * 1024 * 1024

    def test_a_reply_in_one_piece_is_none(
        self, desk: Opening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.answering.model.endpoint.PAUSE_SECONDS", 0.0)

        async def whole(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
            message = {"role": "assistant", "content": reply(TRUE)}
            return web.json_response({"choices": [{"message": message, "finish_reason": "stop"}]})

        assert isinstance(desk(whole).ask().failure, EndpointBroken)


def test_two_models_at_once_hear_of_their_own_questions_alone(desk: Opening) -> None:
    first, second = desk(claiming(TRUE)), desk(claiming(TRUE), seconds=4.0)
    questions = [
        Question(f"What did Maro say about the gates{'?' * n}", TODAY) for n in range(1, 9)
    ]
    with ThreadPoolExecutor(4) as pool:
        found = list(
            pool.map(lambda n: (first, second)[n % 2].ask(questions[n]), range(len(questions)))
        )
    failures: list[WritingFailed | None] = [each.failure for each in found]
    assert failures == [None] * len(questions)
    for number, opened in enumerate((first, second)):
        put = [body["messages"][-1]["content"] for body in opened.endpoint.asked]
        assert len(put) == 4
        mine = {question.text for question in questions[number::2]}
        assert all(any(f"{text}\n" in f"{each}\n" for text in mine) for each in put)
