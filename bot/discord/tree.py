"""The command tree: where errors that the commands themselves don't meet go to the boundary."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord.bot import Bot
from bot.discord.boundary import report
from bot.discord.refusals import OutOfDate


class Tree(app_commands.CommandTree[Bot]):
    """Knows the commands, and reports what goes wrong before one of them is reached."""

    async def on_error(
        self,
        interaction: discord.Interaction[Bot],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Report an unknown or changed command in kind words, anything else by reference."""
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            await report(interaction, OutOfDate("command"))
        else:
            await report(interaction, getattr(error, "original", error))
