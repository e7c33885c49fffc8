"""The buttons of /article, which answer by their id alone and so outlive a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.moderation import require_moderator
from bot.discord.page import Tone
from bot.discord.replies import Interaction, acknowledge_press, server_of, show, words
from bot.discord.shelf import PAGE_LENGTH, Listing, list_page, removed_page
from index.records import ArticleFilter

if TYPE_CHECKING:
    from bot.services import Services

MAX_SEARCH = 60
"""Characters of a search, which travels in a button's id of at most 100."""


class Turn(
    ui.DynamicItem[ui.Button[Any]],
    template=re.compile(r"whosaid:list:(?P<page>\d{1,9}):(?P<search>.*)", re.DOTALL),
):
    """Turns to a page of the list, counted from 0."""

    def __init__(self, label: str, page: int, search: str, *, disabled: bool = False) -> None:
        custom_id = f"whosaid:list:{page}:{search}"
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.page = page
        self.search = search

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> Turn:
        return cls("", int(match["page"]), match["search"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one before."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await show_list(interaction, self.page, self.search)


class Remove(
    ui.DynamicItem[ui.Button[Any]],
    template=r"whosaid:remove:(?P<article>[\w-]{1,40}):(?P<command>\d{1,20})",
):
    """Removes the article for good; `command` is the command whose permissions count."""

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
        """Remove the article, if the person still may."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_moderator(interaction, self.command_id)
            services: Services = interaction.client.services
            library = services.libraries.get(str(server_of(interaction)))
            by = f"discord:{interaction.user.id}"
            removal = await services.offload.question(library.remove, self.article_id, by=by)
            await show(interaction, removed_page(removal))


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


async def show_list(interaction: Interaction, page: int, search: str) -> None:
    """Put a page of the server's articles where the acknowledgement stands."""
    bot: Bot = interaction.client
    name = str(server_of(interaction))
    listing = await bot.services.offload.question(_listing, bot.services, name, page, search)
    await show(interaction, list_page(listing), *_turns(listing))


def _listing(services: Services, name: str, page: int, search: str) -> Listing:
    """The page, or the last one where articles have gone since the button was made."""
    library = services.libraries.get(name)
    wanted = ArticleFilter(search=search or None)
    total = library.count(wanted)
    shown = min(page, max(0, (total - 1) // PAGE_LENGTH))
    articles = library.list(wanted, limit=PAGE_LENGTH, offset=shown * PAGE_LENGTH)
    return Listing(tuple(articles), shown, total, search)


def _turns(listing: Listing) -> list[Turn]:
    if listing.pages == 1:
        return []
    page, search = listing.page, listing.search
    return [
        Turn("Earlier page", max(page - 1, 0), search, disabled=page == 0),
        Turn("Next page", page + 1, search, disabled=page + 1 >= listing.pages),
    ]
