"""/ask: a question as a command, limited to a speaker, an outlet or days as its asker wants it."""

from __future__ import annotations

from functools import partial

import discord
from discord import app_commands

from bot.answering.questions.numeric_days import settled
from bot.answering.questions.typed_limits import TypedLimits
from bot.discord import choices
from bot.discord.answers.answering import MAX_QUESTION, Asked, answer, today
from bot.discord.articles.list import MAX_FILTER
from bot.discord.articles.sources import Target
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.moderation import require_asker
from bot.discord.remembering import shown
from bot.discord.replies import acknowledge, library_of, server_of, show
from index.exchanges import Limits

Text = app_commands.Range[str, 1, MAX_FILTER]


@app_commands.command(name="ask", description="Ask the library, and be shown the exact words")
@app_commands.describe(
    question="For example: What did the minister say about the dam?",
    private="Show the answer to you alone; you can share it afterwards",
    speaker="Only words of this person, under any name or spelling",
    outlet="Only articles of this outlet",
    since="Only articles from then on: last week, June, 3 May 2025",
    until="Only articles up to then: yesterday, June, 3 May 2025",
)
@app_commands.autocomplete(speaker=choices.speakers, outlet=choices.outlets)
@app_commands.guild_only()
@app_commands.guild_install()
async def ask(
    interaction: discord.Interaction[Bot],
    question: app_commands.Range[str, 1, MAX_QUESTION],
    private: bool | None = None,
    speaker: Text | None = None,
    outlet: Text | None = None,
    since: Text | None = None,
    until: Text | None = None,
) -> None:
    """Answer from the server's library, for all to see unless the asker wants it private."""
    async with boundary(interaction):
        chosen = await require_asker(interaction.client, interaction)
        is_private = chosen.private if private is None else private
        await acknowledge(interaction, private=is_private)
        since, until = (settled(day, chosen.dates) if day else None for day in (since, until))
        limits = await _read(interaction, TypedLimits(speaker, outlet, since, until))
        asked = Asked(
            settled(question, chosen.dates),
            Target.of(interaction).added_by,
            channel=str(interaction.channel_id),
            private=is_private,
            limits=limits,
            repeated=True,
        )
        services, server = interaction.client.services, server_of(interaction)
        async with interaction.client.desk.opened(partial(show, interaction)) as write:
            answered = await answer(services, server, asked, write)
            message = await show(interaction, answered.page, *answered.buttons)
        await shown(services, server, answered.number, message.id)


async def _read(interaction: discord.Interaction[Bot], typed: TypedLimits) -> Limits:
    """What the limits mean in the server's library; raises what is wrong with them."""

    def read() -> Limits:
        return typed.read(library_of(interaction), today())

    return await interaction.client.services.offload.question(read)
