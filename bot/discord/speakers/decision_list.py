"""The decisions about speakers, and the buttons that turn their pages, after a restart too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord.boundary import boundary
from bot.discord.moderation import require_adder
from bot.discord.replies import Interaction, acknowledge_press, library_of, show
from bot.discord.speakers.decision_pages import DECISIONS_ON_PAGE, DecisionListing, decisions_page

if TYPE_CHECKING:
    from index.library import Library


class TurnDecisions(
    ui.DynamicItem[ui.Button[Any]],
    template=r"whosaid:decisions:(?P<page>\d{1,9}):(?P<command>\d{1,20})",
):
    """Turns to a page of the decisions, counted from 0; `command` is whose permissions count."""

    def __init__(self, label: str, page: int, command_id: int, *, disabled: bool = False) -> None:
        custom_id = f"whosaid:decisions:{page}:{command_id}"
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.page = page
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> TurnDecisions:
        return cls("", int(match["page"]), int(match["command"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one before."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_adder(interaction, self.command_id)
            await show_decisions(interaction, self.page, self.command_id)


async def show_decisions(interaction: Interaction, page: int, command_id: int) -> None:
    """Put a page of what was decided where the acknowledgement stands."""
    library, offload = library_of(interaction), interaction.client.services.offload
    listing = await offload.question(_listing, library, page)
    await show(interaction, decisions_page(listing), *_turns(listing, command_id))


def _listing(library: Library, page: int) -> DecisionListing:
    made = library.register.decisions()[::-1]
    shown = min(page, max(0, (len(made) - 1) // DECISIONS_ON_PAGE))
    on_page = made[shown * DECISIONS_ON_PAGE :][:DECISIONS_ON_PAGE]
    return DecisionListing(tuple(on_page), shown, len(made))


def _turns(listing: DecisionListing, command_id: int) -> list[TurnDecisions]:
    if listing.pages == 1:
        return []
    page = listing.page
    return [
        TurnDecisions("Newer", max(page - 1, 0), command_id, disabled=page == 0),
        TurnDecisions("Older", page + 1, command_id, disabled=page + 1 >= listing.pages),
    ]
