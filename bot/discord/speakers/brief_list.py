"""A summary page by page, with buttons that turn the pages after a restart too.

What it is about stands in the ids of the buttons, a part in each. While a language model
words a page there are no buttons, so that no older page can come over a newer one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import ui

from bot.answering.drafting.briefs import brief_on, brief_rows
from bot.discord.answers.desk import writes_for
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.carried import gathered, packed, parts, unpacked
from bot.discord.moderation import require_reader
from bot.discord.replies import Interaction, acknowledge_press, server_of, show
from bot.discord.speakers.brief_pages import LINES_ON_PAGE, BriefListing, WantedBrief, brief_page
from bot.offload import Crowded

if TYPE_CHECKING:
    from bot.answering.model.writer import Writer
    from bot.services import Services

WRITING: Final = "the language model is writing"
WRITTEN: Final = "sentences by the language model, each borne out by its article"
CROWDED: Final = "too many wait for the language model, so all is quoted"
FAILED: Final = "the language model could not be used, so all is quoted"

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
        """Show the page in place of the one before."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_reader(interaction)
            await show_brief(interaction, self.page, decoded(self.code))


def encoded(wanted: WantedBrief) -> str:
    """What is summed up, in few characters."""
    return packed([wanted.topic], wanted.period)


def decoded(code: str) -> WantedBrief:
    """What `encoded` was given."""
    [topic], period = unpacked(code)
    return WantedBrief(topic, period)


async def show_brief(interaction: Interaction, page: int, wanted: WantedBrief) -> None:
    """Put a page of a summary where the acknowledgement stands: quoted, then as it is worded."""
    bot: Bot = interaction.client
    services, name = bot.services, str(server_of(interaction))
    listing, writer = await services.offload.question(_listing, services, name, page, wanted)
    if writer is not None:
        await show(interaction, brief_page(replace(listing, note=WRITING)))
        try:
            listing = await services.offload.writing(_worded, services, name, writer, listing)
        except Crowded:
            listing = replace(listing, note=CROWDED)
    await show(interaction, brief_page(listing), *_turns(listing))


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


def _worded(services: Services, name: str, writer: Writer, listing: BriefListing) -> BriefListing:
    library, today = services.libraries.get(name), datetime.now(UTC).date()
    worded = writer.briefer.worded(library, listing.wanted.topic, listing.rows, today)
    is_written = any(row.sentence for row in worded.rows)
    note = WRITTEN if is_written else FAILED if worded.failure else ""
    return replace(listing, rows=worded.rows, note=note)


def _turns(listing: BriefListing) -> list[TurnBrief]:
    if listing.pages == 1:
        return []
    code, page, pages = encoded(listing.wanted), listing.page, listing.pages
    return [
        TurnBrief("Earlier", 0, max(page - 1, 0), code, page == 0),
        TurnBrief(f"{page + 1:,} of {pages:,}", 1, page, code, True),
        TurnBrief("Later", 2, page + 1, code, page + 1 >= pages),
    ]
