"""The list of a library's gaps, and its buttons, which outlive a restart."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import ui

from bot.discord.boundary import boundary
from bot.discord.layout import panel
from bot.discord.library.gap_pages import GAPS_ON_PAGE, GapListing, gaps_page
from bot.discord.moderation import require_adder
from bot.discord.replies import Interaction, acknowledge_press, server_of, twice
from index.errors import LibraryError
from index.gaps import Gap, GapOrder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services import Services
    from index.library import Library
    from index.types import Article

_VIEW: Final = (
    r"(?P<order>most|newest):(?P<since>(?:\d{4}-\d\d-\d\d)?):(?P<page>\d{1,6})"
    r":(?P<command>\d{1,20})"
)


@dataclass(frozen=True, slots=True)
class GapView:
    """Which page of the list is shown, from 0; `command_id` is whose permissions count."""

    order: GapOrder
    since: date | None
    page: int
    command_id: int

    @classmethod
    def of(cls, match: re.Match[str]) -> GapView:
        order: Any = match["order"]
        since = date.fromisoformat(match["since"]) if match["since"] else None
        return cls(order, since, int(match["page"]), int(match["command"]))

    def __str__(self) -> str:
        """In the words of the buttons' ids."""
        since = self.since.isoformat() if self.since else ""
        return f"{self.order}:{since}:{self.page}:{self.command_id}"


class TurnGaps(ui.DynamicItem[ui.Button[Any]], template=rf"whosaid:gaps:(?P<way>\w+):{_VIEW}"):
    """Turns to a page of the list; `way` tells its two buttons apart on a first or last page."""

    def __init__(self, way: str, label: str, view: GapView, *, disabled: bool = False) -> None:
        custom_id = f"whosaid:gaps:{way}:{view}"
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.shown = view

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> TurnGaps:
        return cls(match["way"], "", GapView.of(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one before."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_adder(interaction, self.shown.command_id)
            await show_gaps(interaction, self.shown)


class DoneGap(ui.DynamicItem[ui.Button[Any]], template=rf"whosaid:gap:(?P<key>\w{{16}}):{_VIEW}"):
    """Takes a question off the list, until it is asked in vain again."""

    def __init__(self, key: str, view: GapView) -> None:
        super().__init__(ui.Button(label="Done", custom_id=f"whosaid:gap:{key}:{view}"))
        self.key = key
        self.shown = view

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> DoneGap:
        return cls(match["key"], GapView.of(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Dismiss the gap, and show what is left of the page."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_adder(interaction, self.shown.command_id)
            services, name = interaction.client.services, str(server_of(interaction))
            store = await services.offload.question(services.libraries.gaps, name)
            by = f"discord:{interaction.user.id}"
            await services.offload.question(store.dismiss, self.key, by=by)
            await show_gaps(interaction, self.shown)


async def show_gaps(interaction: Interaction, view: GapView) -> None:
    """Put a page of the gaps where the acknowledgement stands."""
    services, name = interaction.client.services, str(server_of(interaction))
    listing = await services.offload.question(_listing, services, name, view)
    view = replace(view, page=listing.page)
    done = {place: DoneGap(gap.key, view) for place, gap in enumerate(listing.gaps, start=1)}
    shown = panel(gaps_page(listing), *_turns(listing, view), beside=done)
    await twice(lambda: interaction.edit_original_response(view=shown))


def _listing(services: Services, name: str, view: GapView) -> GapListing:
    """The page, or the last one where gaps have gone since the button was made."""
    store = services.libraries.gaps(name)
    since = datetime.combine(view.since, time(), UTC) if view.since else None
    every = store.page(since=since, order=view.order)
    page = min(view.page, max(0, (every.total - 1) // GAPS_ON_PAGE))
    gaps = every.gaps[page * GAPS_ON_PAGE :][:GAPS_ON_PAGE]
    articles = _articles(services.libraries.get(name), gaps)
    return GapListing(gaps, page, every.total, view.order, view.since, articles)


def _articles(library: Library, gaps: Iterable[Gap]) -> dict[tuple[str, int], Article]:
    """The articles whose words come first in what was shown, in the versions that were cited."""
    found = {}
    for cited in [gap.cited[0] for gap in gaps if gap.cited]:
        with suppress(LibraryError):  # removed since
            found[cited.article_id, cited.version] = library.version(
                cited.article_id, cited.version
            )
    return found


def _turns(listing: GapListing, view: GapView) -> list[TurnGaps]:
    if listing.pages == 1:
        return []
    page, last = listing.page, listing.pages - 1
    earlier, later = (replace(view, page=max(0, page + step)) for step in (-1, 1))
    return [
        TurnGaps("back", "Earlier page", earlier, disabled=page == 0),
        TurnGaps("on", "Next page", later, disabled=page == last),
    ]
