"""Answers that a language model writes: shown, remembered, and never in anybody's way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, cast

import pytest

import bot.offload
from bot.answering.answerer import Answerer
from bot.answering.model.replies import FAILED
from bot.answering.model.writer import Writer
from bot.answering.types import Question
from bot.discord.answers.desk import CROWDED, ENDING, Desk
from bot.discord.answers.written import BY_MODEL
from bot.discord.page import Page
from bot.services import Services
from index.errors import DatabaseBusy
from index.store.exchanges import ExchangeStore
from index.types import NewArticle
from tests.bot.discord.answers.buttons.pressing import labels, press, restart
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.samples import METADATA
from tests.bot.discord.scribe import ARTICLE, FALSE, HOST, PATIENCE, TOO, TRUE, Scribe, site
from tests.bot.discord.talk.test_mentions import last, me

QUESTION = "What did Maro say about the gates?"
PROSE = "Ines Maro said: “The gates will not hold”. [1]"
STEPS = ("Reading 12 passages…", "Writing…")


@pytest.fixture
def scribe() -> Scribe:
    return Scribe()


@pytest.fixture
def services(services: Services, scribe: Scribe) -> Services:
    writer = cast("Writer", scribe)
    return replace(services, answerer=Answerer(), writer=writer, site=site())


@pytest.fixture
def writing(newsroom: Newsroom) -> Newsroom:
    """The newsroom with an article, and with an admin's choice that a model writes."""
    newsroom.add(ARTICLE)
    newsroom.services.libraries.model(str(newsroom.guild.id)).choose(by="discord:7", host=HOST)
    newsroom.bot.desk = Desk(newsroom.services, pause=0.001)
    return newsroom


async def asked(newsroom: Newsroom, question: str = QUESTION, **options: Any) -> Any:
    result = await newsroom.reader.slash(newsroom.channel, "ask", question=question, **options)
    return reply(result)


async def until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what a message shows has no event
            await asyncio.sleep(0.001)


def lines(newsroom: Newsroom) -> list[str]:
    return [shown(message) for message in newsroom.channel.history()]


class TestShown:
    async def test_the_sentences_stand_above_their_quotations(
        self, writing: Newsroom, scribe: Scribe
    ) -> None:
        scribe.claims = [TRUE, TOO]
        message = await asked(writing)
        text = shown(message)
        assert f"{PROSE} {TOO[0]} [2]\n-# {BY_MODEL}" in text
        assert "**1.** **Ines Maro**, harbour engineer\n> “The gates will not hold" in text, text
        assert f"**2.** The article’s own words\n> {TOO[0][:-1]}" in text
        assert labels(message) == ["Context", "More", "👍", "👎", "Delete"]
        assert scribe.asked == [(str(writing.guild.id), QUESTION)]

    async def test_what_does_not_hold_is_left_out_and_that_is_said(
        self, writing: Newsroom, scribe: Scribe
    ) -> None:
        scribe.claims = [TRUE, FALSE]
        text = shown(await asked(writing))
        assert FALSE[0] not in text
        assert (
            f"{PROSE}\n-# 1 sentence was left out, because the articles do not bear it out." in text
        )

    async def test_a_model_that_fails_leaves_the_quotations_and_a_note(
        self, writing: Newsroom, scribe: Scribe
    ) -> None:
        scribe.fails = True
        text = shown(await asked(writing))
        assert "> “The gates will not hold" in text
        assert text.endswith(f"-# {FAILED}")
        assert BY_MODEL not in text

    async def test_what_was_not_found_is_not_written(
        self, writing: Newsroom, scribe: Scribe
    ) -> None:
        assert "Macron" in shown(await asked(writing, "What did Macron say?"))
        assert scribe.asked == []

    async def test_nobody_chose_it_at_first(self, newsroom: Newsroom, scribe: Scribe) -> None:
        newsroom.add(ARTICLE)
        text = shown(await asked(newsroom))
        assert (scribe.asked, BY_MODEL in text, FAILED in text) == ([], False, False)

    async def test_what_was_agreed_to_for_another_host_is_not_for_this_one(
        self, writing: Newsroom, scribe: Scribe
    ) -> None:
        name = str(writing.guild.id)
        writing.services.libraries.model(name).choose(by="discord:7", host="old.example")
        assert BY_MODEL not in shown(await asked(writing))
        assert scribe.asked == []


