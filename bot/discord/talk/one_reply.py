"""The one message that replies to somebody's: what is being done at first, then the answer."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.discord.layout import Item, layout
from bot.discord.page import Page
from bot.discord.replies import twice

if TYPE_CHECKING:
    from discord.abc import MessageableChannel


@asynccontextmanager
async def one_reply(message: discord.Message, place: MessageableChannel) -> AsyncIterator[OneReply]:
    """A reply in this channel or thread; a step that no answer took the place of is deleted."""
    reply = OneReply(message, place)
    try:
        yield reply
    finally:
        await reply.close()


class OneReply:
    """Sent with the first page that it is to show, and edited from then on."""

    def __init__(self, message: discord.Message, place: MessageableChannel) -> None:
        self._message = message
        self._place = place
        self._sent: discord.Message | None = None
        self._is_answered = False

    async def step(self, page: Page) -> None:
        """Show what is being done."""
        await self._show(page)

    async def answer(self, page: Page, *buttons: Item) -> discord.Message:
        """Show the answer; gives the message."""
        sent = await self._show(page, *buttons)
        self._is_answered = True
        return sent

    async def close(self) -> None:
        if self._sent is not None and not self._is_answered:
            with contextlib.suppress(discord.DiscordException, aiohttp.ClientError):
                await self._sent.delete()

    async def _show(self, page: Page, *buttons: Item) -> discord.Message:
        sent = self._sent
        if sent is None:
            self._sent = await reply_once(self._message, page, *buttons, place=self._place)
            return self._sent
        view = layout(page, *buttons)
        return await twice(lambda: sent.edit(view=view))


async def reply_once(
    message: discord.Message, page: Page, *buttons: Item, place: MessageableChannel | None = None
) -> discord.Message:
    """Reply once: the nonce lets Discord drop a repetition after a broken connection."""
    nonce, view = secrets.token_hex(12), layout(page, *buttons)
    if place is not None and place.id != message.channel.id:
        thread = place
        return await twice(lambda: thread.send(view=view, nonce=nonce))
    reference = message.to_reference(fail_if_not_exists=False)
    return await twice(lambda: message.channel.send(view=view, reference=reference, nonce=nonce))
