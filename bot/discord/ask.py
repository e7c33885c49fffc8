"""/ask: a question as a command."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord.answering import MAX_QUESTION, Asked, answer, shown
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.replies import acknowledge, server_of, show
from bot.discord.sources import Target


@app_commands.command(name="ask", description="Ask the library, and be shown the exact words")
@app_commands.describe(question="For example: What did the minister say about the dam?")
@app_commands.guild_only()
@app_commands.guild_install()
async def ask(
    interaction: discord.Interaction[Bot],
    question: app_commands.Range[str, 1, MAX_QUESTION],
) -> None:
    """Answer from the server's library, for all to see."""
    async with boundary(interaction):
        await acknowledge(interaction, private=interaction.guild_id is None)
        services, server = interaction.client.services, server_of(interaction)
        asked = Asked(
            question,
            Target.of(interaction).added_by,
            channel=str(interaction.channel_id),
            repeated=True,
        )
        answered = await answer(services, server, asked)
        message = await show(interaction, answered.page, *answered.buttons)
        await shown(services, server, answered.number, message.id)
