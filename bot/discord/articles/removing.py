"""The buttons of /article remove: whether it shall go, and the way back. They outlive a restart."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.discord.articles.pages import brought_back_page, removed_page, too_late_page
from bot.discord.boundary import boundary
from bot.discord.moderation import require_remover
from bot.discord.page import Tone
from bot.discord.replies import Interaction, acknowledge_press, library_of, show, words
from index.errors import RemovalNotFound


class Remove(
    ui.DynamicItem[ui.Button[Any]],
    template=r"whosaid:remove:(?P<article>[\w-]{1,40}):(?P<command>\d{1,20})",
):
    """Removes the article; `command` is the command whose permissions count."""

    def __init__(self, article_id: str, command_id: int) -> None:
        super().__init__(
            ui.Button(
                label="Remove",
                style=discord.ButtonStyle.danger,
                custom_id=f"whosaid:remove:{article_id}:{command_id}",
            )
        )
        self.article_id = article_id
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> Remove:
        return cls(match["article"], int(match["command"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Remove the article, if the person still may, and offer to undo it."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_remover(interaction, self.command_id)
            library, offload = library_of(interaction), interaction.client.services.offload
            by = f"discord:{interaction.user.id}"
            removal = await offload.question(library.remove, self.article_id, by=by)
            await show(interaction, removed_page(removal), Undo(removal.id, self.command_id))


class Keep(ui.DynamicItem[ui.Button[Any]], template=r"whosaid:keep"):
    """Leaves the article where it is."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label="Keep it", custom_id="whosaid:keep"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], _match: re.Match[str], /
    ) -> Keep:
        return cls()

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Say that nothing was removed."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await show(interaction, words("Kept. Nothing was removed.", Tone.NOTHING))


class Undo(
    ui.DynamicItem[ui.Button[Any]],
    template=r"whosaid:undo:(?P<removal>\d{1,18}):(?P<command>\d{1,20})",
):
    """Brings a removed article back, as long as the library keeps it."""

    def __init__(self, removal_id: int, command_id: int) -> None:
        custom_id = f"whosaid:undo:{removal_id}:{command_id}"
        super().__init__(ui.Button(label="Undo", custom_id=custom_id))
        self.removal_id = removal_id
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> Undo:
        return cls(int(match["removal"]), int(match["command"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Bring the article back, or say that it is too late."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_remover(interaction, self.command_id)
            library, offload = library_of(interaction), interaction.client.services.offload
            by = f"discord:{interaction.user.id}"
            try:
                back = await offload.question(library.bring_back, self.removal_id, by=by)
            except RemovalNotFound:
                await show(interaction, too_late_page())
            else:
                await show(interaction, brought_back_page(back))
