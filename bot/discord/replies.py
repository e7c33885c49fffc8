"""Answering an interaction: acknowledged at once, answered by editing.

Discord drops an interaction that is not acknowledged within 3 seconds. A connection
that breaks under a request is tried once more where doing it twice does no harm.
"""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

import aiohttp
import discord

from bot.discord.escaping import escape_within
from bot.discord.layout import Item, layout
from bot.discord.page import Block, Page, Picture, Tone
from bot.discord.refusals import ServerNeeded, TooSoon, told
from index.errors import WhosaidError

if TYPE_CHECKING:
    from bot.services import Services
    from index.library import Library

Interaction = discord.Interaction[Any]
T = TypeVar("T")

_ALREADY_ACKNOWLEDGED: Final = 40060
_LONGEST: Final = 2000
_FOR_ALL: Final = "acknowledged for all to see"
_MEANWHILE: Final = Page((Block("One moment…"),))


async def acknowledge(interaction: Interaction, *, private: bool) -> None:
    """Say that an answer is coming; `private` shows it to the person alone."""
    interaction.extras[_FOR_ALL] = not private
    await _defer(interaction, ephemeral=private, thinking=True)


async def acknowledge_press(interaction: Interaction) -> None:
    """Say that the message with the pressed button is about to change."""
    await _defer(interaction)


async def show(interaction: Interaction, page: Page, *buttons: Item) -> discord.Message:
    """Put a page where the acknowledgement stands; gives the message that shows it."""
    view, picture = layout(page, *buttons), page.picture
    if picture is None:
        return await twice(lambda: interaction.edit_original_response(view=view))
    # A file can be sent once; its description is what screen readers say.
    return await twice(
        lambda: interaction.edit_original_response(view=view, attachments=[_file(picture)])
    )


async def show_alone(interaction: Interaction, page: Page) -> None:
    """Put a page in place of the acknowledgement for the person alone, whoever saw that."""
    if not interaction.extras.get(_FOR_ALL):
        await show(interaction, page)
        return
    # What follows takes the place of an acknowledgement as long as nothing else has, and is seen
    # by whoever saw that.
    with suppress(discord.NotFound):
        await show(interaction, _MEANWHILE)
    try:
        await interaction.followup.send(view=layout(page), ephemeral=True)
    finally:
        with suppress(discord.NotFound):
            await twice(interaction.delete_original_response)


async def show_now(interaction: Interaction, page: Page, *buttons: Item) -> None:
    """Answer an interaction that has not been acknowledged, to the person alone."""
    await interaction.response.send_message(view=layout(page, *buttons), ephemeral=True)


def server_of(interaction: Interaction) -> int:
    """The server that an interaction comes from; raises ServerNeeded for a direct message."""
    if interaction.guild_id is None:
        raise ServerNeeded
    return interaction.guild_id


def library_of(interaction: Interaction) -> Library:
    """The library of the server that an interaction comes from; raises ServerNeeded."""
    services: Services = interaction.client.services
    return services.libraries.get(str(server_of(interaction)))


def words(text: str, tone: Tone = Tone.PLAIN) -> Page:
    """A page of plain words, shown as they are; very long ones are cut."""
    return Page((Block(escape_within(text, _LONGEST)),), tone)


def problem(error: WhosaidError) -> Page:
    """What went wrong and what to do, in the error's own words."""
    if isinstance(error, TooSoon):
        again = f"Try again <t:{int(error.again.timestamp())}:R>."
        return Page((Block(f"{escape_within(error.message, _LONGEST)} {again}"),), Tone.PROBLEM)
    return words(told(error), Tone.PROBLEM)


def _file(picture: Picture) -> discord.File:
    return discord.File(io.BytesIO(picture.data), picture.name, description=picture.alt)


async def twice(request: Callable[[], Awaitable[T]]) -> T:
    """Make a request, and once more if the connection broke under it."""
    try:
        return await request()
    except aiohttp.ClientConnectionError:
        return await request()


async def _defer(interaction: Interaction, **options: bool) -> None:
    try:
        await twice(lambda: interaction.response.defer(**options))
    except discord.HTTPException as error:
        if error.code != _ALREADY_ACKNOWLEDGED:
            raise
