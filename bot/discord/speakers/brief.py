"""/brief: what was said on a topic, by whom, in the order of time."""

from __future__ import annotations

from datetime import UTC, datetime

import discord
from discord import app_commands

from bot.answering.questions.numeric_days import settled
from bot.answering.questions.typed_limits import typed_days
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.moderation import require_asker
from bot.discord.replies import acknowledge
from bot.discord.speakers.brief_list import show_brief
from bot.discord.speakers.brief_pages import WantedBrief
from bot.discord.speakers.quotes import Day, Topic


@app_commands.command(name="brief", description="What was said on a topic, by whom, in order")
@app_commands.describe(
    topic="What it is about, for example: the dam",
    since="Only what was published since then: 3 May, June, last week, 2026-03-31",
    until="Only what was published until then: 3 May, June, last week, 2026-03-31",
    private="Show it to me alone",
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
        since, until = (settled(day, chosen.dates) if day else None for day in (since, until))
        period = typed_days(since, until, datetime.now(UTC).date())
        await show_brief(interaction, 0, WantedBrief(" ".join(topic.split()), period))
