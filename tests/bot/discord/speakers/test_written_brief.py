"""The pages of a summary that a language model words: each line once, whoever turns to it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
import simcord

from bot.answering.model.protocol import Completion, Message
from bot.discord.client import create_bot
from bot.discord.speakers.brief_list import ENDING, FAILED, OLD, WRITING, WRITTEN
from bot.services import Services
from index.errors import StorageError
from index.store.models import ModelStore
from index.types import Metadata, NewArticle
from tests.bot.answering.model.scripted import reply as claims
from tests.bot.discord.articles.test_commands import buttons
from tests.bot.discord.canned import Canned, with_model
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.scribe import HOST, PATIENCE
from tests.bot.discord.speakers.test_brief import WORDS, fill
from tests.bot.discord.speakers.test_quotes import run


@dataclass(slots=True)
class Patient(Canned):
    """Writes once it may."""

    may_write: threading.Event = field(default_factory=threading.Event)
    is_asked: threading.Event = field(default_factory=threading.Event)

    def complete(self, messages: Sequence[Message], form: object, seconds: float) -> Completion:
        self.is_asked.set()
        assert self.may_write.wait(PATIENCE)
        return Canned.complete(self, messages, form, seconds)


def arch(n: int) -> str:
    """What a model says of the first line that it is given, on arch number n."""
    said = f"We will build arch number {n} of the bridge"
    return claims((f"Ada Vell said: “{said}.”", 1, said))


@pytest.fixture
def endpoint() -> Patient:
    made = Patient(arch(1))
    made.may_write.set()
    return made


@pytest.fixture
def services(services: Services, endpoint: Patient) -> Services:
    return with_model(services, endpoint)


async def summed(newsroom: Newsroom) -> simcord.ResponseMessage:
    """The first page of three of a summary that a model writes."""
    fill(newsroom)
    newsroom.services.libraries.model(newsroom.library.name).choose(by="discord:1", host=HOST)
    return reply(await run(newsroom, "brief", topic="the bridge"))


def note(message: Any) -> str:
    return shown(message).splitlines()[1].rpartition(" · ")[2]


def sentence(n: int) -> str:
    return f"\nAda Vell said: “We will build arch number {n} of the bridge”.\n"


async def test_the_model_is_asked_for_each_line_once_whoever_turns_to_it(
    newsroom: Newsroom, endpoint: Patient
) -> None:
    message = await summed(newsroom)
    assert sentence(1) in shown(message)
    endpoint.text = arch(7)
    await newsroom.reader.click(message, label="Later")
    assert sentence(7) in shown(message)
    assert len(endpoint.asked) == 2
    late = Metadata(title="Late", published=date(2026, 1, 31))
    newsroom.library.add([NewArticle("late", WORDS.format(n=31), late)], added_by="discord:7")
    for label, n in (("Earlier", 1), ("Later", 7)):
        await newsroom.moderator.click(message, label=label)
        assert sentence(n) in shown(message)
        assert note(message) == WRITTEN
    again = reply(await run(newsroom, "brief", topic="The  Bridge"))
    assert sentence(1) in shown(again)
    assert len(endpoint.asked) == 2


async def test_after_a_restart_old_pages_turn_without_the_model_and_say_so(
    newsroom: Newsroom, endpoint: Patient
) -> None:
    message = await summed(newsroom)
    await newsroom.env.restart_bot(create_bot(with_model(newsroom.services, endpoint)))
    await newsroom.reader.click(message, label="Later")
    assert note(message) == OLD
    assert "> “We will build arch number 7" in shown(message)
    assert len(endpoint.asked) == 1
    again = reply(await run(newsroom, "brief", topic="the bridge"))
    assert sentence(1) in shown(again)
    # What is written anew serves the old message, too.
    await newsroom.reader.click(message, label="Earlier")
    assert (note(message), len(endpoint.asked)) == (WRITTEN, 2)


async def test_while_a_page_is_on_its_way_no_other_comes_over_it(
    newsroom: Newsroom, endpoint: Patient
) -> None:
    message = await summed(newsroom)
    before, turning = shown(message), newsroom.bot.turning
    turning[message.id] = 1
    pressed = await newsroom.reader.click(message, label="Later")
    assert pressed.followups == []
    turning[message.id] = 2
    pressed = await newsroom.moderator.click(message, label="Later")
    assert "I am still at the page before. Turn it again" in shown(pressed.followups[0])
    assert (shown(message), len(endpoint.asked)) == (before, 1)
    del turning[message.id]
    endpoint.text = arch(7)
    endpoint.may_write.clear()
    endpoint.is_asked.clear()
    clicking = asyncio.create_task(newsroom.reader.click(message, label="Later"))
    assert await asyncio.to_thread(endpoint.is_asked.wait, PATIENCE)
    assert (turning, note(message)) == ({message.id: 1}, WRITING)
    endpoint.may_write.set()
    await clicking
    assert (turning, note(message)) == ({}, WRITTEN)


async def test_a_summary_cannot_be_turned_before_its_first_page_is_written(
    newsroom: Newsroom, endpoint: Patient
) -> None:
    endpoint.may_write.clear()
    asking = asyncio.create_task(summed(newsroom))
    assert await asyncio.to_thread(endpoint.is_asked.wait, PATIENCE)
    assert list(newsroom.bot.turning.values()) == [0]
    endpoint.may_write.set()
    await asking
    assert newsroom.bot.turning == {}


async def test_the_quotations_stand_where_the_model_cannot_be_accounted_for(
    newsroom: Newsroom, endpoint: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bool:
        raise StorageError("The disk is full.", "Make room.")

    monkeypatch.setattr(ModelStore, "reserve", broken)
    message = await summed(newsroom)
    assert note(message) == FAILED
    assert "> “We will build arch number 1" in shown(message)


async def test_a_bot_that_ends_leaves_the_quotations_with_their_buttons(
    newsroom: Newsroom, endpoint: Patient
) -> None:
    endpoint.may_write.clear()
    asking = asyncio.create_task(summed(newsroom))
    assert await asyncio.to_thread(endpoint.is_asked.wait, PATIENCE)
    await newsroom.bot.desk.close()
    endpoint.may_write.set()
    message = await asking
    assert note(message) == ENDING
    assert list(buttons(message)) == ["Earlier", "1 of 3", "Later"]
