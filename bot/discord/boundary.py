"""Where every error of the Discord front end ends: commands, buttons, forms, messages, tasks.

A WhosaidError is shown in its own words, unless it speaks to whoever runs the bot. That,
and anything unforeseen, is logged under a short reference, and the person is told the
reference alone. Nothing is raised any further.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final, TypeVar

import aiohttp
import discord

from bot.discord.channels import OPENING_THREADS, REPLYING, lacking, missing_permissions
from bot.discord.layout import layout
from bot.discord.page import Page, Tone
from bot.discord.refusals import Ignored
from bot.discord.replies import Interaction, problem, show_alone, show_now, words
from bot.wording import listed
from index.errors import (
    ConnectionFailed,
    DatabaseBusy,
    ModelError,
    SettingsError,
    StorageError,
    WhosaidError,
)

log = logging.getLogger(__name__)

T = TypeVar("T")

_GONE: Final = frozenset({10003, 10008, 10015, 10062, 40060, 50027})
"""Discord's codes for: the channel, message, webhook, interaction or token is no more, or the
interaction was answered already. There is nobody left to tell."""

_NO_HISTORY: Final = 160002
"""Discord's code for a reply where the bot may not read what it replies to."""

_FOR_WHO_RUNS_ME: Final = (StorageError, ModelError, SettingsError, ConnectionFailed)
"""They name files, models and settings, which are not for the members of a server."""


@asynccontextmanager
async def boundary(interaction: Interaction) -> AsyncIterator[None]:
    """Tell the person about whatever goes wrong inside, and log what is not theirs to know."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the boundary itself
        await report(interaction, error)


async def report(interaction: Interaction, error: Exception) -> None:
    """Tell the person alone, in place of the answer that they were promised."""
    channel = interaction.channel
    in_thread = isinstance(channel, discord.Thread)
    missing = lacking(interaction.app_permissions, _needed(error), in_thread=in_thread)
    page = _page_in(channel, missing, error)
    if page is None:
        return
    try:
        await _tell(interaction, page)
    except (discord.DiscordException, aiohttp.ClientError) as failure:
        log.warning("could not tell about an error: %s", failure)


@asynccontextmanager
async def message_boundary(message: discord.Message) -> AsyncIterator[None]:
    """The same for a message: what goes wrong inside is told in a reply, if anything is."""
    try:
        yield
    except Ignored:
        return
    except Exception as error:  # noqa: BLE001 - the boundary itself
        channel, missing = message.channel, []
        if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            missing = missing_permissions(channel, _needed(error))
        page = _page_in(channel, missing, error)
        if page is not None:
            await _tell_author(message, page, missing)


@contextmanager
def background_boundary(what: str) -> Iterator[None]:
    """The same where nobody waits: `what` doesn't happen for now is logged."""
    try:
        yield
    except WhosaidError as error:
        log.error("%s: %s", what, error)
    except Exception as error:
        log.error("failure %s: %s", secrets.token_hex(3), what, exc_info=error)


async def offered(choices: Awaitable[list[T]]) -> list[T]:
    """The same for what is offered while an option is typed: nothing, where it goes wrong."""
    try:
        return await choices
    except WhosaidError as error:
        log.info("nothing is offered: %s", error)
    except Exception as error:
        log.error("failure %s: nothing is offered", secrets.token_hex(3), exc_info=error)
    return []


def page_for(error: Exception) -> Page | None:
    """What to say about an error; None where there is nobody left to tell."""
    if isinstance(error, _FOR_WHO_RUNS_ME):
        return _page_of_trouble(error)
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


def _page_of_trouble(error: WhosaidError) -> Page:
    reference = secrets.token_hex(3)
    log.error("failure %s: %s", reference, error)
    what = "is busy just now" if isinstance(error, DatabaseBusy) else "can’t be used just now"
    return words(
        f"My library {what} (reference {reference}). Try again in a minute; if it keeps "
        "happening, tell whoever runs me the reference.",
        Tone.PROBLEM,
    )


def _needed(error: Exception) -> tuple[str, ...]:
    """The permissions for what Discord refused; none where it is something else that went wrong."""
    if not isinstance(error, discord.HTTPException) or error.code in _GONE:
        return ()
    if error.code != _NO_HISTORY and not isinstance(error, discord.Forbidden):
        return ()
    address = str(getattr(error.response, "url", ""))
    return OPENING_THREADS if address.endswith("/threads") else REPLYING


def _page_in(channel: object, missing: list[str], error: Exception) -> Page | None:
    """What to say about an error in a channel: the permissions that are missing, if any are."""
    if not missing:
        return page_for(error)
    name = getattr(channel, "name", None)
    where = f"in #{name}" if name else "in this channel"
    log.warning("I lack %s %s: %s", listed(missing), where, error)
    return words(
        f"I can’t do that: I lack {listed(missing)} {where}. Whoever manages the channel can give "
        "me that under Edit Channel, Permissions.",
        Tone.PROBLEM,
    )


async def _tell(interaction: Interaction, page: Page) -> None:
    if not interaction.response.is_done():
        await show_now(interaction, page)
    elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        await show_alone(interaction, page)
    else:
        await interaction.followup.send(view=layout(page), ephemeral=True)


async def _tell_author(message: discord.Message, page: Page, missing: list[str]) -> None:
    """Reply; whom no reply can reach, as permissions are missing, is told in a direct message."""
    try:
        if missing:
            await message.author.send(view=layout(page))
        else:
            await message.channel.send(
                view=layout(page), reference=message.to_reference(fail_if_not_exists=False)
            )
    except (discord.DiscordException, aiohttp.ClientError) as failure:
        log.warning("could not tell about an error: %s", failure)
