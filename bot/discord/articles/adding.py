"""/article add: what was handed in, added at once or as a job."""

from __future__ import annotations

import discord

from bot.discord.articles.pages import added_page
from bot.discord.articles.sources import Details, Target, add_file, add_page, take, web_address
from bot.discord.bot import Bot
from bot.discord.jobs.jobs import add_many
from bot.discord.refusals import Refusal
from bot.discord.replies import show, words
from index.jobs.splitting import Splitter, is_several, links


async def add(
    interaction: discord.Interaction[Bot],
    command_id: int,
    url: str | None,
    file: discord.Attachment | None,
    details: Details,
) -> None:
    """Add what was given, and show what became of it; raises Refusal or a SourceError."""
    if url is not None and file is not None:
        raise Refusal("That is a link and a file at once.", "Give one of them.")
    if file is not None:
        await _add_file(interaction, command_id, file, details)
    elif len(sources := list(links(url or ""))) > 1:
        await add_many(interaction, command_id, "links", sources, details)
    else:
        address = web_address(sources[0].name if sources else url or "")
        await show(interaction, words(f"Reading {address}…"))
        target = Target.of(interaction)
        result = await add_page(interaction.client.services, target, address, details)
        await show(interaction, added_page(result))


async def _add_file(
    interaction: discord.Interaction[Bot],
    command_id: int,
    file: discord.Attachment,
    details: Details,
) -> None:
    services, name = interaction.client.services, file.filename
    await show(interaction, words(f"Reading {name}…"))
    data = await take(file)
    if await services.offload.question(is_several, name, data):
        sources = Splitter(services.reader.limits.max_bytes).split(name, data)
        await add_many(interaction, command_id, name, sources, details)
        return
    result = await add_file(services, Target.of(interaction), name, data, details)
    await show(interaction, added_page(result))
