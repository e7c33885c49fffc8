"""The buttons under an answer: pressed once, twice, by others, after a restart, too late."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from sqlite3 import Connection

import discord
import pytest

from bot.discord.answers.more import TurnMore
from index.errors import DatabaseBusy
from index.exchanges import Exchange, Ratings
from index.store.database import Database
from index.store.exchanges import ExchangeStore
from tests.bot.discord.answers.buttons.pressing import (
    QUESTION,
    asked,
    button,
    buttons,
    exchange_of,
    exchanges,
    labels,
    press,
    restart,
)
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.samples import METADATA


async def test_an_answer_is_remembered_with_what_it_cites(newsroom: Newsroom) -> None:
    article = newsroom.add()
    message = await asked(newsroom)
    kept = exchange_of(newsroom, message)
    assert (kept.question, kept.status, kept.private) == (QUESTION, "answered", False)
    assert kept.asker == f"discord:{newsroom.reader.id}"
    assert kept.channel == str(newsroom.channel.id)
    [cited] = kept.cited
    assert cited.span.of(article.text) == "We will build it,"
    assert labels(message) == ["Context", "More", "👍", "👎", "Delete"]


async def test_nothing_found_is_remembered_and_can_be_deleted(newsroom: Newsroom) -> None:
    newsroom.add()
    message = await asked(newsroom, "What did Macron say?")
    kept = exchange_of(newsroom, message)
    assert kept.status == "not_found"
    assert kept.reason
    assert labels(message) == ["Delete"]


async def test_an_answer_is_shown_and_its_buttons_work_though_nothing_can_be_written(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def busy(_: Database) -> Iterator[None]:
        raise DatabaseBusy("Another process writes.", "Wait.")
        yield

    newsroom.add()
    with monkeypatch.context() as patched:
        patched.setattr(Database, "writing", busy)
        message = await asked(newsroom)
        assert "We will build it" in shown(message)
        pressed = await press(newsroom, message, "context")
        assert "“**We will build it,**”" in shown(reply(pressed))
        assert "is busy just now" in shown(reply(await press(newsroom, message, "up")))
    await press(newsroom, message, "up")
    kept = exchange_of(newsroom, message)
    assert exchanges(newsroom).ratings(kept.number) == Ratings(1, 0)


async def test_no_answer_waits_for_whoever_is_writing(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.add()
    done, writing = threading.Event(), Database.writing

    @contextmanager
    def after_another(database: Database) -> Iterator[Connection]:
        done.wait(20)
        with writing(database) as db:
            yield db

    monkeypatch.setattr(Database, "writing", after_another)
    asking = asyncio.create_task(asked(newsroom))
    try:
        for _ in range(500):
            await asyncio.sleep(0.01)
            answer = newsroom.channel.last_message
            if answer is not None and "> “We will build it,”" in shown(answer):
                break
        else:
            pytest.fail("the answer waits")
        assert not asking.done()
    finally:
        done.set()
        message = await asking
    assert exchange_of(newsroom, message).status == "answered"


@pytest.mark.parametrize(("deed", "kind"), [("context", 5), ("up", 5), ("delete", 6)])
async def test_a_press_is_acknowledged_before_anything_is_looked_up(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, deed: str, kind: int
) -> None:
    newsroom.add()
    message = await asked(newsroom)
    custom_id = button(newsroom, message, deed)
    acknowledged: list[bool] = []
    get = ExchangeStore.get

    def watched(store: ExchangeStore, number: int) -> Exchange:
        last = newsroom.env.http_requests[-1]
        acknowledged.append(bool(last.json and last.json["type"] == kind))
        return get(store, number)

    monkeypatch.setattr(ExchangeStore, "get", watched)
    await newsroom.reader.click(message, custom_id=custom_id)
    assert acknowledged
    assert all(acknowledged)


class TestShare:
    async def test_a_private_answer_is_shared_once(self, newsroom: Newsroom) -> None:
        newsroom.add()
        message = await asked(newsroom, private=True)
        assert message.ephemeral
        assert labels(message) == ["Context", "More", "Share", "👍", "👎"]
        number = exchange_of(newsroom, message).number
        await newsroom.reader.click(message, label="Share")
        public = newsroom.channel.last_message
        assert public is not None
        assert "> “We will build it,”" in shown(public)
        assert f"Shared by <@{newsroom.reader.id}>" in shown(public)
        assert labels(public) == ["Context", "More", "👍", "👎", "Delete"]
        assert exchange_of(newsroom, public).number == number
        assert labels(message) == ["Context", "More", "👍", "👎"]
        posted = next(
            each
            for each in reversed(newsroom.env.http_requests)
            if each.method == "POST" and "/webhooks/" in each.path
        )
        assert posted.json is not None
        assert posted.json["allowed_mentions"]["parse"] == []

    async def test_only_the_asker_shares(self, newsroom: Newsroom) -> None:
        newsroom.add()
        message = await asked(newsroom, private=True)
        number = exchange_of(newsroom, message).number
        sent = await buttons(newsroom, newsroom.channel.id, number, "share")
        pressed = await newsroom.moderator.click(sent, label="share")
        assert "Only the person who asked can share" in shown(pressed.followups[0])
        assert exchanges(newsroom).get(number).private

    async def test_a_second_press_shares_nothing(self, newsroom: Newsroom) -> None:
        newsroom.add()
        message = await asked(newsroom, private=True)
        kept = exchange_of(newsroom, message)
        assert exchanges(newsroom).publish(kept.number, kept.cited)
        before = len(newsroom.channel.history())
        pressed = await newsroom.reader.click(message, label="Share")
        assert "You have shared this answer already." in shown(pressed.followups[0])
        assert len(newsroom.channel.history()) == before

    async def test_what_could_not_be_posted_can_be_shared_again(self, newsroom: Newsroom) -> None:
        newsroom.add()
        message = await asked(newsroom, private=True)
        newsroom.env.inject_error("POST", "/webhooks/*", status=403, code=50013)
        await newsroom.reader.click(message, label="Share")
        assert exchange_of(newsroom, message).private
        await newsroom.reader.click(message, label="Share")
        public = newsroom.channel.last_message
        assert public is not None
        assert "Shared by" in shown(public)

    async def test_what_is_shared_has_the_numbers_that_are_shown(self, newsroom: Newsroom) -> None:
        article = newsroom.add()
        other = replace(METADATA, url="https://example.org/tram", title="Trams")
        newsroom.add("Ada Vell came. “The trams will ring,” Vell said. Nobody heard.", other)
        message = await asked(newsroom, private=True)
        [first, _] = exchange_of(newsroom, message).cited
        newsroom.library.remove(first.article_id, by="discord:7")
        await newsroom.reader.click(message, label="Share")
        public = newsroom.channel.last_message
        assert public is not None
        left = "The trams will ring," if first.article_id == article.id else "We will build it,"
        assert f"> “{left}”" in shown(public)
        context = shown(reply(await press(newsroom, public, "context")))
        assert context.startswith("**1.**")
        assert f"**{left}**" in context

    async def test_it_is_shared_as_what_can_still_be_proved(self, newsroom: Newsroom) -> None:
        article = newsroom.add()
        message = await asked(newsroom, private=True)
        newsroom.library.remove(article.id, by="discord:7")
        await newsroom.reader.click(message, label="Share")
        public = newsroom.channel.last_message
        assert public is not None
        assert "not in the library any more" in shown(public)
        assert "We will build it" not in shown(public)


class TestDelete:
    async def test_the_asker_deletes_the_message_and_the_question_stays(
        self, newsroom: Newsroom
    ) -> None:
        newsroom.add()
        message = await asked(newsroom)
        number = exchange_of(newsroom, message).number
        await newsroom.reader.click(message, label="Delete")
        assert newsroom.channel.history() == []
        assert exchanges(newsroom).get(number).message is None

    async def test_a_moderator_may_and_others_may_not(self, newsroom: Newsroom) -> None:
        newsroom.add()
        message = await asked(newsroom)
        other = newsroom.guild.add_member(newsroom.env.create_user("other"))
        refused = await other.click(message, label="Delete")
        assert "Only the person who asked, or a moderator" in shown(refused.followups[0])
        assert len(newsroom.channel.history()) == 1
        await restart(newsroom)
        await newsroom.moderator.click(message, label="Delete")
        assert newsroom.channel.history() == []

    async def test_who_may_remove_by_the_settings_may_too(self, newsroom: Newsroom) -> None:
        newsroom.add()
        keepers = newsroom.guild.create_role("Keepers")
        keeper = newsroom.guild.add_member(newsroom.env.create_user("keeper"), roles=[keepers])
        message = await asked(newsroom)
        await keeper.click(message, label="Delete")
        assert len(newsroom.channel.history()) == 1
        chosen = {"removers": [keepers.id]}
        await newsroom.bot.preferences.choose(newsroom.guild.id, chosen, by="discord:7")
        await keeper.click(message, label="Delete")
        assert newsroom.channel.history() == []
        # Whoever may delete any message on Discord needs no other right for one of mine.
        await newsroom.moderator.click(await asked(newsroom), label="Delete")
        assert newsroom.channel.history() == []

    async def test_of_a_forgotten_question_only_moderators_may(self, newsroom: Newsroom) -> None:
        newsroom.add()
        message = await asked(newsroom)
        newsroom.services.libraries.forget_exchanges(datetime.now(UTC))
        await newsroom.reader.click(message, label="Delete")
        assert len(newsroom.channel.history()) == 1
        await newsroom.moderator.click(message, label="Delete")
        assert newsroom.channel.history() == []


async def test_a_mention_has_the_same_buttons(newsroom: Newsroom) -> None:
    newsroom.add()
    assert newsroom.bot.user is not None
    await newsroom.reader.send(newsroom.channel, f"{newsroom.bot.user.mention} {QUESTION}")
    message = newsroom.channel.last_message
    assert isinstance(message, discord.Message)
    assert labels(message) == ["Context", "More", "👍", "👎", "Delete"]
    assert "“**We will build it,**”" in shown(reply(await press(newsroom, message, "context")))


async def test_another_server_cannot_use_a_number_from_here(newsroom: Newsroom) -> None:
    newsroom.add()
    number = exchange_of(newsroom, await asked(newsroom)).number
    elsewhere = newsroom.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("desk")
    guest = elsewhere.add_member(newsroom.env.create_user("guest"))
    deeds = ("context", "more", "up", "share", "delete")
    sent = await buttons(newsroom, channel.id, number, *deeds)
    for deed in deeds:
        pressed = await guest.click(sent, label=deed)
        told = pressed.followups[0] if deed in ("share", "delete") else reply(pressed)
        expected = "Only the person who asked" if deed == "delete" else "not remembered any more"
        assert expected in shown(told), deed
    assert exchanges(newsroom).ratings(number) == Ratings(0, 0)


async def test_who_may_not_ask_presses_in_vain(newsroom: Newsroom) -> None:
    newsroom.add()
    answer = await asked(newsroom)
    press_role = newsroom.guild.create_role("Press")
    chosen = {"askers": [press_role.id]}
    await newsroom.bot.preferences.choose(newsroom.guild.id, chosen, by="discord:7")
    for deed in ("context", "more", "up", "down"):
        pressed = await press(newsroom, answer, deed)
        assert "I answer only members with certain roles" in shown(reply(pressed))
        assert pressed.ephemeral


async def test_a_private_answer_is_nobody_elses_whatever_number_they_press(
    newsroom: Newsroom,
) -> None:
    newsroom.add()
    message = await asked(newsroom, private=True)
    number = exchange_of(newsroom, message).number
    deeds = ("context", "more", "up", "down")
    sent = await buttons(newsroom, newsroom.channel.id, number, *deeds)
    for deed in deeds:
        pressed = await newsroom.moderator.click(sent, label=deed)
        assert "not remembered any more" in shown(reply(pressed)), deed
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.ActionRow(TurnMore(number, 0)))
    turned = await newsroom.bot.get_partial_messageable(newsroom.channel.id).send(view=view)
    pressed = await newsroom.moderator.click(turned, label="Page")
    assert "not remembered any more" in shown(pressed.followups[0])
    assert exchanges(newsroom).ratings(number) == Ratings(0, 0)
    assert "We will build it" in shown(reply(await press(newsroom, message, "context")))
    await newsroom.reader.click(message, label="Share")
    pressed = await newsroom.moderator.click(sent, label="context")
    assert "We will build it" in shown(reply(pressed))


async def test_an_answer_stays_in_its_channel_whatever_number_is_pressed_elsewhere(
    newsroom: Newsroom,
) -> None:
    newsroom.add()
    number = exchange_of(newsroom, await asked(newsroom)).number
    other = newsroom.guild.create_text_channel("lounge")
    sent = await buttons(newsroom, other.id, number, "context", "more")
    for deed in ("context", "more"):
        pressed = await newsroom.moderator.click(sent, label=deed)
        assert "not remembered any more" in shown(reply(pressed))
