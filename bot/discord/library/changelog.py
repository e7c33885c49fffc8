"""Changes to a library told in the channel that its server has chosen for that.

Owns when: what is done by hand at once, many additions as one line when they have ended.
It follows the audit trail behind whatever is done, so that nothing done can fail by it; what
a channel can't take any more is only in the trail.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import discord

from bot.discord.bot import Bot
from bot.discord.boundary import background_boundary
from bot.discord.channels import Postable, missing_permissions, postable
from bot.discord.library.audit_pages import log_pages, with_feeds_named
from bot.discord.posting import post
from bot.discord.settings.pages import choice_pages
from bot.wording import listed
from index.records import AuditEntry

if TYPE_CHECKING:
    from bot.services import Services

log = logging.getLogger(__name__)

SECONDS_BETWEEN_ROUNDS: Final = 5.0
QUIET: Final = timedelta(seconds=20)
"""How long nothing more has to be added until additions are told: the next may be of the same."""

LONGEST: Final = timedelta(minutes=10)
"""How long anything waits to be told, even where a job goes on."""

_MOST: Final = 10_000
_OF_MANY: Final = frozenset({"added", "updated", "refreshed"})

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


async def keep_logs(
    bot: Bot, *, clock: Clock = _now, pause: float = SECONDS_BETWEEN_ROUNDS
) -> None:
    """Tell what is done wherever a channel is to be told, until cancelled."""
    await bot.wait_until_ready()
    while True:
        with background_boundary("changes are not told for now"):
            for name in await bot.services.offload.question(bot.services.libraries.untold):
                with background_boundary(f"changes of library {name} are not told for now"):
                    await tell(bot, name, clock())
        await asyncio.sleep(pause)


async def tell(bot: Bot, library: str, now: datetime) -> None:
    """Tell what was done to one library, unless more of the same is to be expected."""
    guild = bot.get_guild(int(library)) if library.isdecimal() else None
    if guild is None:
        return
    offload = bot.services.offload
    store = await offload.question(bot.services.libraries.log, library)
    await _tell_choices(bot, library, guild)
    entries = await offload.question(store.untold, _MOST)
    is_busy = await offload.question(_is_busy, bot.services, library)
    if not entries or not _has_settled(entries, now, is_busy):
        return
    channel = _open_channel(guild, await offload.question(store.channel))
    if channel is not None:
        feeds = await offload.question(lambda: bot.services.libraries.feeds(library).every())
        for page in log_pages(with_feeds_named(entries, feeds)):
            if not await post(channel, page):
                return
    await offload.question(store.told, entries[-1].number)


async def _tell_choices(bot: Bot, library: str, guild: discord.Guild) -> None:
    """Tell what was changed in the settings, at once."""
    offload, libraries = bot.services.offload, bot.services.libraries
    store = await offload.question(libraries.preferences, library)
    changes = await offload.question(store.untold)
    if not changes:
        return
    chosen = await offload.question(libraries.log(library).channel)
    channel = _open_channel(guild, chosen) if chosen is not None else None
    if channel is not None:
        for page in choice_pages(changes):
            if not await post(channel, page):
                return
    await offload.question(store.told, changes[-1].number)


def _has_settled(entries: Sequence[AuditEntry], now: datetime, is_busy: bool) -> bool:
    first, last = entries[0], entries[-1]
    if now - first.at >= LONGEST:
        return True
    return not is_busy and (last.action not in _OF_MANY or now - last.at >= QUIET)


def _is_busy(services: Services, library: str) -> bool:
    """Whether a job of the library goes on."""
    jobs = services.libraries.job_store.to_tell()
    return any(job.library == library and job.ended_at is None for job in jobs)


def _open_channel(guild: discord.Guild, channel_id: str | None) -> Postable | None:
    channel = postable(guild, channel_id)
    if channel is None:
        log.warning("the channel for changes of server %d is gone", guild.id)
    elif missing := missing_permissions(channel):
        log.warning("server %d is not told of changes: I lack %s", guild.id, listed(missing))
        return None
    return channel
