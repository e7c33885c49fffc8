"""The bot as its commands, buttons and forms see it: what they find on an interaction's client.

Asks for no privileged intent, and can mention nobody: every ping is switched off for
the whole client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord.answers.desk import Desk
from bot.discord.drafts import Drafts
from bot.discord.limits import USUAL, AskingLimits, Rates
from bot.discord.settings.preferences import ServerPreferences
from bot.discord.speakers.said import KeptSaid
from bot.discord.talk.heard import Heard
from bot.jobs import JobRunner

if TYPE_CHECKING:
    from bot.services import Services


class Bot(discord.Client):
    """A Discord client with the services, drafts, jobs and memory that its handlers take.

    It knows what each server has chosen, and how much has been asked lately; `summaries` are
    the messages with a summary that was asked for since it started, and `turning` those whose
    pages are being turned, and to which page.
    """

    jobs: JobRunner

    def __init__(self, services: Services, rates: Rates = USUAL) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
        )
        self.services = services
        self.drafts = Drafts()
        self.preferences = ServerPreferences(services.libraries, services.offload)
        self.limits = AskingLimits(rates)
        self.heard = Heard()
        self.desk = Desk(services)
        self.shared = Heard()
        self.said = KeptSaid()
        self.summaries = Heard()
        self.turning: dict[int, int] = {}
