"""The bot as its commands, buttons and forms see it: what they find on an interaction's client.

Asks for no privileged intent, and can mention nobody: every ping is switched off for
the whole client.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord

from bot.discord.drafts import Drafts
from bot.discord.heard import Heard
from bot.discord.jobs import JobMessages
from bot.jobs import JobRunner, Spawn

if TYPE_CHECKING:
    from bot.services import Services


class Bot(discord.Client):
    """A Discord client with the services, drafts, jobs and memory that its handlers take."""

    def __init__(self, services: Services, spawn: Spawn = asyncio.create_task) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
        )
        self.services = services
        self.drafts = Drafts()
        self.heard = Heard()
        self.jobs = JobRunner(
            services.libraries.job_worker(services.reader),
            services.libraries.job_store,
            services.offload,
            JobMessages(self, services).tell,
            spawn=spawn,
        )
