"""/help: what the bot does and how to use it; touches neither library nor model."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import app_commands, ui

from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.help_pages import START, TOPICS, Audience, offered_to, start_page
from bot.discord.moderation import moderates
from bot.discord.page import Page
from bot.discord.replies import Interaction, acknowledge_press, show, show_now
from bot.discord.settings.preferences import Preferences


class ChooseTopic(ui.DynamicItem[ui.Select[Any]], template=r"whosaid:help"):
    """Turns to a topic; the one that is shown is chosen."""

    def __init__(self, audience: Audience = "members", shown: str = START) -> None:
        back = {} if shown == START else {START: "Back to the start"}
        options = [
            discord.SelectOption(label=label, value=name, default=name == shown)
            for name, label in {**back, **offered_to(audience)}.items()
        ]
        more = "More about …"
        super().__init__(ui.Select(custom_id="whosaid:help", placeholder=more, options=options))

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], _match: re.Match[str], /
    ) -> ChooseTopic:
        return cls()

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show it in place of the page before; what is no topic any more leads to the start."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            data: Any = interaction.data
            [topic] = data["values"]
            await show(interaction, *_help(interaction, topic))


@app_commands.command(name="help", description="What I can do, and how to ask")
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
@app_commands.guild_install()
async def show_help(interaction: discord.Interaction[Bot]) -> None:
    """Answer at once, to the person alone."""
    async with boundary(interaction):
        await show_now(interaction, *_help(interaction, START))


def _help(interaction: Interaction, topic: str) -> tuple[Page, ChooseTopic]:
    audience = _audience(interaction)
    if topic in TOPICS:
        return TOPICS[topic].page, ChooseTopic(audience, topic)
    return start_page(audience), ChooseTopic(audience)


def _audience(interaction: Interaction) -> Audience:
    """Whom this is for, as far as that is known without a look into the database."""
    if interaction.guild_id is None or interaction.permissions.manage_guild:
        return "admins"
    bot: Bot = interaction.client
    chosen = bot.preferences.known(interaction.guild_id) or Preferences()
    return "moderators" if moderates(interaction, chosen) else "members"
