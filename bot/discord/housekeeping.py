"""What the bot does by itself while it runs, beside following feeds."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from bot.discord.bot import Bot
from bot.discord.changelog import keep_logs
from index.errors import WhosaidError

log = logging.getLogger(__name__)

SECONDS_BETWEEN_PURGES: Final = 60.0


async def keep_house(bot: Bot) -> None:
    """Tell channels of changes and purge what was removed, until cancelled."""
    await asyncio.gather(keep_logs(bot), _purge(bot))


async def _purge(bot: Bot) -> None:
    """Let removed articles go for good, soon after they can no longer be brought back."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_PURGES)
        try:
            await bot.services.offload.question(bot.services.libraries.purge)
        except WhosaidError as error:
            log.error("removed articles are not purged: %s", error)
