"""/cite: a quotation by its permanent id."""

from __future__ import annotations

from typing import Final

import discord
from discord import app_commands

from bot.answering.drafting.reports import report_span
from bot.answering.drafting.showing import speaks_in_quotes
from bot.answering.types import Citation, CitationKind
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.checks.cite_page import cite_page
from bot.discord.checks.sharing import share_button
from bot.discord.moderation import require_asker
from bot.discord.refusals import Refusal
from bot.discord.replies import acknowledge, library_of, show
from index.errors import StatementNotFound
from index.ids import statement_ids
from index.library import Library
from index.records import CitedStatement

MAX_ID: Final = 40


@app_commands.command(name="cite", description="Show a quotation by its id")
@app_commands.describe(
    quotation="For example: Q-7f3k2", public="Show it to everybody here (default: to you alone)"
)
@app_commands.guild_only()
@app_commands.guild_install()
async def cite(
    interaction: discord.Interaction[Bot],
    quotation: app_commands.Range[str, 1, MAX_ID],
    public: bool = False,
) -> None:
    """Show the words of a statement, even where a newer version makes it no longer."""
    async with boundary(interaction):
        await require_asker(interaction.client, interaction)
        await acknowledge(interaction, private=not public)
        found = await interaction.client.services.offload.question(
            _cited, library_of(interaction), quotation
        )
        shown = citations(found)
        buttons = [] if public else share_button(shown)
        await show(interaction, cite_page(found, shown), *buttons)


def citations(found: CitedStatement) -> list[Citation]:
    """The words of a statement: each quoted part, or the report as a whole."""
    said, article = found.statement, found.article
    direct = speaks_in_quotes(said)
    spans = said.quote_spans if direct else (report_span(said, article.text),)
    kind: CitationKind = "direct" if direct else "indirect"
    return [Citation(article, s, kind, said.speaker, said.id, said.is_inferred) for s in spans]


def _cited(library: Library, written: str) -> CitedStatement:
    for id_ in statement_ids(written):
        try:
            return library.cited(id_)
        except StatementNotFound:
            continue  # a q may be the letter before an id, or its first
    raise Refusal(
        f"There is no quotation {written.strip()!r} in this server’s library.",
        "Its article may have been removed, or a letter of the id may be wrong: it looks like "
        "Q-7f3k2.",
    )
