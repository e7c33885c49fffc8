"""What a server has chosen holds wherever it counts: who, where, how."""

from __future__ import annotations

import asyncio
import threading
from datetime import date
from typing import Any

import discord
import pytest

from bot.discord.settings.preferences import Preferences, ServerPreferences
from bot.discord.talk.mentions import LONG_EXCHANGE
from index.preferences import PreferenceChange
from tests.bot.discord.articles.test_commands import buttons
from tests.bot.discord.conftest import Newsroom, ScriptedAnswerer, reply, shown
from tests.bot.discord.settings.test_commands import Panel, panel
from tests.bot.discord.talk.test_mentions import last, me

__all__ = ["panel"]


async def test_a_server_is_read_once_however_many_ask(newsroom: Newsroom) -> None:
    reads = []
    libraries: Any = newsroom.services.libraries

    class Counting:
        def preferences(self, name: str) -> Any:
            reads.append(name)
            return libraries.preferences(name)

    counting: Any = Counting()
    of_servers = ServerPreferences(counting, newsroom.services.offload)
    assert set(await asyncio.gather(*(of_servers.of(1) for _ in range(20)))) == {Preferences()}
    assert reads == ["1"]
    [change] = await of_servers.choose(1, {"private": True}, by="discord:7")
    assert isinstance(change, PreferenceChange)
    assert (await of_servers.of(1)).private
    assert not (await of_servers.of(2)).private


