"""/quotes and /timeline: what a speaker said, in the order of a list or of time."""

from __future__ import annotations

from datetime import UTC, datetime

import discord
from discord import app_commands

from bot.answering.questions.numeric_days import settled
from bot.answering.questions.period import EVER, Period
from bot.answering.questions.typed_limits import typed_days
from bot.discord import choices
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.moderation import require_asker
from bot.discord.replies import acknowledge
from bot.discord.settings.preferences import Preferences
from bot.discord.speakers.said_list import MAX_NAME, MAX_TOPIC, show_said
from bot.discord.speakers.said_pages import View, Wanted

_MAX_DAY = 80

Name = app_commands.Range[str, 1, MAX_NAME]
Topic = app_commands.Range[str, 1, MAX_TOPIC]
Day = app_commands.Range[str, 1, _MAX_DAY]

SINCE = "Only what was published since then: 3 May, June, last week, 2026-03-31"
UNTIL = "Only what was published until then: 3 May, June, last week, 2026-03-31"
PRIVATE = "Show it to me alone"

_WHO = "Whose words: a name in any spelling or script"
_ABOUT = "Only what concerns this, for example: the dam"


@app_commands.command(name="quotes", description="What a speaker said, the newest first")
@app_commands.describe(
    speaker=_WHO,
    about=_ABOUT,
    since=SINCE,
    until=UNTIL,
    private=PRIVATE,
)
@app_commands.guild_only()
@app_commands.guild_install()
async def quotes(
    interaction: discord.Interaction[Bot],
    speaker: Name,
    about: Topic | None = None,
    since: Day | None = None,
    until: Day | None = None,
    private: bool | None = None,
) -> None:
    """Show the first page of what a speaker said."""
    async with boundary(interaction):
        chosen = await require_asker(interaction.client, interaction)
        await acknowledge(interaction, private=chosen.private if private is None else private)
        period = days_given(since, until, chosen)
        await _show(interaction, "quotes", speaker, about, period)


@app_commands.command(name="timeline", description="What a speaker said in order, with a picture")
@app_commands.describe(speaker=_WHO, about=_ABOUT, private=PRIVATE)
@app_commands.guild_only()
@app_commands.guild_install()
async def timeline(
    interaction: discord.Interaction[Bot],
    speaker: Name,
    about: Topic | None = None,
    private: bool | None = None,
) -> None:
    """Show the picture and the first page of what a speaker said."""
    async with boundary(interaction):
        chosen = await require_asker(interaction.client, interaction)
        await acknowledge(interaction, private=chosen.private if private is None else private)
        await _show(interaction, "timeline", speaker, about, EVER)


@quotes.autocomplete("speaker")
@timeline.autocomplete("speaker")
async def _speakers(interaction: discord.Interaction[Bot], current: str) -> choices.Choices:
    return await choices.speakers_within(interaction, current, MAX_NAME)


def days_given(since: str | None, until: str | None, chosen: Preferences) -> Period:
    """The days that a command is limited to, as the server reads dates.

    Raises LimitNotUnderstood for what is no day.
    """
    first, last = (settled(day, chosen.dates) if day else None for day in (since, until))
    return typed_days(first, last, datetime.now(UTC).date())


async def _show(
    interaction: discord.Interaction[Bot],
    view: View,
    speaker: str,
    about: str | None,
    period: Period,
) -> None:
    wanted = Wanted(view, speaker.strip(), (about or "").strip(), period)
    await show_said(interaction, 0, wanted)
