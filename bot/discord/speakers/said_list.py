"""What somebody said, page by page, with buttons that turn the pages after a restart too.

Of whom and about what stands in the ids of the buttons, a part in each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import ui

from bot.answering.drafting.sayings import Saying, quoted, sayings_of
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.carried import gathered, packed, parts, unpacked
from bot.discord.escaping import size
from bot.discord.moderation import require_reader
from bot.discord.page import Picture
from bot.discord.replies import Interaction, acknowledge_press, server_of, show
from bot.discord.speakers.said_pages import SAID_ON_PAGE, SaidListing, View, Wanted, said_page
from bot.pictures.chart import Chart, Mark, chart_of, in_words
from bot.pictures.timeline import timeline_png
from index.types import Article
from index.urls import site_of

if TYPE_CHECKING:
    from bot.services import Services

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
    offload, name = bot.services.offload, str(server_of(interaction))
    listing, chart = await offload.question(_listing, bot.services, name, page, wanted)
    picture = None
    if chart is not None:
        png = await offload.drawing(timeline_png, chart)
        picture = Picture("timeline.png", png, in_words(chart))
    await show(interaction, said_page(listing, picture), *_turns(listing))


def _listing(
    services: Services, name: str, page: int, wanted: Wanted
) -> tuple[SaidListing, Chart | None]:
    """The page, or the last one where statements have gone since the button was made."""
    library = services.libraries.get(name)
    profile = library.register.profile(wanted.speaker)
    sayings = sayings_of(library, profile.name, wanted.period, wanted.about)
    chart, undated = None, 0
    if wanted.view == "timeline":
        ids = (id_ for saying in sayings for id_ in saying.article_ids)
        articles = library.get_all(ids)
        dated = _in_order(sayings, articles)
        undated = len(sayings) - len(dated)
        if marks := _marks(dated, articles):
            chart = chart_of(profile.name, marks, len(dated), undated)
        sayings = dated
    shown = min(page, max(0, (len(sayings) - 1) // SAID_ON_PAGE))
    on_page = sayings[shown * SAID_ON_PAGE :][:SAID_ON_PAGE]
    words = tuple(filter(None, (quoted(library, saying) for saying in on_page)))
    return SaidListing(wanted, profile, words, shown, len(sayings), undated), chart


def _in_order(sayings: Sequence[Saying], articles: Mapping[str, Article]) -> list[Saying]:
    """Those whose day is known, the earliest first; of one day as the articles have them."""
    days = {
        saying.statement.id: articles[saying.statement.article_id].metadata.published
        for saying in sayings
        if saying.statement.article_id in articles
    }
    dated = [(day, saying) for saying in sayings if (day := days.get(saying.statement.id))]
    return [saying for _, saying in sorted(dated, key=lambda pair: pair[0])]


def _marks(dated: Sequence[Saying], articles: Mapping[str, Article]) -> list[Mark]:
    """Each statement once for each outlet that ran it."""
    marks = []
    for saying in dated:
        ran: dict[str | None, date] = {}
        for known in (articles[id_].metadata for id_ in saying.article_ids if id_ in articles):
            if known.published:
                ran.setdefault(known.publisher or site_of(known.url), known.published)
        marks += [Mark(day, outlet) for outlet, day in ran.items()]
    return marks


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
