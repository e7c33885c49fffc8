"""/article refresh: articles fetched again from their addresses, one at once, many as a job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot.discord.articles.pages import refreshed_page
from bot.discord.articles.sources import Target
from bot.discord.bot import Bot
from bot.discord.jobs.jobs import start
from bot.discord.page import Tone
from bot.discord.refusals import Refusal
from bot.discord.replies import library_of, show, words
from index.dates import parse_period
from index.jobs.job import MAX_SOURCES, JobSource, NewJob
from index.types import AddResult, Metadata

if TYPE_CHECKING:
    from index.library import Library


async def refresh_one(
    interaction: discord.Interaction[Bot], article_id: str, older_than: str | None
) -> None:
    """Fetch an article again, if it was last fetched that long ago."""
    services, target = interaction.client.services, Target.of(interaction)
    library = library_of(interaction)
    period = _period(older_than) if older_than else None
    article = await services.offload.question(library.get, article_id)
    if period is not None and article.metadata.url:
        due = await services.offload.question(library.unchecked, period)
        if article_id not in due:
            await show(interaction, words("It was fetched since then.", Tone.NOTHING))
            return
    await show(interaction, words(f"Reading {article.metadata.url or article_id}…"))

    def work() -> AddResult:
        [result] = library.refresh([article_id], services.reader, by=target.added_by)
        return result

    await show(interaction, refreshed_page(await services.offload.adding(work)))


async def refresh_many(
    interaction: discord.Interaction[Bot], command_id: int, older_than: str
) -> None:
    """Make a job of all articles that were last fetched that long ago, the oldest first."""
    services, target = interaction.client.services, Target.of(interaction)
    library = library_of(interaction)
    ids = await services.offload.question(library.unchecked, _period(older_than))
    if not ids:
        nothing = f"No article with a web address was last fetched over {older_than} ago."
        await show(interaction, words(nothing, Tone.NOTHING))
        return
    new = NewJob(f"refresh older than {older_than}", target.added_by, Metadata(), task="refresh")
    await start(interaction, command_id, new, _sources(library, ids[:MAX_SOURCES]))


def _sources(library: Library, ids: Sequence[str]) -> Iterator[JobSource]:
    for id_ in ids:
        for article in library.get_all([id_]).values():
            yield JobSource(article.metadata.url or id_, "article", id_.encode())


def _period(written: str) -> timedelta:
    if (period := parse_period(written)) is None:
        raise Refusal(f"I can’t read “{written}” as a period.", "Write it like 7d, 12h or 2w.")
    return period
