"""/brief: what was said on a topic, by whom, in the order of time."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.moderation import require_asker
from bot.discord.replies import acknowledge
from bot.discord.speakers.brief_list import show_brief
from bot.discord.speakers.brief_pages import WantedBrief
from bot.discord.speakers.quotes import PRIVATE, SINCE, UNTIL, Day, Topic, days_given


@app_commands.command(name="brief", description="What was said on a topic, by whom, in order")
@app_commands.describe(
    topic="What it is about, for example: the dam",
    since=SINCE,
    until=UNTIL,
    private=PRIVATE,
)
@app_commands.guild_only()
@app_commands.guild_install()
async def brief(
    interaction: discord.Interaction[Bot],
    topic: Topic,
    since: Day | None = None,
    until: Day | None = None,
    private: bool | None = None,
) -> None:
    """Show the first page of what was said on a topic."""
    async with boundary(interaction):
        chosen = await require_asker(interaction.client, interaction)
        await acknowledge(interaction, private=chosen.private if private is None else private)
        period = days_given(since, until, chosen)
        await show_brief(interaction, WantedBrief(" ".join(topic.split()), period))
