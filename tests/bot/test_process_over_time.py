"""What the bot as a process goes on with: feeds, what is undone, its buttons after a restart."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from index.feeds.types import Entry, FeedAddress, Validators
from index.libraries import Libraries
from tests.bot.bot_process import PATIENCE, give_samples_to, registered, running_bot, shown
from tests.discord_server import MANAGE_MESSAGES, DiscordServer
from tests.fakes import WordEmbedder

QUESTION = "What did Ottoline Skerry say about the fastest class?"


async def test_feeds_are_followed_behind_the_bot(own_sample_data: Path, tmp_path: Path) -> None:
    """What a stopped bot left to be announced and told is, and a feed that fails is noted."""
    async with DiscordServer() as server:
        guild = server.add_guild()
        channel = server.add_channel(guild)
        give_samples_to(str(guild.id), own_sample_data)
        _leave_feeds_to(str(guild.id), own_sample_data, str(channel.id))
        async with running_bot(server, own_sample_data, log=tmp_path / "log"):
            news = await channel.next_bot_message(PATIENCE)
            told = await channel.next_bot_message(PATIENCE)
            await registered(server)
        assert "1 new article from Post" in shown(news)
        assert "I have paused the feed **Post**." in shown(told)
        assert (news["mentions"], server.violations) == ([], [])
    assert "Traceback" not in (tmp_path / "log").read_text()
    libraries = Libraries(own_sample_data, WordEmbedder())
    _, private = libraries.feeds(str(guild.id)).every()
    libraries.close()
    assert "not a public address" in (private.last_error or "")


def _leave_feeds_to(guild: str, data: Path, channel: str) -> None:
    libraries = Libraries(data, WordEmbedder())
    store, article = libraries.feeds(guild), next(libraries.get(guild).every_article())
    for address, title in (("https://a.example/feed", "Post"), ("http://10.0.0.1/feed", "Own")):
        given = FeedAddress(address, title)
        store.add(given, first=1, channel=channel, by="discord:1", now=datetime.now(UTC))
    entry = Entry(identity="a", revision="1", link="https://a.example/a")
    store.absorb(
        store.find("1"), [entry], Validators(), title=None, now=datetime.now(UTC), at_once=1,
        then_every=timedelta(hours=1),
    )  # fmt: skip
    store.settle(1, "a", "stored", article_id=article.id, is_new=True)
    store.give_up(1, "It is gone.")
    libraries.close()


async def test_an_article_is_corrected_removed_brought_back_and_all_of_it_told(
    own_sample_data: Path, tmp_path: Path
) -> None:
    async with DiscordServer() as server:
        guild = server.add_guild()
        channel = server.add_channel(guild)
        moderator = server.add_member(guild, "Mod", permissions=MANAGE_MESSAGES)
        give_samples_to(str(guild.id), own_sample_data)
        libraries = Libraries(own_sample_data, WordEmbedder())
        libraries.log(str(guild.id)).begin(str(channel.id))
        article = libraries.get(str(guild.id)).list()[0].id
        libraries.close()
        async with running_bot(server, own_sample_data, log=tmp_path / "log"):
            await server.ready()
            await registered(server)
            form = await moderator.slash(channel, "article", "edit", article=article)
            sent = await moderator.submit(form, {"title": "A better title"})
            assert "→ A better title" in shown(await sent.message(PATIENCE))
            asked = await moderator.slash(channel, "article", "remove", article=article)
            pressed = await moderator.click(await asked.message(PATIENCE), "Remove")
            removed = await pressed.message(PATIENCE)
            undone = await moderator.click(removed, "Undo")
            assert "is back, with all its quotations" in shown(await undone.message(PATIENCE))
            await channel.next_bot_message(PATIENCE, where=_tells_of_return)
            told = "\n".join(map(shown, channel.messages))
            assert f"{moderator.mention} edited **A better title**" in told
            assert f"{moderator.mention} removed **A better title**" in told
            history = await moderator.slash(channel, "library", "history")
            message = await history.message(PATIENCE)
            assert "History" in shown(message)
            older = await moderator.click(message, "Older")
            assert "added" in shown(await older.message(PATIENCE))
        assert server.violations == []
    assert "Traceback" not in (tmp_path / "log").read_text()


def _tells_of_return(message: dict[str, Any]) -> bool:
    return "brought back **A better title**" in shown(message)


async def test_commands_are_registered_once_and_buttons_outlive_a_restart(
    own_sample_data: Path,
) -> None:
    async with DiscordServer() as server:
        guild = server.add_guild()
        channel, member = server.add_channel(guild), server.add_member(guild, "Ana")
        give_samples_to(str(guild.id), own_sample_data)
        async with running_bot(server, own_sample_data):
            await server.ready()
            await registered(server)
            response = await member.slash(channel, "ask", question=QUESTION)
            answer = await response.message(PATIENCE)
        async with running_bot(server, own_sample_data):
            await server.ready(identifies=2)
            context = await (await member.click(answer, "Context")).message(PATIENCE)
            quote = next(line for line in shown(answer).splitlines() if line.startswith("> "))
            assert f"**{quote.strip('> “”')}**" in shown(context)
            await asyncio.sleep(0.5)
        assert len(server.command_syncs) == 1
