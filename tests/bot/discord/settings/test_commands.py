"""/settings: a panel that shows what holds, changes it at once, and outlives a restart."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import discord
import pytest
import simcord

from bot.discord.client import create_bot
from bot.discord.library.changelog import tell
from bot.discord.settings.pages import chosen_line
from bot.discord.settings.preferences import Preferences, ServerPreferences
from bot.discord.talk.mentions import LONG_EXCHANGE
from index.preferences import PreferenceChange
from tests.bot.discord.articles.test_commands import buttons
from tests.bot.discord.conftest import Newsroom, ScriptedAnswerer, reply, shown
from tests.bot.discord.talk.test_mentions import last, me


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel, as an admin of the server uses it."""

    newsroom: Newsroom
    admin: simcord.MemberActor
    message: Any

    @property
    def text(self) -> str:
        return shown(self.message)

    @property
    def chosen(self) -> Preferences:
        name = str(self.newsroom.guild.id)
        return Preferences.of(self.newsroom.services.libraries.preferences(name).all())

    @property
    def command(self) -> int:
        return self.newsroom.command_id("settings")

    async def select(self, name: str, *values: Any, by: Any = None) -> Any:
        return await (by or self.admin).select(
            self.message, values, custom_id=f"whosaid:set:{name}:{self.command}"
        )

    async def press(self, label: str, by: Any = None) -> Any:
        return await (by or self.admin).click(self.message, label=label)


def make_admin(newsroom: Newsroom) -> simcord.MemberActor:
    powers = discord.Permissions(manage_guild=True, manage_messages=True)
    role = newsroom.guild.create_role("Admins", permissions=powers)
    return newsroom.guild.add_member(newsroom.env.create_user("admin"), roles=[role])


@pytest.fixture
async def panel(newsroom: Newsroom) -> Panel:
    admin = make_admin(newsroom)
    result = await admin.slash(newsroom.channel, "settings")
    assert result.ephemeral
    return Panel(newsroom, admin, reply(result))


async def test_it_says_what_holds_at_first(panel: Panel) -> None:
    lines = panel.text.splitlines()
    for heading, said in (
        ("**Who may ask**", "Everybody"),
        ("**Who may remove**", "Whoever may manage messages, or is allowed under Server Settings"),
        ("**Where I answer**", "In all channels; threads follow their channel"),
        ("**Answers**", "Seen by everybody, unless `/ask` says otherwise."),
        ("**Log**", "No channel is told"),
        ("**A date like 3/5/2026**", "Asked back"),
    ):
        assert lines[lines.index(heading) + 1].startswith(said), panel.text
    assert "-# Nothing was changed so far." in lines


async def test_a_change_holds_at_once_is_acknowledged_and_recorded(panel: Panel) -> None:
    press = panel.newsroom.guild.create_role("Press")
    await panel.select("askers", press)
    assert panel.chosen.askers == (press.id,)
    assert f"✓ **Who may ask** is now <@&{press.id}>" in panel.text
    assert f"<@&{press.id}>, and whoever may manage the server" in panel.text
    assert f"-# Last changed by <@{panel.admin.id}>, <t:" in panel.text
    await panel.select("askers")
    assert not panel.chosen.askers
    assert "✓ **Who may ask** is now everybody" in panel.text


async def test_each_setting_can_be_changed_after_a_restart(panel: Panel) -> None:
    newsroom = panel.newsroom
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    role = newsroom.guild.create_role("Editors")
    await panel.select("adders", role)
    await panel.select("removers", role)
    await panel.select("speaking", "only")
    assert "In all channels, until you choose some below" in panel.text
    await panel.select("channels", newsroom.channel)
    await panel.press("Answer in private by default")
    await panel.press("Move long exchanges to a thread")
    await panel.select("dates", "DMY")
    await panel.select("log", newsroom.channel)
    assert panel.chosen == Preferences(
        adders=(role.id,),
        removers=(role.id,),
        speaking="only",
        channels=(newsroom.channel.id,),
        private=True,
        threads=True,
        dates="DMY",
    )
    log = newsroom.services.libraries.log(str(newsroom.guild.id))
    assert log.channel() == str(newsroom.channel.id)
    assert "Seen by who asked alone" in panel.text
    assert "Long exchanges move to a thread." in panel.text
    assert "The day first: 3 May" in panel.text
    assert f"allow <@&{role.id}> to use them under Server Settings" in panel.text
    await panel.press("Answer for all to see by default")
    await panel.select("dates", "None")
    await panel.select("log")
    assert not panel.chosen.private
    assert panel.chosen.dates is None
    assert log.channel() is None


async def test_all_is_reset_after_asking(panel: Panel) -> None:
    newsroom = panel.newsroom
    await panel.press("Answer in private by default")
    await panel.select("log", newsroom.channel)
    await panel.press("Reset all")
    assert panel.chosen.private
    await panel.press("Keep them")
    assert "Reset all" in buttons(panel.message)
    await panel.press("Reset all")
    await panel.press("Yes, reset all")
    assert panel.chosen == Preferences()
    assert newsroom.services.libraries.log(str(newsroom.guild.id)).channel() is None
    assert "✓ All settings are as they were at first" in panel.text


