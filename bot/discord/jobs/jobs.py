"""Jobs on Discord: given to the bot, told about in one message, and cancelled by its button.

A job's message is an ordinary one of the channel, so that it can still be edited long
after the interaction that began the job has expired, and after a restart.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Self

import discord
from discord import ui

from bot.discord.articles.sources import Details, Target
from bot.discord.boundary import boundary
from bot.discord.channels import Lacking, lacking
from bot.discord.jobs.pages import fits, progress_page, report_page, report_text, stored_page
from bot.discord.layout import layout
from bot.discord.moderation import require_adder, require_spoken
from bot.discord.refusals import Refusal
from bot.discord.replies import Interaction, acknowledge_press, show
from index.jobs.job import Job, JobSource, NewJob

if TYPE_CHECKING:
    from bot.services import Services

log = logging.getLogger(__name__)

_GONE: Final = (discord.NotFound, discord.Forbidden)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a job is told about; `command_id` is the command whose permissions count there."""

    channel_id: int
    command_id: int
    message_id: int | None = None

    @classmethod
    def parse(cls, words: str) -> Self:
        channel, command, message = words.split(":")
        return cls(int(channel), int(command), int(message) if message else None)

    def __str__(self) -> str:
        return f"{self.channel_id}:{self.command_id}:{self.message_id or ''}"


class CancelJob(
    ui.DynamicItem[ui.Button[Any]],
    template=r"whosaid:job:(?P<number>\d{1,9}):cancel:(?P<command>\d{1,20})",
):
    """Ends a job of the server before its next source."""

    def __init__(self, number: int, command_id: int) -> None:
        custom_id = f"whosaid:job:{number}:cancel:{command_id}"
        super().__init__(ui.Button(label="Cancel", custom_id=custom_id))
        self.number = number
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> CancelJob:
        return cls(int(match["number"]), int(match["command"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Cancel the job, if the person may; its message says so when it has ended."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_adder(interaction, self.command_id)
            services: Services = interaction.client.services
            target = Target.of(interaction)
            await services.offload.question(_cancel, services, target, self.number)
            interaction.client.jobs.wake()


class JobMessages:
    """The message of each job: posted when there is none yet, edited, and ended by a report."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services

    async def tell(self, job: Job, reading: str | None) -> str | None:
        """Tell how a job goes, in words of `bot.jobs.Tell`."""
        place = Place.parse(job.place or "")
        channel = self._client.get_partial_messageable(place.channel_id)
        message: discord.Message | discord.PartialMessage
        try:
            if place.message_id is None:
                # Posted anew because the bot was killed before it could remember the message,
                # it is still the same one to Discord by its nonce.
                nonce = f"{job.id}-{int(job.created_at.timestamp())}"
                message = await channel.send(view=_progress(job, reading, place), nonce=nonce)
                place = replace(place, message_id=message.id)
            else:
                message = channel.get_partial_message(place.message_id)
                if job.ended_at is None:
                    await message.edit(view=_progress(job, reading, place))
            if job.ended_at is None:
                return str(place)
            await self._report(job, message)
        except _GONE as error:
            log.info(
                "job %d of library %s cannot be told about: %s", job.number, job.library, error
            )
        return None

    async def _report(self, job: Job, message: discord.Message | discord.PartialMessage) -> None:
        jobs = self._services.libraries.jobs(job.library)
        results = await self._services.offload.question(jobs.results, job.number)
        page = report_page(job, results)
        if fits(results):
            await message.edit(view=layout(page))
            return
        report = io.BytesIO(report_text(job, results).encode())
        file = discord.File(report, f"job-{job.number}.txt")
        await message.edit(view=layout(page, attached=file), attachments=[file])


async def add_many(
    interaction: Interaction,
    command_id: int,
    name: str,
    sources: Iterable[JobSource],
    details: Details,
) -> None:
    """Make many sources a job, and answer once it is safe; raises Refusal or a SourceError."""
    if details.title.strip():
        raise Refusal("A title belongs to one article, and these are several.", "Leave it out.")
    new = NewJob(name, Target.of(interaction).added_by, details.metadata())
    await start(interaction, command_id, new, sources)


async def start(
    interaction: Interaction, command_id: int, new: NewJob, sources: Iterable[JobSource]
) -> None:
    """Store a job that is told about in this channel; raises Refusal or a SourceError."""
    await _require_voice(interaction)
    services: Services = interaction.client.services
    new = replace(new, place=str(Place(interaction.channel_id or 0, command_id)))
    jobs = services.libraries.jobs(str(Target.of(interaction).guild_id))
    job = await services.offload.question(jobs.create, new, sources)
    interaction.client.jobs.wake()
    await show(interaction, stored_page(job))


def _progress(job: Job, reading: str | None, place: Place) -> ui.LayoutView:
    buttons = [] if job.cancelled_by else [CancelJob(job.number, place.command_id)]
    return layout(progress_page(job, reading), *buttons)


async def _require_voice(interaction: Interaction) -> None:
    """Raise SilentHere or Lacking where the bot should or could not post the message of a job."""
    await require_spoken(interaction)
    channel = interaction.channel
    in_thread = isinstance(channel, discord.Thread)
    if missing := lacking(interaction.app_permissions, in_thread=in_thread):
        raise Lacking(getattr(channel, "name", None) or "this channel", missing)


def _cancel(services: Services, target: Target, number: int) -> None:
    services.libraries.jobs(str(target.guild_id)).cancel(number, target.added_by)
