"""A job of the bot as a process that is killed in the middle of it, and started again."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.jobs import TELL_SECONDS
from tests.bot.bot_process import PATIENCE, running_bot, shown
from tests.discord_server import MANAGE_MESSAGES, Channel, DiscordServer, File, Person
from tests.index.test_archives import packed

COUNT = 60
STORY = "“The otters have counted to {0},” said Wilma Tarn, a ferrywoman, on day {0}. "


async def test_a_job_outlives_the_bot(tmp_path: Path) -> None:
    async with DiscordServer() as server:
        guild = server.add_guild()
        channel = server.add_channel(guild)
        moderator = server.add_member(guild, "Mod", permissions=MANAGE_MESSAGES)
        with pytest.raises(AssertionError, match="the bot ended with -9"):
            await give_and_kill(server, channel, moderator, tmp_path)
        [begun] = channel.messages
        async with running_bot(server, tmp_path):
            await server.ready(identifies=2)
            await until(channel, f"Done: {COUNT + 2} sources")
        [ended] = channel.messages
        assert ended["id"] == begun["id"]
        assert f"{COUNT} added · 2 failed" in shown(ended)
        assert "photo.png is not a kind of file that is read." in shown(ended)
        edits = server.requests_to("PATCH", f"/channels/{channel.id}/messages")
        gaps = [later.at - earlier.at for earlier, later in itertools.pairwise(edits)]
        assert min(gaps, default=TELL_SECONDS) >= 0.9 * TELL_SECONDS
        assert server.violations == []
    with closing(sqlite3.connect(tmp_path / "whosaid.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM articles").fetchone() == (COUNT,)


async def give_and_kill(
    server: DiscordServer, channel: Channel, moderator: Person, data: Path
) -> None:
    """Give the bot a zip, and kill it while it reads."""
    good = {f"{n}.txt": (STORY * 4).format(n).encode() for n in range(COUNT)}
    archive = File("stories.zip", packed({**good, "blank.txt": b" ", "photo.png": b"\x89PNG"}))
    async with running_bot(server, data) as process:
        await server.ready()
        while not server.command_syncs:  # noqa: ASYNC110 - the bot is another process
            await asyncio.sleep(0.01)
        given = await moderator.slash(channel, "article", "add", file=archive)
        await given.message(PATIENCE, where=lambda found: "stored as job 1" in shown(found))
        await until(channel, f"of {COUNT + 2}", "Cancel")
        edits = f"/channels/{channel.id}/messages/"
        while not server.requests_to("PATCH", edits):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
        process.kill()


async def until(channel: Channel, *words: str) -> None:
    """Wait for a message with all of these words."""
    async with asyncio.timeout(2 * PATIENCE):
        while not any(  # noqa: ASYNC110 - the bot is another process
            all(word in shown(message) for word in words) for message in channel.messages
        ):
            await asyncio.sleep(0.02)