async def test_only_admins_may(panel: Panel) -> None:
    newsroom = panel.newsroom
    assert "settings" not in newsroom.moderator.available_commands(newsroom.channel)
    assert "settings" in panel.admin.available_commands(newsroom.channel)
    powers = newsroom.guild.create_role("Former", permissions=discord.Permissions.none())
    former = newsroom.guild.add_member(newsroom.env.create_user("former"), roles=[powers])
    newsroom.guild.set_command_permissions(panel.command, {former: True})
    own = reply(await former.slash(newsroom.channel, "settings"))
    newsroom.guild.set_command_permissions(panel.command, {former: False})
    pressed = await former.click(own, label="Answer in private by default")
    assert "My settings are for admins" in shown(pressed.followups[0])
    assert panel.chosen == Preferences()


async def test_what_is_gone_is_told(panel: Panel) -> None:
    newsroom = panel.newsroom
    role = newsroom.guild.create_role("Press")
    other = newsroom.guild.create_text_channel("other")
    await panel.select("askers", role)
    await panel.select("speaking", "except")
    await panel.select("channels", other)
    name = str(newsroom.guild.id)
    libraries = newsroom.services.libraries
    libraries.log(name).begin("4711")
    libraries.preferences(name).choose({"askers": [4712], "channels": [4713]}, by="discord:1")
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    again = reply(await panel.admin.slash(newsroom.channel, "settings"))
    text = shown(again)
    assert "Nobody (⚠ 1 chosen role is gone), and whoever may manage the server" in text
    assert "⚠ 1 chosen channel is gone." in text
    assert "⚠ The channel that was told is gone. Choose another one." in text


async def test_a_log_where_the_bot_may_not_post_is_refused(panel: Panel) -> None:
    newsroom = panel.newsroom
    assert newsroom.bot.user is not None
    silent = discord.PermissionOverwrite(send_messages=False)
    closed = newsroom.guild.create_text_channel("closed", overwrites={newsroom.bot.user: silent})
    await panel.select("log", closed)
    assert "⚠ I can’t post in #closed: I lack Send Messages there." in panel.text
    assert newsroom.services.libraries.log(str(newsroom.guild.id)).channel() is None


async def test_changes_are_told_in_the_log(panel: Panel) -> None:
    newsroom = panel.newsroom
    log = newsroom.guild.create_text_channel("log")
    await panel.press("Answer in private by default")
    await panel.select("log", log)
    await panel.press("Move long exchanges to a thread")
    for _ in range(2):
        await tell(newsroom.bot, str(newsroom.guild.id), datetime.now(UTC))
    [told] = log.history()
    assert shown(told).splitlines() == [
        f"<@{panel.admin.id}> changed my settings: **Log** is now <#{log.id}>",
        f"<@{panel.admin.id}> changed my settings: **Long exchanges** is now moved to a thread",
    ]


async def test_two_admins_change_different_things(panel: Panel) -> None:
    second = reply(await panel.admin.slash(panel.newsroom.channel, "settings"))
    await panel.press("Answer in private by default")
    await panel.admin.click(second, label="Answer in private by default")
    await panel.admin.click(second, label="Move long exchanges to a thread")
    assert panel.chosen == Preferences(private=True, threads=True)
    assert "Seen by who asked alone" in shown(second)


async def test_the_panel_fits_with_as_much_as_can_be_chosen(panel: Panel) -> None:
    newsroom = panel.newsroom
    roles = [newsroom.guild.create_role(f"Role {number}") for number in range(10)]
    channels = [newsroom.guild.create_text_channel(f"channel-{number}") for number in range(10)]
    for name in ("askers", "adders", "removers"):
        await panel.select(name, *roles)
    await panel.select("speaking", "except")
    await panel.select("channels", *channels)
    await panel.select("log", channels[0])
    await panel.press("Reset all")
    assert len(panel.text) < 4000
    assert str(roles[9].id) in panel.text
    assert str(channels[9].id) in panel.text


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
    await newsroom.reader.slash(newsroom.channel, "ask", **ask)
    asked_back = await newsroom.reader.slash(newsroom.channel, "ask", since="3/5/2026", **ask)
    assert "I can’t read “3/5/2026” as a day." in shown(reply(asked_back))
    await panel.select("dates", "DMY")
    await newsroom.reader.slash(newsroom.channel, "ask", since="3/5/2026", **ask)
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge on 3/5/2026?")
    assert [text for _, text in answerer.asked] == [
        "A bridge since 3/5/2026?",
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


async def test_threads_that_cannot_be_opened_are_told(panel: Panel) -> None:
    newsroom = panel.newsroom
    guild = newsroom.bot.get_guild(newsroom.guild.id)
    assert guild is not None
    await panel.press("Move long exchanges to a thread")
    assert "⚠ I lack" not in panel.text
    own = guild.me.guild_permissions
    own.update(create_public_threads=False, administrator=False)
    everybody = discord.Permissions(own.value)
    for role in guild.me.roles:
        role._permissions = everybody.value
    await panel.press("Keep long exchanges in the channel")
    await panel.press("Move long exchanges to a thread")
    assert "⚠ I lack Create Public Threads on this server." in panel.text


def test_a_choice_that_the_panel_does_not_know_is_told_as_it_is() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    line = chosen_line(PreferenceChange(1, at, "discord:7", "budget", None, "*2*"))
    assert line == "**budget** is now \\*2\\*"
