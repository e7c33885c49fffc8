"""What somebody said, page by page, with buttons that turn the pages after a restart too.

Of whom and about what stands in the ids of the buttons, a part in each.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

import discord
from discord import ui

from bot.answering.drafting.sayings import quoted
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.carried import gathered, packed, parts, unpacked
from bot.discord.escaping import size
from bot.discord.moderation import require_reader
from bot.discord.page import Picture
from bot.discord.replies import Interaction, acknowledge_press, server_of, show
from bot.discord.speakers.said import Said
from bot.discord.speakers.said_pages import SAID_ON_PAGE, SaidListing, View, Wanted, said_page
from bot.pictures.chart import in_words
from bot.pictures.timeline import timeline_png

MAX_NAME: Final = 100
"""Characters of a speaker's name as it is given, and as a button carries it."""

MAX_TOPIC: Final = 80

_ID: Final = re.compile(r"whosaid:said:(?P<number>\d):(?P<page>\d{1,5}):(?P<part>.*)\.", re.DOTALL)
_VIEWS: Final[tuple[View, ...]] = ("quotes", "timeline")
_LABELS: Final[dict[View, tuple[str, str]]] = {
    "quotes": ("Newer", "Older"),
    "timeline": ("Earlier", "Later"),
}


class TurnSaid(ui.DynamicItem[ui.Button[Any]], template=_ID):
    """Turns to a page, counted from 0; carries the part of this number of `code`."""

    def __init__(self, label: str, number: int, page: int, code: str, disabled: bool) -> None:
        custom_id = f"whosaid:said:{number}:{page}:{parts(code)[number]}."
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.page = page
        self.code = code

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> TurnSaid:
        return cls("", int(match["number"]), int(match["page"]), gathered(item, _ID), False)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one before."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_reader(interaction)
            await show_said(interaction, self.page, decoded(self.code))


def encoded(wanted: Wanted) -> str:
    """What is looked at, in few characters."""
    return packed([_VIEWS.index(wanted.view), wanted.speaker, wanted.about], wanted.period)


def decoded(code: str) -> Wanted:
    """What `encoded` was given."""
    [view, speaker, about], period = unpacked(code)
    return Wanted(_VIEWS[view], speaker, about, period)


async def show_said(interaction: Interaction, page: int, wanted: Wanted) -> None:
    """Put a page of what somebody said where the acknowledgement stands.

    Raises SpeakerNotFound or SpeakerAmbiguous.
    """
    bot: Bot = interaction.client
    name = str(server_of(interaction))
    listing, said = await bot.services.offload.question(_listing, bot, name, page, wanted)
    picture = said.picture
    if said.chart is not None and picture is None:
        png = await bot.services.offload.drawing(timeline_png, said.chart)
        picture = Picture("timeline.png", png, in_words(said.chart))
        bot.said.keep(replace(said, picture=picture))
    await show(interaction, said_page(listing, picture), *_turns(listing))


def _listing(bot: Bot, name: str, page: int, wanted: Wanted) -> tuple[SaidListing, Said]:
    """The page, or the last one where statements have gone since the button was made."""
    library = bot.services.libraries.get(name)
    profile = library.register.profile(wanted.speaker)
    said = bot.said.of(library, replace(wanted, speaker=profile.name))
    total = len(said.sayings)
    shown = min(page, max(0, (total - 1) // SAID_ON_PAGE))
    on_page = said.sayings[shown * SAID_ON_PAGE :][:SAID_ON_PAGE]
    words = tuple(filter(None, (quoted(library, saying) for saying in on_page)))
    return SaidListing(wanted, profile, words, shown, total, said.undated), said


def _turns(listing: SaidListing) -> list[TurnSaid]:
    if listing.pages == 1:
        return []
    # The name as it is now, unless it is too long to be carried.
    name = listing.profile.name
    known = name if size(name) <= MAX_NAME else listing.wanted.speaker
    code = encoded(replace(listing.wanted, speaker=known))
    page, pages = listing.page, listing.pages
    before, after = _LABELS[listing.wanted.view]
    return [
        TurnSaid(before, 0, max(page - 1, 0), code, page == 0),
        TurnSaid(f"{page + 1:,} of {pages:,}", 1, page, code, True),
        TurnSaid(after, 2, page + 1, code, page + 1 >= pages),
    ]
