"""Making a decision about speakers, and the button that undoes one, after a restart too."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord.boundary import boundary
from bot.discord.moderation import require_adder
from bot.discord.page import Page
from bot.discord.replies import Interaction, acknowledge_press, library_of, show
from bot.discord.speakers.decision_pages import changes, decision_page
from index.library import Library
from index.speakers.register import SpeakerRegister
from index.types import SpeakerDecision

if TYPE_CHECKING:
    from bot.services import Services

Decide = Callable[[SpeakerRegister], SpeakerDecision]
"""Makes or undoes one decision."""


class Undecide(
    ui.DynamicItem[ui.Button[Any]],
    template=r"whosaid:undecide:(?P<number>\d{1,9}):(?P<command>\d{0,20})",
):
    """Undoes a decision; `command` is whose permissions count beside those of the server."""

    def __init__(self, number: int, command_id: int | None = None) -> None:
        custom_id = f"whosaid:undecide:{number}:{command_id or ''}"
        super().__init__(ui.Button(label=f"Undo {number}", custom_id=custom_id))
        self.number = number
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> Undecide:
        return cls(int(match["number"]), int(match["command"]) if match["command"] else None)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Undo it, if the person still may, and say what that changed."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_adder(interaction, self.command_id)
            by = f"discord:{interaction.user.id}"
            _, page = await decide(interaction, lambda register: register.undo(self.number, by=by))
            await show(interaction, page)


async def decide(interaction: Interaction, deciding: Decide) -> tuple[SpeakerDecision, Page]:
    """Make or undo a decision; which it is, and what it changed.

    Raises SpeakerNotFound, SpeakerAmbiguous, DecisionRefused or DecisionNotFound.
    """
    services: Services = interaction.client.services
    return await services.offload.question(_decided, library_of(interaction), deciding)


def _decided(library: Library, deciding: Decide) -> tuple[SpeakerDecision, Page]:
    before = library.speakers()
    decision = deciding(library.register)
    return decision, decision_page(decision, changes(decision, before, library.speakers()))
