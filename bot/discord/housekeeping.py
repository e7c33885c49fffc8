"""What the bot does by itself while it runs, beside following feeds."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.discord.bot import Bot
from bot.discord.boundary import background_boundary
from bot.discord.library.changelog import keep_logs

SECONDS_BETWEEN_PURGES: Final = 60.0
SECONDS_BETWEEN_FORGETTING: Final = 3600.0

KEPT: Final = timedelta(days=90)
"""How long it is remembered what was asked and answered, unless a setting says otherwise."""


async def keep_house(bot: Bot, kept: timedelta = KEPT) -> None:
    """Tell channels of changes, purge what was removed and forget what was asked long ago.

    Until cancelled.
    """
    await asyncio.gather(keep_logs(bot), _purge(bot), _forget(bot, kept))


async def _purge(bot: Bot) -> None:
    """Let removed articles go for good, soon after they can no longer be brought back."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_PURGES)
        with background_boundary("removed articles are not purged"):
            await bot.services.offload.noting(bot.services.libraries.purge)


async def _forget(bot: Bot, kept: timedelta) -> None:
    while True:
        with background_boundary("what was asked long ago is not forgotten"):
            before = datetime.now(UTC) - kept
            await bot.services.offload.noting(bot.services.libraries.forget_exchanges, before)
        await asyncio.sleep(SECONDS_BETWEEN_FORGETTING)
