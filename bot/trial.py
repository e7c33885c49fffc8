"""Trying the bot without Discord: the real one, in a simulated server shown in a browser.

The simulation (simcord) runs in this process and serves its page on loopback alone. It
holds one server, whose articles are an ordinary library of the data directory.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import sys
import webbrowser
from collections.abc import Callable, Coroutine
from contextlib import suppress
from contextvars import copy_context
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from bot.samples import WORTH_ASKING
from index.errors import SettingsError, WhosaidError

if TYPE_CHECKING:
    import simcord

    from bot.discord.client import WhosaidBot
    from bot.jobs import Spawn
    from bot.services import Services

Tell = Callable[[str], None]

GUILD_ID: Final = 1_100_000_000_000_000_001

LIBRARY: Final = str(GUILD_ID)
"""The library that the simulated server asks."""

_LONGEST_WORK_SECONDS: Final = 600.0
"""How long the page waits for the bot: loading the model and reading a page take a while."""


def try_in_browser(services: Services, *, tell: Tell | None = None) -> None:
    """Run the bot in a simulated server until Ctrl-C, or until its page ends the session.

    `tell` is given lines for the person at the terminal; None writes them to standard
    output. Raises SettingsError where the simulation is not installed.
    """
    say = tell or _write
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(services, say))
    say("The trial has ended.")


async def _run(services: Services, tell: Tell) -> None:
    _require_simulation()
    import simcord

    from bot.discord.client import create_bot

    bot = create_bot(services, spawn=_spawned_outside())
    simulation = simcord.run(bot, settle_timeout=_LONGEST_WORK_SECONDS, check_errors=False)
    loading = asyncio.create_task(asyncio.to_thread(_load, services, tell))
    try:
        async with simulation as env:
            await _hold(env, bot, tell)
    except simcord.SetupError as error:
        raise _not_installed(str(error)) from error
    finally:
        await loading


def _spawned_outside() -> Spawn:
    """Begin tasks outside of what the simulation waits for before the page can be used again.

    It takes what the bot's handlers begin for a part of them, and a job may take an hour.
    """
    outside = copy_context()

    def spawn(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        return outside.copy().run(asyncio.create_task, work)

    return spawn


async def _hold(env: simcord.Env, bot: WhosaidBot, tell: Tell) -> None:
    """Furnish the server, greet, and show the page until the session ends."""
    from bot.discord.feeds.newsfeed import follow_feeds
    from bot.discord.housekeeping import keep_house

    await env.advance_time(max(0.0, (datetime.now(UTC) - env.now()).total_seconds()))
    channel, viewers = await _furnish(env, bot)
    await _greet(bot, channel.id)
    await env.settle()
    behind = [asyncio.create_task(each) for each in (follow_feeds(bot), keep_house(bot))]
    try:
        async with env.preview(channel, viewers=viewers, layout="channel") as preview:
            tell(f"The bot is at {preview.url}")
            tell("Keep this running; Ctrl-C ends it.")
            if _has_browser():
                await asyncio.to_thread(webbrowser.open, preview.url)
            await preview.wait_closed()
    finally:
        for task in behind:
            task.cancel()


async def _furnish(
    env: simcord.Env, bot: WhosaidBot
) -> tuple[simcord.ChannelHandle, list[simcord.MemberActor]]:
    """A server with one channel, somebody who moderates it, and somebody who reads."""
    import discord

    if bot.user is not None:
        await bot.user.edit(username="whosaid")
    guild = env.create_guild("Newsroom", id=GUILD_ID)
    channel = guild.create_text_channel("newsroom")
    editors = guild.create_role("Editors", permissions=discord.Permissions(manage_messages=True))
    moderator = guild.add_member(env.create_user("editor"), roles=[editors])
    return channel, [moderator, guild.add_member(env.create_user("reader"))]


async def _greet(bot: WhosaidBot, channel_id: int) -> None:
    from bot.discord.escaping import escape
    from bot.discord.layout import layout
    from bot.discord.page import Block, Page, Tone

    questions = "\n".join(f"- {escape(question)}" for question in WORTH_ASKING)
    page = Page(
        (
            Block("**Welcome.** I answer from the articles in this server’s library."),
            Block(
                f"Type `/ask`, or reply to this message, with a question such as\n{questions}",
                ruled=True,
            ),
            Block("-# `/article list` shows what I have read, `/help` what else I can do."),
        ),
        Tone.ANSWER,
    )
    await bot.get_partial_messageable(channel_id).send(view=layout(page))


def _load(services: Services, tell: Tell) -> None:
    """Load the model in the meantime; the first question waits for it otherwise."""
    try:
        services.libraries.warm()
    except WhosaidError as error:
        tell(str(error))


def _require_simulation() -> None:
    missing = [name for name in ("simcord", "markdown_it") if not importlib.util.find_spec(name)]
    if missing:
        raise _not_installed(f"{' and '.join(missing)} is missing.")


def _not_installed(why: str) -> SettingsError:
    return SettingsError(
        f"The simulated Discord server can’t start: {why}",
        "Install what it needs with: pip install -e '.[try]'",
    )


def _has_browser() -> bool:
    """Whether there is a screen; a browser in the terminal would take the terminal over."""
    on_screen = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, on_screen))


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
