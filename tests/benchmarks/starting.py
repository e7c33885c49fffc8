"""From process start to the first /help, against importing discord.py in a bare process."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bot.bot_process import running_bot
from tests.discord_server import Channel, DiscordServer, Person


def measure(runs: int) -> str:
    """Take turns, so that both meet the same noise; the commands are registered already."""
    pairs = asyncio.run(_measure(runs))
    importing, helping = (median(times) for times in zip(*pairs, strict=True))
    return (
        f"start: importing discord.py {importing:.2f} s, to the first /help {helping:.2f} s "
        f"(medians of {runs}); ratio {helping / importing:.2f} (under 3)"
    )


async def _measure(runs: int) -> list[tuple[float, float]]:
    with tempfile.TemporaryDirectory() as directory:
        async with DiscordServer() as server:
            guild = server.add_guild()
            channel = server.add_channel(guild)
            person = server.add_member(guild, "Ana")
            async with running_bot(server, Path(directory)):
                await server.ready()
                while not server.command_syncs:  # noqa: ASYNC110 - the bot is another process
                    await asyncio.sleep(0.01)
            return [
                (
                    await asyncio.to_thread(_seconds_to_import),
                    await _seconds_to_help(server, channel, person, Path(directory), run + 2),
                )
                for run in range(runs)
            ]


def _seconds_to_import() -> float:
    began = perf_counter()
    subprocess.run([sys.executable, "-W", "ignore", "-c", "import discord"], check=True)
    return perf_counter() - began


async def _seconds_to_help(
    server: DiscordServer, channel: Channel, person: Person, data: Path, start: int
) -> float:
    began = perf_counter()
    async with running_bot(server, data):
        await server.ready(identifies=start)
        response = await person.slash(channel, "help")
        await response.message()
        return perf_counter() - began
