"""The list of a server's feeds, and the buttons that turn its pages, after a restart too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.channels import missing_permissions, postable
from bot.discord.feeds.pages import FEEDS_ON_PAGE, FeedListing, FeedState, feed_list_page
from bot.discord.replies import Interaction, acknowledge_press, server_of, show
from bot.wording import listed
from index.feeds.types import Feed

if TYPE_CHECKING:
    from bot.services import Services


class TurnFeeds(ui.DynamicItem[ui.Button[Any]], template=r"whosaid:feeds:(?P<page>\d{1,9})"):
    """Turns to a page of the feeds, counted from 0."""

    def __init__(self, label: str, page: int, *, disabled: bool = False) -> None:
        super().__init__(
            ui.Button(label=label, custom_id=f"whosaid:feeds:{page}", disabled=disabled)
        )
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: Any, /
    ) -> TurnFeeds:
        return cls("", int(match["page"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one before."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await show_feeds(interaction, self.page)


async def show_feeds(interaction: Interaction, page: int) -> None:
    """Put a page of the server's feeds where the acknowledgement stands."""
    bot: Bot = interaction.client
    guild_id = server_of(interaction)
    guild = bot.get_guild(guild_id)
    listing = await bot.services.offload.question(_listing, bot.services, guild_id, page)
    states = [replace(state, lacking=_lacking(state.feed, guild)) for state in listing.states]
    listing = replace(listing, states=tuple(states))
    await show(interaction, feed_list_page(listing), *_turns(listing))


def _listing(services: Services, guild_id: int, page: int) -> FeedListing:
    """The page, or the last one where feeds have gone since the button was made."""
    store = services.libraries.feeds(str(guild_id))
    feeds = store.every()
    shown = min(page, max(0, (len(feeds) - 1) // FEEDS_ON_PAGE))
    states = []
    for feed in feeds[shown * FEEDS_ON_PAGE :][:FEEDS_ON_PAGE]:
        failed = next(iter(store.failed_entries(feed.number, 1)), None)
        states.append(FeedState(feed, store.counts(feed.number), failed))
    return FeedListing(tuple(states), shown, len(feeds))


def _lacking(feed: Feed, guild: discord.Guild | None) -> str | None:
    """What keeps new articles from being announced, if anything does."""
    if feed.channel is None or guild is None:
        return None
    channel = postable(guild, feed.channel)
    if channel is None:
        return "Its channel is gone. Add the feed again with another one."
    missing = missing_permissions(channel)
    return f"I can’t announce it: I lack {listed(missing)} in its channel." if missing else None


def _turns(listing: FeedListing) -> list[TurnFeeds]:
    if listing.pages == 1:
        return []
    page = listing.page
    return [
        TurnFeeds("Earlier page", max(page - 1, 0), disabled=page == 0),
        TurnFeeds("Next page", page + 1, disabled=page + 1 >= listing.pages),
    ]
