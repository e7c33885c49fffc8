"""/library: what was done, page by page, and which channel is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
import pytest

from bot.discord.client import create_bot
from index.types import Metadata
from tests.bot.discord.articles.test_commands import buttons, secret
from tests.bot.discord.conftest import BRIDGE, Newsroom, reply, shown
from tests.bot.discord.samples import METADATA


async def run(newsroom: Newsroom, command: str, **options: Any) -> Any:
    result = await newsroom.moderator.slash(newsroom.channel, f"library {command}", **options)
    assert result.ephemeral
    return reply(result)


async def test_the_history_says_who_did_what_and_when(newsroom: Newsroom) -> None:
    article = newsroom.add(metadata=replace(METADATA, title="@everyone *bridge*"))
    newsroom.library.edit(article.id, replace(METADATA, publisher="The Record"), by="discord:8")
    newsroom.library.remove(article.id, by="feed:3")
    newsroom.library.bring_back(newsroom.library.removals()[0].id, by="ada_*")
    message = await run(newsroom, "history")
    at = [int(entry.at.timestamp()) for entry in newsroom.library.audit()]
    name = f"**Mayor promises a bridge** (`{article.id}`)"
    assert shown(message).splitlines() == [
        "**History**",
        "-# the latest first",
        rf"ada\_\* brought back {name}",
        f"-# <t:{at[0]}:f>",
        f"feed 3 removed {name}",
        f"-# <t:{at[1]}:f>",
        f"<@8> edited {name}",
        rf"-# <t:{at[2]}:f> · title \@everyone \*bridge\* → Mayor promises a bridge; "
        "outlet The Example → The Record",
        rf"<@7> added **\@everyone \*bridge\*** (`{article.id}`)",
        f"-# <t:{at[3]}:f>",
    ]
    assert not buttons(message)


async def test_it_turns_its_pages_after_a_restart(newsroom: Newsroom) -> None:
    for number in range(1, 20):
        newsroom.add(f"{BRIDGE} {number}", Metadata(title=f"Story {number}."))
    message = await run(newsroom, "history")
    assert "**Story 19.**" in shown(message)
    assert buttons(message)["Newer"]["disabled"]
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.moderator.click(message, label="Older")
    await newsroom.moderator.click(message, label="Older")
    assert "**Story 1.**" in shown(message)
    assert buttons(message)["Older"]["disabled"]
    await newsroom.moderator.click(message, label="Newer")
    assert "**Story 11.**" in shown(message)


async def test_the_history_of_one_article_keeps_to_it(newsroom: Newsroom) -> None:
    first, other = newsroom.add(), newsroom.add(f"{BRIDGE} More.", Metadata(title="Other"))
    for number in range(12):
        newsroom.library.edit(first.id, replace(METADATA, title=f"Title {number}."), by="discord:8")
    newsroom.library.remove(first.id, by="discord:8")
    message = await run(newsroom, "history", article=first.id)
    assert f"**History of `{first.id}`**" in shown(message)
    await newsroom.moderator.click(message, label="Older")
    assert "<@7> added **Mayor promises a bridge**" in shown(message)
    assert other.id not in shown(message)


@pytest.mark.parametrize("unknown", ["A-nope0", "*nothing* `of` that", "A" * 100])
async def test_an_article_that_never_was_has_no_history(newsroom: Newsroom, unknown: str) -> None:
    newsroom.add()
    assert "Nothing is recorded of" in shown(await run(newsroom, "history", article=unknown))


async def test_the_history_of_another_server_is_not_shown(newsroom: Newsroom) -> None:
    other = newsroom.services.libraries.get("999")
    [result] = other.add([secret()], added_by="discord:1")
    for options in ({}, {"article": result.article_id}):
        assert "Nothing is recorded" in shown(await run(newsroom, "history", **options))


async def test_whoever_may_no_longer_see_the_history_turns_no_page(newsroom: Newsroom) -> None:
    for number in range(1, 12):
        newsroom.add(f"{BRIDGE} {number}")
    command = newsroom.command_id("library")
    newsroom.guild.set_command_permissions(command, {newsroom.reader: True})
    allowed = await newsroom.reader.slash(newsroom.channel, "library history")
    newsroom.guild.set_command_permissions(command, {newsroom.reader: False})
    before = shown(reply(allowed))
    pressed = await newsroom.reader.click(reply(allowed), label="Older")
    assert "for moderators" in shown(pressed.followups[0])
    assert shown(reply(allowed)) == before


async def test_a_channel_is_chosen_told_and_left(newsroom: Newsroom) -> None:
    log = newsroom.services.libraries.log(str(newsroom.guild.id))
    assert "No channel is told" in shown(await run(newsroom, "log"))
    text = shown(await run(newsroom, "log", channel=newsroom.channel))
    assert f"are told in <#{newsroom.channel.id}>" in text
    assert log.channel() == str(newsroom.channel.id)
    assert f"are told in <#{newsroom.channel.id}>" in shown(await run(newsroom, "log"))
    assert "No channel is told" in shown(await run(newsroom, "log", off=True))
    assert log.channel() is None
    both = shown(await run(newsroom, "log", channel=newsroom.channel, off=True))
    assert "Give one of them." in both


async def test_a_channel_where_the_bot_may_not_post_is_refused_by_what_is_missing(
    newsroom: Newsroom,
) -> None:
    me = newsroom.bot.user
    assert me is not None
    silent = discord.PermissionOverwrite(send_messages=False)
    closed = newsroom.guild.create_text_channel("closed", overwrites={me: silent})
    text = shown(await run(newsroom, "log", channel=closed)).replace("\\", "")
    assert "I can’t post in #closed: I lack Send Messages there." in text
    log = newsroom.services.libraries.log(str(newsroom.guild.id))
    assert log.channel() is None
    log.begin(str(closed.id))
    assert "⚠ I lack Send Messages there." in shown(await run(newsroom, "log"))
    log.begin("4711")
    assert "is gone. Choose another one." in shown(await run(newsroom, "log"))
