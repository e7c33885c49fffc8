"""/feed: add, list, remove, pause and resume, offered to moderators as /article is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

import discord
from discord import app_commands

from bot.discord import choices
from bot.discord.articles.sources import Target, web_address
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.channels import Postable, require_postable
from bot.discord.feeds.list import show_feeds
from bot.discord.feeds.pages import added_feeds_page, feed_page
from bot.discord.moderation import command_id, require_adder, require_remover
from bot.discord.replies import Interaction, acknowledge, server_of, show, words
from index.feeds.following import Following
from index.feeds.types import Feed
from index.store.feeds import FeedStore

_MAX_FEED: Final = 2000
_CHOOSE: Final = "Type a part of its title or address"


class FeedCommands(app_commands.Group):
    """The commands that look after the feeds that a server follows."""

    def __init__(self) -> None:
        super().__init__(
            name="feed",
            description="Follow feeds, so that their articles are added by themselves",
            guild_only=True,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            default_permissions=discord.Permissions(manage_messages=True),
        )

    @app_commands.command(description="Follow a feed: new articles are added by themselves")
    @app_commands.describe(
        url="The feed, a page that has one, or a list of feeds (OPML)",
        channel="Where new articles are announced; nowhere if left out",
        first="How many of its newest entries to take now; a few if left out",
    )
    async def add(
        self,
        interaction: discord.Interaction[Bot],
        url: app_commands.Range[str, 1, _MAX_FEED],
        channel: Postable | None = None,
        first: app_commands.Range[int, 0, 200] | None = None,
    ) -> None:
        """Fetch the feed and follow it; of a known one the channel is changed."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            target = Target.of(interaction)
            await require_adder(interaction, command_id(interaction))
            if channel is not None:
                require_postable(channel)
            address = web_address(url)
            await show(interaction, words(f"Reading {address}…"))
            following = Following(
                library=str(target.guild_id),
                by=f"discord:{target.user_id}",
                first=first,
                channel=str(channel.id) if channel is not None else None,
            )
            services = interaction.client.services
            added = await services.offload.adding(
                services.feeds.add, address, following, datetime.now(UTC)
            )
            await show(interaction, added_feeds_page(added))

    @app_commands.command(name="list", description="The feeds that this server follows")
    async def list_(self, interaction: discord.Interaction[Bot]) -> None:
        """Show the first page of the list, with all that is wrong."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            await show_feeds(interaction, 0)

    @app_commands.command(description="Follow a feed no more; its articles stay")
    @app_commands.describe(feed=_CHOOSE)
    async def remove(
        self, interaction: discord.Interaction[Bot], feed: app_commands.Range[str, 1, _MAX_FEED]
    ) -> None:
        """Forget the feed."""

        def forget(store: FeedStore, found: Feed) -> None:
            store.remove(found.number)

        await _change(interaction, feed, require_remover, forget, "I no longer follow")

    @app_commands.command(description="Stop asking a feed for news until it is resumed")
    @app_commands.describe(feed=_CHOOSE)
    async def pause(
        self, interaction: discord.Interaction[Bot], feed: app_commands.Range[str, 1, _MAX_FEED]
    ) -> None:
        """Poll the feed no more."""

        def halt(store: FeedStore, found: Feed) -> None:
            store.pause(found.number, f"By {interaction.user.display_name}.")

        await _change(interaction, feed, require_adder, halt, "Paused")

    @app_commands.command(description="Ask a paused feed for news again")
    @app_commands.describe(feed=_CHOOSE)
    async def resume(
        self, interaction: discord.Interaction[Bot], feed: app_commands.Range[str, 1, _MAX_FEED]
    ) -> None:
        """Poll the feed again, as if it had never failed."""

        def go_on(store: FeedStore, found: Feed) -> None:
            store.resume(found.number, datetime.now(UTC))

        await _change(interaction, feed, require_adder, go_on, "Resumed")

    @remove.autocomplete("feed")
    @pause.autocomplete("feed")
    @resume.autocomplete("feed")
    async def _feeds(self, interaction: discord.Interaction[Bot], current: str) -> choices.Choices:
        return await choices.feeds(interaction, current)


async def _change(
    interaction: discord.Interaction[Bot],
    which: str,
    require: Callable[[Interaction, int], Awaitable[object]],
    change: Callable[[FeedStore, Feed], None],
    said: str,
) -> None:
    async with boundary(interaction):
        await acknowledge(interaction, private=True)
        services, name = interaction.client.services, str(server_of(interaction))
        await require(interaction, command_id(interaction))

        def work() -> Feed:
            store = services.libraries.feeds(name)
            found = store.find(which.strip())
            change(store, found)
            return found

        await show(interaction, feed_page(said, await services.offload.question(work)))
