"""/settings: one panel of what a server has chosen, for admins."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.moderation import command_id, require_admin
from bot.discord.replies import acknowledge
from bot.discord.settings.panel import show_panel


@app_commands.command(name="settings", description="Who may do what, and where and how I answer")
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
@app_commands.guild_install()
async def settings(interaction: discord.Interaction[Bot]) -> None:
    """Show the panel, to the person alone."""
    async with boundary(interaction):
        await acknowledge(interaction, private=True)
        command = command_id(interaction)
        await require_admin(interaction, command)
        await show_panel(interaction, command)