class TestMeanwhile:
    async def test_the_steps_are_shown_and_then_the_answer_in_the_same_message(
        self, writing: Newsroom, scribe: Scribe
    ) -> None:
        scribe.may_write.clear()
        asking = asyncio.create_task(
            writing.reader.send(writing.channel, f"{me(writing)} {QUESTION}")
        )
        await until(lambda: set(STEPS) & set(lines(writing)))
        step = last(writing)
        scribe.may_write.set()
        await asking
        assert last(writing).id == step.id
        assert PROSE in shown(last(writing))
        assert last(writing).reference is not None

    async def test_a_command_shows_them_too(self, writing: Newsroom, scribe: Scribe) -> None:
        scribe.may_write.clear()
        asking = asyncio.create_task(asked(writing))
        await until(lambda: set(STEPS) & set(lines(writing)))
        scribe.may_write.set()
        assert PROSE in shown(await asking)

    async def test_only_steps_are_ever_shown_and_none_after_the_end(
        self, writing: Newsroom, scribe: Scribe
    ) -> None:
        pages: list[Page] = []
        entered, leave = asyncio.Event(), asyncio.Event()

        async def show(page: Page) -> None:
            pages.append(page)
            entered.set()
            await leave.wait()

        scribe.may_write.clear()
        found = Answerer().answer(writing.library, _question())
        desk = writing.bot.desk
        async with desk.opened(show) as write:
            assert write is not None
            written = asyncio.ensure_future(write(writing.library, found, 0.0))
            await entered.wait()
            scribe.may_write.set()
            await asyncio.sleep(0.01)
            assert not written.done()  # an edit on its way would come after the answer
            leave.set()
            assert (await written).note is None
        [text] = [block.text for page in pages for block in page.blocks]
        assert text in STEPS

    async def test_the_next_step_waits_for_its_moment(
        self, writing: Newsroom, scribe: Scribe
    ) -> None:
        pages: list[str] = []

        async def show(page: Page) -> None:
            pages.extend(block.text for block in page.blocks)

        for pause in (0.0, 60.0):
            pages.clear()
            scribe.may_write.clear()
            found = Answerer().answer(writing.library, _question())
            async with Desk(writing.services, pause).opened(show) as write:
                assert write is not None
                written = asyncio.ensure_future(write(writing.library, found, 0.0))
                await until(pages.__len__)
                if not pause:
                    await until(partial(pages.count, STEPS[1]))
                scribe.may_write.set()
                await written
        assert len(pages) == 1

    async def test_a_deleted_message_is_no_error(
        self, writing: Newsroom, scribe: Scribe, caplog: pytest.LogCaptureFixture
    ) -> None:
        scribe.may_write.clear()
        asking = asyncio.create_task(
            writing.reader.send(writing.channel, f"{me(writing)} {QUESTION}")
        )
        await until(lambda: set(STEPS) & set(lines(writing)))
        writing.env.backend.delete_message(writing.channel.id, last(writing).id)
        scribe.may_write.set()
        await asking
        assert [text for text in lines(writing) if text] == []
        assert not [record for record in caplog.records if record.levelname == "ERROR"]

    async def test_what_goes_wrong_afterwards_leaves_no_step_behind(
        self, writing: Newsroom, scribe: Scribe, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def busy(*_: object) -> None:
            raise DatabaseBusy("Another process writes.", "Wait.")

        monkeypatch.setattr(ExchangeStore, "record", busy)
        scribe.may_write.clear()
        asking = asyncio.create_task(
            writing.reader.send(writing.channel, f"{me(writing)} {QUESTION}")
        )
        await until(lambda: set(STEPS) & set(lines(writing)))
        scribe.may_write.set()
        await asking
        assert not set(STEPS) & set(lines(writing))
        assert "My library is busy just now" in shown(last(writing))

    async def test_the_bot_does_not_stop_before_those_who_wait_have_an_answer(
        self, writing: Newsroom, scribe: Scribe
    ) -> None:
        scribe.may_write.clear()
        asking = asyncio.create_task(asked(writing))
        await until(lambda: set(STEPS) & set(lines(writing)))
        await writing.bot.desk.close()
        assert ENDING in lines(writing)[0]
        assert "The gates will not hold" in lines(writing)[0]
        scribe.may_write.set()
        assert ENDING in shown(await asking)

    async def test_two_hundred_at_once_are_answered_and_most_without_the_model(
        self, writing: Newsroom, scribe: Scribe, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bot.offload, "WRITING_TURN_SECONDS", 0.05)
        scribe.may_write.clear()
        found = Answerer().answer(writing.library, _question())

        async def show(_: Page) -> None: ...

        async with writing.bot.desk.opened(show) as write:
            assert write is not None
            waiting = [
                asyncio.ensure_future(write(writing.library, found, 0.0)) for _ in range(200)
            ]
            await until(lambda: sum(each.done() for each in waiting) == 196)
            scribe.may_write.set()
            notes = [(await each).note for each in waiting]
        assert (notes.count(CROWDED), notes.count(None), len(scribe.asked)) == (196, 4, 4)


class TestRemembered:
    async def test_a_private_answer_is_shared_as_it_was_after_a_restart(
        self, writing: Newsroom
    ) -> None:
        message = await asked(writing, private=True)
        await restart(writing)
        await press(writing, message, "share")
        text = shown(last(writing))
        assert f"{PROSE}\n-# {BY_MODEL}" in text
        assert f"-# Shared by {writing.reader.mention}" in text

    async def test_a_sentence_that_no_longer_holds_is_not_shown_again(
        self, writing: Newsroom, scribe: Scribe
    ) -> None:
        scribe.claims = [TRUE, TOO]
        message = await asked(writing, private=True)
        changed = NewArticle("test", f"{ARTICLE} It fell.", METADATA)
        writing.library.add([changed], added_by="discord:7")
        await press(writing, message, "share")
        text = shown(last(writing))
        assert BY_MODEL not in text
        assert "> “The gates will not hold" in text
        assert "from an older version of the article" in text

    async def test_it_is_gone_on_from(self, writing: Newsroom, scribe: Scribe) -> None:
        scribe.claims = [TOO, TRUE]
        await writing.reader.send(writing.channel, f"{me(writing)} {QUESTION}")
        answered = last(writing)
        await writing.reader.send(writing.channel, "who said 2?", reply_to=answered)
        assert "Ines Maro" in shown(last(writing))
        pressed = await press(writing, answered, "context")
        assert TOO[0][:-1] in shown(reply(pressed))


def _question() -> Question:
    return Question(QUESTION, date(2026, 3, 31))
