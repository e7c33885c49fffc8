"""The history of a server's library, and the buttons that turn its pages, after a restart too."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.discord.boundary import boundary
from bot.discord.library.audit_pages import (
    HISTORY_LENGTH,
    HistoryListing,
    history_page,
    with_feeds_named,
)
from bot.discord.moderation import require_adder
from bot.discord.replies import Interaction, acknowledge_press, server_of, show
from index.libraries import Libraries


class TurnHistory(
    ui.DynamicItem[ui.Button[Any]],
    template=r"whosaid:history:(?P<page>\d{1,9}):(?P<article>[\w-]{0,40}):(?P<command>\d{1,20})",
):
    """Turns to a page of the history, counted from 0; `command` is whose permissions count."""

    def __init__(
        self, label: str, page: int, article_id: str | None, command_id: int, disabled: bool = False
    ) -> None:
        custom_id = f"whosaid:history:{page}:{article_id or ''}:{command_id}"
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.page = page
        self.article_id = article_id
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> TurnHistory:
        return cls("", int(match["page"]), match["article"] or None, int(match["command"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one before."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_adder(interaction, self.command_id)
            await show_history(interaction, self.page, self.article_id, self.command_id)


async def show_history(
    interaction: Interaction, page: int, article_id: str | None, command_id: int
) -> None:
    """Put a page of what was done where the acknowledgement stands."""
    services, name = interaction.client.services, str(server_of(interaction))
    listing = await services.offload.question(_listing, services.libraries, name, page, article_id)
    await show(interaction, history_page(listing), *_turns(listing, command_id))


def _listing(libraries: Libraries, name: str, page: int, article_id: str | None) -> HistoryListing:
    offset = page * HISTORY_LENGTH
    found = libraries.get(name).audit(
        article_id=article_id, limit=HISTORY_LENGTH + 1, offset=offset
    )
    entries = with_feeds_named(found[:HISTORY_LENGTH], libraries.feeds(name).every())
    return HistoryListing(tuple(entries), page, len(found) > HISTORY_LENGTH, article_id)


def _turns(listing: HistoryListing, command_id: int) -> list[TurnHistory]:
    page, article_id = listing.page, listing.article_id
    if not (page or listing.has_more):
        return []
    return [
        TurnHistory("Newer", max(page - 1, 0), article_id, command_id, disabled=page == 0),
        TurnHistory("Older", page + 1, article_id, command_id, disabled=not listing.has_more),
    ]
