"""Where every error of the Discord front end ends: commands, buttons, forms and messages.

A WhosaidError is shown in its own words. Anything else is logged under a short
reference, and the person is told the reference alone. Nothing is raised any further.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
import discord

from bot.discord.layout import layout
from bot.discord.page import Page, Tone
from bot.discord.replies import Interaction, problem, show, show_now, words
from index.errors import WhosaidError

log = logging.getLogger(__name__)

_GONE: Final = frozenset({10003, 10008, 10015, 10062, 40060, 50027})
"""Discord's codes for: the channel, message, webhook, interaction or token is no more, or the
interaction was answered already. There is nobody left to tell."""


@asynccontextmanager
async def boundary(interaction: Interaction) -> AsyncIterator[None]:
    """Tell the person about whatever goes wrong inside, and log what is not theirs to know."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the boundary itself
        await report(interaction, error)


async def report(interaction: Interaction, error: Exception) -> None:
    """Tell the person, in place of the answer that they were promised."""
    page = page_for(error)
    if page is None:
        return
    try:
        await _tell(interaction, page)
    except (discord.DiscordException, aiohttp.ClientError) as failure:
        log.warning("could not tell about an error: %s", failure)


@asynccontextmanager
async def message_boundary(message: discord.Message) -> AsyncIterator[None]:
    """The same for a message: what goes wrong inside is told in a reply."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the boundary itself
        page = page_for(error)
        if page is not None:
            await _tell_author(message, page)


def page_for(error: Exception) -> Page | None:
    """What to say about an error; None where there is nobody left to tell."""
    if isinstance(error, WhosaidError):
        return problem(error)
    if isinstance(error, discord.HTTPException) and error.code in _GONE:
        log.info("too late to answer: %s", error)
        return None
    if isinstance(error, discord.Forbidden):
        log.warning("a permission is missing on Discord: %s", error)
        return words(
            "Discord does not let me do that here. Ask a moderator to check my permissions.",
            Tone.PROBLEM,
        )
    if isinstance(error, aiohttp.ClientError):
        log.warning("the connection to Discord broke: %s", error)
        return words("My connection to Discord broke. Try again.", Tone.PROBLEM)
    reference = secrets.token_hex(3)
    log.error("failure %s", reference, exc_info=error)
    return words(
        f"Something went wrong on my side (reference {reference}). Try again; if it keeps "
        "happening, tell your moderators the reference.",
        Tone.PROBLEM,
    )


async def _tell(interaction: Interaction, page: Page) -> None:
    if not interaction.response.is_done():
        await show_now(interaction, page)
    elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        await show(interaction, page)
    else:
        await interaction.followup.send(view=layout(page), ephemeral=True)


async def _tell_author(message: discord.Message, page: Page) -> None:
    try:
        await message.channel.send(
            view=layout(page),
            reference=message.to_reference(fail_if_not_exists=False),
        )
    except (discord.DiscordException, aiohttp.ClientError) as failure:
        log.warning("could not tell about an error: %s", failure)
