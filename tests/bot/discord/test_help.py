"""/help: three things for a newcomer, the rest by topic, each for those whom it is for."""

from __future__ import annotations

from typing import Any

import simcord
from simcord.components import walk_components

from bot.discord.client import create_bot
from bot.discord.help_pages import TOPICS
from index.errors import DatabaseBusy
from tests.bot.discord.conftest import Newsroom, ScriptedAnswerer, reply, shown
from tests.bot.discord.settings.test_commands import make_admin

MEMBERS = ["Asking", "Checking", "Who said what"]
MODERATORS = [*MEMBERS, "Looking after the library", "Who is who"]


def topics(message: Any) -> list[str]:
    [select] = [each for each in walk_components(message.components) if each.get("type") == 3]
    return [option["label"] for option in select["options"]]


async def helped(newsroom: Newsroom, who: simcord.MemberActor) -> simcord.ResponseMessage:
    result = await who.slash(newsroom.channel, "help")
    assert result.ephemeral
    assert not result.deferred
    return reply(result)


async def test_a_newcomer_reads_three_things_and_finds_the_rest_after_a_restart(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    message = await helped(newsroom, newsroom.reader)
    start = shown(message)
    assert [line.split(" · ")[0] for line in start.splitlines()[2:]] == [
        "**Ask**",
        "**Check**",
        "**Look up**",
    ]
    assert len(start) < 700
    assert topics(message) == MEMBERS
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.reader.select(message, ["check"], custom_id="whosaid:help")
    assert shown(message).startswith("**Checking**\n- In the menu of any message")
    assert topics(message) == ["Back to the start", *MEMBERS]
    await newsroom.reader.select(message, ["start"], custom_id="whosaid:help")
    assert shown(message) == start
    assert answerer.asked == []


async def test_each_reads_what_they_may_do(newsroom: Newsroom) -> None:
    of_moderator = await helped(newsroom, newsroom.moderator)
    assert "`/article add`" in shown(of_moderator)
    assert "/settings" not in shown(of_moderator)
    assert topics(of_moderator) == MODERATORS
    of_admin = await helped(newsroom, make_admin(newsroom))
    assert "`/settings`" in shown(of_admin)
    assert topics(of_admin) == [*MODERATORS, "Settings"]
    editors = newsroom.guild.create_role("Editors")
    chosen = {"adders": [editors.id]}
    await newsroom.bot.preferences.choose(newsroom.guild.id, chosen, by="discord:7")
    editor = newsroom.guild.add_member(newsroom.env.create_user("editor"), roles=[editors])
    assert topics(await helped(newsroom, editor)) == MODERATORS


async def test_it_helps_in_direct_messages_and_where_the_database_is_stuck(
    newsroom: Newsroom, monkeypatch: Any
) -> None:
    def busy(*_: object) -> None:
        raise DatabaseBusy("Busy.", "Wait.")

    monkeypatch.setattr("index.store.database.Database.reading", busy)
    assert "**Ask**" in shown(await helped(newsroom, newsroom.reader))
    direct = reply(await newsroom.reader.user.slash("help"))
    assert topics(direct) == [*MODERATORS, "Settings"]
    await newsroom.reader.user.select(direct, ["library"], custom_id="whosaid:help")
    assert "/article add" in shown(direct)


def test_a_topic_is_read_at_a_glance() -> None:
    assert all(len(topic.text) < 1200 for topic in TOPICS.values())
