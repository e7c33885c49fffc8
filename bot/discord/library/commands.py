"""/library: what was done to the articles, the channel that is told of it, and what is missing.

For moderators.
"""

from __future__ import annotations

from typing import Final, Literal

import discord
from discord import app_commands

from bot.answering.questions.numeric_days import settled
from bot.discord import choices
from bot.discord.articles.sources import first_day
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.channels import Postable, missing_permissions, postable, require_postable
from bot.discord.library.audit_pages import HistoryListing, history_page
from bot.discord.library.gap_list import GapView, show_gaps
from bot.discord.library.history_list import show_history
from bot.discord.moderation import command_id, require_adder
from bot.discord.page import Block, Page, Tone
from bot.discord.refusals import Refusal
from bot.discord.replies import acknowledge, server_of, show
from bot.wording import listed
from index.gaps import GapOrder
from index.ids import is_article_id

_OFF: Final = "No channel is told of changes to the library. `/library log channel:` chooses one."


class LibraryCommands(app_commands.Group):
    """The commands that look at what is done to a server's library."""

    def __init__(self) -> None:
        super().__init__(
            name="library",
            description="See what was done to the articles that I answer from",
            guild_only=True,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            default_permissions=discord.Permissions(manage_messages=True),
        )

    @app_commands.command(description="Who added, edited, refreshed, removed and brought back what")
    @app_commands.describe(
        article="Only of this one: type a part of its title, or the id of one that is gone"
    )
    async def history(
        self,
        interaction: discord.Interaction[Bot],
        article: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        """Show the first page of what was done."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            command = command_id(interaction)
            await require_adder(interaction, command)
            article_id = article.strip() if article else None
            if article_id is not None and not is_article_id(article_id):
                unknown = HistoryListing((), 0, has_more=False, article_id=article_id)
                await show(interaction, history_page(unknown))
                return
            await show_history(interaction, 0, article_id, command)

    @app_commands.command(description="Tell a channel what is done to the articles, or stop that")
    @app_commands.describe(
        channel="Where changes are told from now on",
        off="Tell nobody any more",
    )
    async def log(
        self,
        interaction: discord.Interaction[Bot],
        channel: Postable | None = None,
        off: bool = False,
    ) -> None:
        """Choose the channel of the log, end it, or say which it is."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            await require_adder(interaction, command_id(interaction))
            services, name = interaction.client.services, str(server_of(interaction))
            if channel is not None and off:
                raise Refusal("That is a channel and off at once.", "Give one of them.")
            store = await services.offload.question(services.libraries.log, name)
            if channel is not None:
                require_postable(channel)
            if channel is not None or off:
                chosen, by = channel.id if channel else None, f"discord:{interaction.user.id}"
                await interaction.client.preferences.choose_log(int(name), chosen, by=by)
            now = await services.offload.question(store.channel)
            await show(interaction, _log_page(now, interaction.guild))

    @app_commands.command(description="What was asked in vain, and which answers were found bad")
    @app_commands.describe(
        order="What comes first; the most asked if left out",
        since="Only what was asked since then: a day like 2026-03-31, or 7d, 12h or 2w ago",
    )
    async def gaps(
        self,
        interaction: discord.Interaction[Bot],
        order: Literal["most asked", "newest"] = "most asked",
        since: app_commands.Range[str, 1, 80] | None = None,
    ) -> None:
        """Show the first page of what is missing."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            command = command_id(interaction)
            chosen = await require_adder(interaction, command)
            day = first_day(settled(since, chosen.dates)) if since else None
            first: GapOrder = "newest" if order == "newest" else "most"
            await show_gaps(interaction, GapView(first, day, 0, command))

    @history.autocomplete("article")
    async def _articles(
        self, interaction: discord.Interaction[Bot], current: str
    ) -> choices.Choices:
        return await choices.articles(interaction, current)


def _log_page(channel_id: str | None, guild: discord.Guild | None) -> Page:
    """Where changes are told, and what keeps them from it."""
    if channel_id is None:
        return Page((Block(_OFF),), Tone.NOTHING)
    text = (
        f"Changes to the library are told in <#{channel_id}>.\n"
        "-# Many at once are one line there. `/library log off:True` ends it."
    )
    channel = postable(guild, channel_id) if guild is not None else None
    if guild is not None and channel is None:
        gone = "The channel that was told of changes is gone. Choose another one."
        return Page((Block(gone),), Tone.PROBLEM)
    if channel is not None and (missing := missing_permissions(channel)):
        return Page((Block(f"{text}\n⚠ I lack {listed(missing)} there."),), Tone.PROBLEM)
    return Page((Block(text),), Tone.ANSWER)
