"""The real bot in a simulated server, and the camera: a browser that shows its messages."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

import discord
import simcord
from playwright.async_api import async_playwright

from bot.__main__ import open_services
from bot.discord.client import WhosaidBot, create_bot
from bot.samples import SAMPLES, sample_paths
from bot.services import Services
from bot.settings import Settings
from index.library import Library

WIDE: Final = (960, 1400)
NARROW: Final = (400, 1800)
"""What a window on a desk shows, and a telephone, in pixels."""

_PATIENCE: Final = 120.0


@dataclass(frozen=True, slots=True)
class Stage:
    """A server with a channel, a moderator and two members, the bot and its sample library."""

    env: simcord.Env
    services: Services
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    moderator: simcord.MemberActor
    ana: simcord.MemberActor
    ben: simcord.MemberActor
    preview: Any
    folder: Path

    @property
    def library(self) -> Library:
        return self.services.libraries.get(str(self.guild.id))

    async def take(self, name: str, target: Any, viewer: simcord.MemberActor) -> None:
        """Save how a message or a form looks to somebody, wide and narrow."""
        for kind, viewport in (("wide", WIDE), ("narrow", NARROW)):
            await self.preview.screenshot(
                self.folder / f"{name}-{kind}.png",
                viewer=viewer,
                target=target,
                viewport=viewport,
                allow_incomplete=True,
            )


@asynccontextmanager
async def staged(folder: Path, chromium: Path) -> AsyncIterator[Stage]:
    """Raise the curtain; everything is gone afterwards but the pictures in the folder."""
    with tempfile.TemporaryDirectory() as data:
        services = open_services(Settings(data_dir=Path(data)))
        try:
            async with _playing(services) as env, async_playwright() as playwright:
                stage_of = _furnished(env, services)
                channel, viewers = stage_of["channel"], _people(stage_of)
                async with env.preview(channel, viewers=viewers) as preview:
                    # Its own launch knows no other browser than the one Playwright downloads.
                    preview._capture_manager._browser = await playwright.chromium.launch(
                        executable_path=chromium, args=["--no-sandbox"]
                    )
                    yield Stage(preview=preview, folder=folder, **stage_of)
        finally:
            services.close()


@asynccontextmanager
async def _playing(services: Services) -> AsyncIterator[simcord.Env]:
    bot = create_bot(services)
    async with simcord.run(bot, settle_timeout=_PATIENCE, check_errors=False) as env:
        await env.advance_time(max(0.0, (datetime.now(UTC) - env.now()).total_seconds()))
        user = cast("WhosaidBot", env.bot).user
        if user is not None:
            await user.edit(username="whosaid")
        yield env


def _furnished(env: simcord.Env, services: Services) -> dict[str, Any]:
    guild = env.create_guild("Newsroom")
    powers = discord.Permissions(manage_messages=True, manage_guild=True)
    role = guild.create_role("Editors", permissions=powers)
    articles = (article for path in sample_paths() for article in services.reader.read(str(path)))
    services.libraries.get(str(guild.id)).add(articles, added_by=SAMPLES)
    return {
        "env": env,
        "services": services,
        "guild": guild,
        "channel": guild.create_text_channel("newsroom"),
        "moderator": guild.add_member(env.create_user("editor"), roles=[role]),
        "ana": guild.add_member(env.create_user("ana")),
        "ben": guild.add_member(env.create_user("ben")),
    }


def _people(stage: dict[str, Any]) -> list[simcord.MemberActor]:
    return [stage["moderator"], stage["ana"], stage["ben"]]
