"""/settings: a panel that shows what holds, changes it at once, and outlives a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
import simcord

from bot.discord.client import create_bot
from bot.discord.library.changelog import tell
from bot.discord.settings.pages import chosen_line
from bot.discord.settings.preferences import Preferences
from index.preferences import PreferenceChange
from tests.bot.discord.articles.test_commands import buttons
from tests.bot.discord.conftest import Newsroom, reply, shown


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
        ("**Answers**", "Seen by everybody, unless `private` says otherwise."),
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
