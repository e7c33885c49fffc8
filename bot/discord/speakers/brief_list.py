"""A summary page by page, with buttons that turn the pages after a restart too.

What it is about stands in the ids of the buttons, a part in each. A page is shown quoted, and
again once a language model has worded it; meanwhile no other page can come over it. Of a
summary from before a restart the model is not asked for more.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import ui

from bot.answering.drafting.briefs import brief_on, brief_rows
from bot.discord.answers.desk import writes_for
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.carried import gathered, packed, parts, unpacked
from bot.discord.moderation import require_reader
from bot.discord.refusals import Refusal
from bot.discord.replies import Interaction, acknowledge_press, server_of, show
from bot.discord.speakers.brief_pages import LINES_ON_PAGE, BriefListing, WantedBrief, brief_page
from bot.offload import Crowded
from index.errors import StorageError

if TYPE_CHECKING:
    from bot.answering.model.writer import Writer
    from bot.services import Services

log = logging.getLogger(__name__)

WRITING: Final = "the language model is writing"
WRITTEN: Final = "sentences by the language model, each borne out by its article"
CROWDED: Final = "too many wait for the language model, so all is quoted"
FAILED: Final = "the language model could not be used, so all is quoted"
ENDING: Final = "I am being restarted, so all is quoted: ask anew with /brief"
OLD: Final = "an older summary, so not all of it is written: ask anew with /brief"

_TURNING: Final = "I am still at the page before."

_ID: Final = re.compile(r"whosaid:brief:(?P<number>\d):(?P<page>\d{1,5}):(?P<part>.*)\.", re.DOTALL)


class TurnBrief(ui.DynamicItem[ui.Button[Any]], template=_ID):
    """Turns to a page, counted from 0; carries the part of this number of `code`."""

    def __init__(self, label: str, number: int, page: int, code: str, disabled: bool) -> None:
        custom_id = f"whosaid:brief:{number}:{page}:{parts(code)[number]}."
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.page = page
        self.code = code

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> TurnBrief:
        return cls("", int(match["number"]), int(match["page"]), gathered(item, _ID), False)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one before, unless one is on its way already."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_reader(interaction)
            bot: Bot = interaction.client
            message = interaction.message.id if interaction.message else 0
            if message in bot.turning:
                if bot.turning[message] == self.page:
                    return  # pressed twice
                raise Refusal(_TURNING, "Turn it again in a moment.")
            with _turning(bot, message, self.page):
                is_old = message not in bot.summaries
                await _show(interaction, self.page, decoded(self.code), is_old=is_old)


def encoded(wanted: WantedBrief) -> str:
    """What is summed up, in few characters."""
    return packed([wanted.topic], wanted.period)


def decoded(code: str) -> WantedBrief:
    """What `encoded` was given."""
    [topic], period = unpacked(code)
    return WantedBrief(topic, period)


async def show_brief(interaction: Interaction, wanted: WantedBrief) -> None:
    """Put the first page of a summary where the acknowledgement stands."""
    await _show(interaction, 0, wanted)


async def _show(
    interaction: Interaction, page: int, wanted: WantedBrief, *, is_old: bool = False
) -> None:
    """Put a page where the acknowledgement stands: quoted, then as it is worded."""
    bot: Bot = interaction.client
    services, name = bot.services, str(server_of(interaction))
    listing, writer = await services.offload.question(_listing, services, name, page, wanted)
    if writer is not None and is_old:
        listing = await services.offload.question(_remembered, services, name, writer, listing)
    elif writer is not None:
        await _show_worded(interaction, name, writer, listing)
        return
    await show(interaction, brief_page(listing), *_turns(listing))


async def _show_worded(
    interaction: Interaction, name: str, writer: Writer, listing: BriefListing
) -> None:
    """Show a page quoted, and then as the model words it."""
    bot: Bot = interaction.client
    with bot.desk.awaited():
        writing = brief_page(replace(listing, note=WRITING))
        message = await show(interaction, writing, *_turns(listing))
        bot.summaries.again(message.id)
        with _turning(bot, message.id, listing.page):
            worded = await _worded(bot, name, writer, listing)
            await show(interaction, brief_page(worded), *_turns(worded))


@contextmanager
def _turning(bot: Bot, message: int, page: int) -> Iterator[None]:
    """While a page is on its way to a message."""
    if message in bot.turning:
        yield
        return
    bot.turning[message] = page
    try:
        yield
    finally:
        bot.turning.pop(message, None)


async def _worded(bot: Bot, name: str, writer: Writer, listing: BriefListing) -> BriefListing:
    """The page as the model words it, or as it is, with a note that says why."""
    library, today = bot.services.libraries.get(name), datetime.now(UTC).date()
    word = partial(writer.briefer.worded, library, listing.wanted.topic, listing.rows, today)
    try:
        worded = await bot.desk.unless_ending(word)
    except Crowded:
        return replace(listing, note=CROWDED)
    except StorageError as error:
        log.error("no summary written: %s", error)
        return replace(listing, note=FAILED)
    if worded is None:
        return replace(listing, note=ENDING)
    is_written = any(row.sentence for row in worded.rows)
    note = WRITTEN if is_written else FAILED if worded.failure else ""
    return replace(listing, rows=worded.rows, note=note)


def _listing(
    services: Services, name: str, page: int, wanted: WantedBrief
) -> tuple[BriefListing, Writer | None]:
    """The page, or the last one where lines have gone since, and what is to word it, if any."""
    library = services.libraries.get(name)
    brief = brief_on(library, wanted.topic, wanted.period)
    total = len(brief.lines)
    shown = min(page, max(0, (total - 1) // LINES_ON_PAGE))
    rows = brief_rows(library, brief.lines[shown * LINES_ON_PAGE :][:LINES_ON_PAGE])
    listing = BriefListing(wanted, tuple(rows), shown, total, brief.left_out)
    return listing, services.writer if rows and writes_for(services, name) else None


def _remembered(
    services: Services, name: str, writer: Writer, listing: BriefListing
) -> BriefListing:
    """The page with what the model has written of it before."""
    library = services.libraries.get(name)
    known = writer.briefer.remembered(library, listing.wanted.topic, listing.rows)
    is_written = any(row.sentence for row in known.rows)
    note = OLD if known.unwritten else WRITTEN if is_written else ""
    return replace(listing, rows=known.rows, note=note)


def _turns(listing: BriefListing) -> list[TurnBrief]:
    if listing.pages == 1:
        return []
    code, page, pages = encoded(listing.wanted), listing.page, listing.pages
    return [
        TurnBrief("Earlier", 0, max(page - 1, 0), code, page == 0),
        TurnBrief(f"{page + 1:,} of {pages:,}", 1, page, code, True),
        TurnBrief("Later", 2, page + 1, code, page + 1 >= pages),
    ]