async def test_no_question_waits_for_a_change_that_waits(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_servers = newsroom.bot.preferences
    await of_servers.of(1)
    is_free = threading.Event()
    store = type(newsroom.services.libraries.preferences("1"))
    choose = store.choose

    def waiting(*given: Any, **by: Any) -> Any:
        is_free.wait(10)
        return choose(*given, **by)

    monkeypatch.setattr(store, "choose", waiting)
    changing = asyncio.create_task(of_servers.choose(1, {"private": True}, by="discord:7"))
    await asyncio.sleep(0)
    for guild_id in (1, 2):
        before = await asyncio.wait_for(of_servers.of(guild_id), 5)
        assert not before.private
    is_free.set()
    await changing
    assert (await of_servers.of(1)).private


@pytest.mark.parametrize(
    ("speaking", "places", "speaks"),
    [
        ("everywhere", [5], True),
        ("only", [5], True),
        ("only", [6], False),
        ("only", [6, 5], True),
        ("except", [5], False),
        ("except", [6, 5], False),
        ("except", [6], True),
        ("only", [], False),
    ],
)
def test_threads_follow_their_channel_and_channels_their_category(
    speaking: Any, places: list[int], speaks: bool
) -> None:
    assert Preferences(speaking=speaking, channels=(5,)).speaks_in(places) is speaks
    assert Preferences(speaking=speaking).speaks_in(places)


async def test_the_bot_is_silent_where_it_is_told_to_be(panel: Panel) -> None:
    newsroom = panel.newsroom
    newsroom.add()
    await panel.select("speaking", "except")
    await panel.select("channels", newsroom.channel)
    result = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert result.ephemeral
    assert "asked to stay silent in this channel" in shown(reply(result))
    before = len(newsroom.channel.history())
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge?")
    assert len(newsroom.channel.history()) == before + 1
    elsewhere = newsroom.guild.create_text_channel("elsewhere")
    spoken = await newsroom.reader.slash(elsewhere, "ask", question="A bridge?")
    assert "We will build it" in shown(reply(spoken))
    await panel.select("speaking", "only")
    refused = await newsroom.reader.slash(elsewhere, "ask", question="A bridge?")
    assert "Use #desk instead." in shown(reply(refused))


async def test_only_chosen_roles_are_answered(panel: Panel) -> None:
    newsroom = panel.newsroom
    newsroom.add()
    role = newsroom.guild.create_role("Press")
    journalist = newsroom.guild.add_member(newsroom.env.create_user("journalist"), roles=[role])
    await panel.select("askers", role)
    for allowed in (journalist, panel.admin):
        result = await allowed.slash(newsroom.channel, "ask", question="A bridge?")
        assert "We will build it" in shown(reply(result))
    for refused in (newsroom.reader, newsroom.moderator):
        result = await refused.slash(newsroom.channel, "ask", question="A bridge?")
        assert result.ephemeral
        assert "I answer only members with certain roles" in shown(reply(result))
    before = len(newsroom.channel.history())
    for _ in range(3):
        await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge?")
    assert len(newsroom.channel.history()) == before + 3 + 1


async def test_answers_are_private_where_the_server_wants_them_so(panel: Panel) -> None:
    newsroom = panel.newsroom
    newsroom.add()
    await panel.press("Answer in private by default")
    usual = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert usual.ephemeral
    public = await newsroom.reader.slash(
        newsroom.channel, "ask", question="A bridge?", private=False
    )
    assert not public.ephemeral


async def test_chosen_roles_add_or_remove_and_no_others(panel: Panel) -> None:
    newsroom = panel.newsroom
    article = newsroom.add()
    adding, removing = newsroom.guild.create_role("Add"), newsroom.guild.create_role("Remove")
    adder = newsroom.guild.add_member(newsroom.env.create_user("adder"), roles=[adding])
    remover = newsroom.guild.add_member(newsroom.env.create_user("remover"), roles=[removing])
    command = newsroom.command_id("article")
    newsroom.guild.set_command_permissions(command, {adding: True, removing: True})
    await panel.select("adders", adding)
    form = await adder.slash(newsroom.channel, "article add")
    assert form.modal is not None
    for refused in (adder, remover):
        result = await refused.slash(newsroom.channel, "article remove", article=article.id)
        assert "Changing the library is for moderators" in shown(reply(result))
    asked = await newsroom.moderator.slash(newsroom.channel, "article remove", article=article.id)
    assert "Remove" in buttons(reply(asked))
    await panel.select("removers", removing)
    pressed = await newsroom.moderator.click(reply(asked), label="Remove")
    assert "Changing the library is for moderators" in shown(pressed.followups[0])
    asked = await remover.slash(newsroom.channel, "article remove", article=article.id)
    await remover.click(reply(asked), label="Remove")
    assert newsroom.library.count() == 0
    no_form = await remover.slash(newsroom.channel, "article add")
    assert no_form.modal is None
    everything = await panel.admin.slash(newsroom.channel, "article add")
    assert everything.modal is not None


async def test_dates_in_numbers_are_read_as_the_server_wants(
    panel: Panel, answerer: ScriptedAnswerer
) -> None:
    newsroom = panel.newsroom
    article = newsroom.add()
    ask = {"question": "A bridge since 3/5/2026?"}
    days: dict[str, Any]
    for command, days in (
        ("ask", ask),
        ("ask", {"question": "A bridge?", "since": "3/5/2026"}),
        ("quotes", {"speaker": "Ada Vell", "until": "3/5/2026"}),
    ):
        asked_back = reply(await newsroom.reader.slash(newsroom.channel, command, **days))
        assert "“3/5/2026” may be 3 May 2026 or 5 March 2026. Write the month" in shown(asked_back)
        assert asked_back.ephemeral
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge on 3/5/2026?")
    assert "Write the month as a word." in shown(newsroom.channel.last_message)
    assert answerer.asked == []
    await panel.select("dates", "DMY")
    await newsroom.reader.slash(newsroom.channel, "ask", since="3/5/2026", **ask)
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge on 3/5/2026?")
    assert [text for _, text in answerer.asked] == [
        "A bridge since 2026-05-03?",
        "a bridge on 2026-05-03?",
    ]
    form = await newsroom.moderator.slash(newsroom.channel, "article edit", article=article.id)
    await newsroom.moderator.submit_modal(form, {"published": "4/5/2026"})
    assert newsroom.library.get(article.id).metadata.published == date(2026, 5, 4)
    text = {"text": "A ferry sank in the fog. " * 20, "date_and_link": "5/6/2026"}
    form = await newsroom.moderator.slash(newsroom.channel, "article add")
    await newsroom.moderator.submit_modal(form, text)
    listed = await newsroom.moderator.slash(newsroom.channel, "article list", since="4/6/2026")
    assert "**1 article**" in shown(reply(listed))


@pytest.mark.parametrize("wanted", [True, False])
async def test_long_exchanges_move_to_a_thread_where_the_server_wants_it(
    panel: Panel, wanted: bool
) -> None:
    newsroom = panel.newsroom
    newsroom.add()
    if wanted:
        await panel.press("Move long exchanges to a thread")
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge?")
    for number in range(LONG_EXCHANGE):
        text = f"What did Ada Vell say about bridge number {number}?"
        await newsroom.reader.send(newsroom.channel, text, reply_to=last(newsroom))
    guild = newsroom.bot.get_guild(newsroom.guild.id)
    assert guild is not None
    assert len(guild.threads) == int(wanted)


async def test_a_category_stands_for_its_channels_and_a_channel_for_its_threads(
    panel: Panel,
) -> None:
    newsroom = panel.newsroom
    newsroom.add()
    guild = newsroom.guild
    category = guild.create_category("Press")
    inside = guild.create_text_channel("inside", category=category)
    channel = newsroom.bot.get_channel(inside.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="A story", type=discord.ChannelType.public_thread)
    [thread] = inside.threads
    await panel.select("speaking", "only")
    await panel.select("channels", category)
    for place in (inside, thread):
        answered = await newsroom.reader.slash(place, "ask", question="A bridge?")
        assert "We will build it" in shown(reply(answered)), place
    refused = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert "Use #inside instead." in shown(reply(refused))


async def test_a_job_is_not_told_about_where_the_bot_is_silent(panel: Panel) -> None:
    newsroom = panel.newsroom
    await panel.select("speaking", "except")
    await panel.select("channels", newsroom.channel)
    links = "https://example.org/1 https://example.org/2"
    refused = await newsroom.moderator.slash(newsroom.channel, "article add", url=links)
    assert "asked to stay silent in this channel" in shown(reply(refused))
    assert newsroom.services.libraries.job_store.to_tell() == []
