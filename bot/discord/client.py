"""The Discord client: what it hears, and who answers."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord

from bot.discord.answers.ask import ask
from bot.discord.answers.buttons import AnswerButton
from bot.discord.answers.context import ChooseQuotation
from bot.discord.answers.more import TurnMore
from bot.discord.articles.commands import ArticleCommands
from bot.discord.articles.list import Turn
from bot.discord.articles.removing import Keep, Remove, Undo
from bot.discord.bot import Bot
from bot.discord.boundary import report
from bot.discord.checks.checking import check_quotes, find_sources, verify
from bot.discord.checks.cite import cite
from bot.discord.checks.sharing import ShareFound
from bot.discord.doctor import doctor
from bot.discord.feeds.commands import FeedCommands
from bot.discord.feeds.list import TurnFeeds
from bot.discord.forms import BackToForm, is_open
from bot.discord.help import ChooseTopic, show_help
from bot.discord.jobs.jobs import CancelJob, JobMessages
from bot.discord.library.commands import LibraryCommands
from bot.discord.library.gap_list import DoneGap, TurnGaps
from bot.discord.library.history_list import TurnHistory
from bot.discord.limits import USUAL, Rates
from bot.discord.preparing import prepare_speakers
from bot.discord.refusals import OutOfDate
from bot.discord.settings.commands import settings
from bot.discord.settings.panel import (
    ChooseChannels,
    ChooseRoles,
    ChooseWords,
    Flag,
    Reset,
    Writing,
)
from bot.discord.speakers.brief import brief
from bot.discord.speakers.brief_list import TurnBrief
from bot.discord.speakers.decision_list import TurnDecisions
from bot.discord.speakers.quotes import quotes, timeline
from bot.discord.speakers.said_list import TurnSaid
from bot.discord.speakers.speaker import SpeakerCommands
from bot.discord.speakers.speakers import TurnSpeakers, speakers
from bot.discord.speakers.undeciding import Undecide
from bot.discord.sync import sync_if_changed
from bot.discord.talk.mentions import answer_message
from bot.discord.tree import Tree
from bot.jobs import JobRunner, Spawn

if TYPE_CHECKING:
    from bot.services import Services

log = logging.getLogger(__name__)

_BUTTONS = (
    *(Turn, Remove, Keep, Undo, BackToForm, TurnFeeds, TurnHistory, CancelJob),
    *(AnswerButton, ChooseQuotation, TurnMore),
    *(TurnGaps, DoneGap, ChooseChannels, ChooseRoles, ChooseWords, Flag, Reset, Writing),
    *(TurnSaid, TurnBrief, TurnSpeakers, TurnDecisions, Undecide, ShareFound),
    ChooseTopic,
)


class WhosaidBot(Bot):
    """The bot: commands, messages, and the buttons and forms that they bring."""

    def __init__(
        self,
        services: Services,
        commands_file: Path | None,
        spawn: Spawn = asyncio.create_task,
        rates: Rates = USUAL,
    ) -> None:
        super().__init__(services, rates)
        self.jobs = JobRunner(
            services.libraries.job_worker(services.reader),
            services.libraries.job_store,
            services.offload,
            JobMessages(self, services).tell,
            spawn=spawn,
        )
        self.tree = Tree(self)
        self.tree.add_command(ask)
        self.tree.add_command(quotes)
        self.tree.add_command(timeline)
        self.tree.add_command(brief)
        self.tree.add_command(speakers)
        self.tree.add_command(verify)
        self.tree.add_command(cite)
        self.tree.add_command(check_quotes)
        self.tree.add_command(find_sources)
        self.tree.add_command(show_help)
        self.tree.add_command(SpeakerCommands())
        self.tree.add_command(ArticleCommands())
        self.tree.add_command(FeedCommands())
        self.tree.add_command(LibraryCommands())
        self.tree.add_command(settings)
        self.tree.add_command(doctor)
        self._commands_file = commands_file
        self._started = int(time.time())
        self._syncing: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Make the buttons known, and register the commands without waiting for it."""
        self.add_dynamic_items(*_BUTTONS)
        syncing = sync_if_changed(self.tree, self._commands_file, self.services.offload)
        self._syncing = asyncio.create_task(syncing)

    async def close(self) -> None:
        if self._syncing is not None:
            self._syncing.cancel()
        await self.desk.close()
        await self.jobs.close()
        await super().close()

    async def on_ready(self) -> None:
        """Go on with what was interrupted, and make ready what is asked for first."""
        self.jobs.wake()
        log.info("on Discord as %s, in %d servers", self.user, len(self.guilds))
        await prepare_speakers(self)

    async def on_message(self, message: discord.Message) -> None:
        if self.user is not None:
            await answer_message(self, self.user, message)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer a button or form that nobody listens to any more."""
        data: Any = interaction.data
        component = interaction.type is discord.InteractionType.component
        modal_submit = interaction.type is discord.InteractionType.modal_submit
        if component and not _is_ours(data["custom_id"]):
            await report(interaction, OutOfDate("button"))
        elif modal_submit and not is_open(data["custom_id"], self._started):
            await report(interaction, OutOfDate("form"))


def _is_ours(custom_id: str) -> bool:
    patterns = (button.__discord_ui_compiled_template__ for button in _BUTTONS)
    return any(pattern.fullmatch(custom_id) for pattern in patterns)


def create_bot(
    services: Services,
    *,
    commands_file: Path | None = None,
    spawn: Spawn = asyncio.create_task,
    rates: Rates = USUAL,
) -> WhosaidBot:
    """The bot, ready to be started with a token.

    `commands_file` remembers which commands are registered, so that an unchanged set is
    not registered again. `spawn` begins the tasks in which jobs are worked off. `rates` is
    how much may be asked.
    """
    return WhosaidBot(services, commands_file, spawn, rates)
