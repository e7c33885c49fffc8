"""The list of a server's articles, and the buttons that turn its pages, after a restart too.

Which articles are listed stands in the ids of the buttons, a part in each, as an id holds
100 characters at most.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import ui

from bot.answering.questions.period import Period
from bot.discord.articles.pages import PAGE_LENGTH, Listing, list_page
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.carried import gathered, packed, parts, unpacked
from bot.discord.replies import Interaction, acknowledge_press, server_of, show
from index.records import ArticleFilter

if TYPE_CHECKING:
    from bot.services import Services

MAX_FILTER: Final = 50
"""Characters of each text that articles are filtered by."""

_ID: Final = re.compile(
    r"whosaid:listed:(?P<number>\d):(?P<page>\d{1,5}):(?P<part>.*)\.", re.DOTALL
)


class Turn(ui.DynamicItem[ui.Button[Any]], template=_ID):
    """Turns to a page of the list, counted from 0; carries the part of this number of `code`."""

    def __init__(self, label: str, number: int, page: int, code: str, disabled: bool) -> None:
        part = parts(code)[number]
        custom_id = f"whosaid:listed:{number}:{page}:{part}."
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.number = number
        self.page = page
        self.code = code

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Turn:
        return cls("", int(match["number"]), int(match["page"]), gathered(item, _ID), False)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one before."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await show_list(interaction, self.page, decoded(self.code))


def encoded(wanted: ArticleFilter) -> str:
    """Which articles are listed, in few characters."""
    values = [wanted.search, wanted.outlet, wanted.speaker, wanted.added_by]
    return packed(values, Period(wanted.since, wanted.until))


def decoded(code: str) -> ArticleFilter:
    """What `encoded` was given."""
    (search, outlet, speaker, added_by), days = unpacked(code)
    return ArticleFilter(search, outlet, speaker, days.since, days.until, added_by)


async def show_list(interaction: Interaction, page: int, wanted: ArticleFilter) -> None:
    """Put a page of the server's articles where the acknowledgement stands."""
    bot: Bot = interaction.client
    name = str(server_of(interaction))
    listing = await bot.services.offload.question(_listing, bot.services, name, page, wanted)
    await show(interaction, list_page(listing), *_turns(listing))


def _listing(services: Services, name: str, page: int, wanted: ArticleFilter) -> Listing:
    """The page, or the last one where articles have gone since the button was made."""
    library = services.libraries.get(name)
    total = library.count(wanted)
    shown = min(page, max(0, (total - 1) // PAGE_LENGTH))
    articles = library.list(wanted, limit=PAGE_LENGTH, offset=shown * PAGE_LENGTH)
    return Listing(tuple(articles), shown, total, wanted)


def _turns(listing: Listing) -> list[Turn]:
    if listing.pages == 1:
        return []
    page, pages, code = listing.page, listing.pages, encoded(listing.wanted)
    return [
        Turn("Earlier page", 0, max(page - 1, 0), code, page == 0),
        Turn(f"{page + 1} of {pages}", 1, page, code, True),
        Turn("Next page", 2, page + 1, code, page + 1 >= pages),
    ]
