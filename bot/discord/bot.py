"""The bot as its commands, buttons and forms see it: what they find on an interaction's client.

Asks for no privileged intent, and can mention nobody: every ping is switched off for
the whole client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord.drafts import Drafts

if TYPE_CHECKING:
    from bot.services import Services


class Bot(discord.Client):
    """A Discord client with the services and the drafts that answering takes."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
        )
        self.services = services
        self.drafts = Drafts()
