"""Messages that nobody waits for: news of feeds, changes to a library."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import aiohttp
import discord

from bot.discord.layout import layout
from bot.discord.page import Page

log = logging.getLogger(__name__)


async def post(place: discord.abc.Messageable, page: Page) -> bool:
    """Post a page; False where it is to be tried again."""
    return await is_done(lambda: place.send(view=layout(page)))


async def is_done(request: Callable[[], Awaitable[object]]) -> bool:
    """Make a request; False where Discord can't take it for now, and it is to be made again."""
    try:
        await request()
    except (discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
        log.warning("a message has to wait: %s", error)
        return False
    except discord.HTTPException as error:
        log.warning("a message could not be posted: %s", error)
    return True
