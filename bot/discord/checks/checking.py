"""Checking what others wrote: /verify, and two entries in the menu of every message.

They answer the person alone, who may share what was found.
"""

from __future__ import annotations

from itertools import chain
from typing import Final

import discord
from discord import app_commands

from bot.answering.checking.checker import check, check_text
from bot.answering.checking.claims import Claims, sources_of
from bot.answering.checking.markdown import Plain, read_markdown
from bot.answering.checking.quoted import quotations_of
from bot.answering.checking.types import Quoted, Report
from bot.discord import choices
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.checks.claim_pages import claims_page
from bot.discord.checks.message_words import words_of
from bot.discord.checks.pages import report_page
from bot.discord.checks.sharing import share_button
from bot.discord.moderation import require_asker
from bot.discord.refusals import Refusal
from bot.discord.replies import acknowledge, library_of, show
from index.alignment import unmarked
from index.library import Library

MAX_QUOTE: Final = 2000
MAX_NAME: Final = 100


@app_commands.context_menu(name="Check quotes")
@app_commands.guild_only()
@app_commands.guild_install()
async def check_quotes(interaction: discord.Interaction[Bot], message: discord.Message) -> None:
    """Check every quotation of a message."""
    async with boundary(interaction):
        await require_asker(interaction.client, interaction)
        await acknowledge(interaction, private=True)
        words = words_of(message, interaction.client.user)
        report = await interaction.client.services.offload.question(
            _checked, library_of(interaction), words
        )
        where = f"Quotations in [this message]({message.jump_url})"
        await _show_report(interaction, report, where)


@app_commands.context_menu(name="Find sources")
@app_commands.guild_only()
@app_commands.guild_install()
async def find_sources(interaction: discord.Interaction[Bot], message: discord.Message) -> None:
    """Find what speaks to the claims of a message."""
    async with boundary(interaction):
        await require_asker(interaction.client, interaction)
        await acknowledge(interaction, private=True)
        words = words_of(message, interaction.client.user)
        found = await interaction.client.services.offload.question(
            _sources, library_of(interaction), words
        )
        where = f"What the library holds on [this message]({message.jump_url})"
        cited = list(chain.from_iterable(claim.sources for claim in found.claims))
        await show(interaction, claims_page(found, where), *(share_button(cited) if cited else []))


@app_commands.command(name="verify", description="Check a quotation, word for word")
@app_commands.describe(
    quote="The words, as they are quoted", speaker="Whose words they are said to be"
)
@app_commands.autocomplete(speaker=choices.speakers)
@app_commands.guild_only()
@app_commands.guild_install()
async def verify(
    interaction: discord.Interaction[Bot],
    quote: app_commands.Range[str, 1, MAX_QUOTE],
    speaker: app_commands.Range[str, 1, MAX_NAME] | None = None,
) -> None:
    """Check one quotation; what is typed is taken for it, with marks or without."""
    async with boundary(interaction):
        await require_asker(interaction.client, interaction)
        await acknowledge(interaction, private=True)
        quoted = _quoted(quote, (speaker or "").strip() or None)
        report = await interaction.client.services.offload.question(
            _verified, library_of(interaction), quoted
        )
        await _show_report(interaction, report, "Checking a quotation")


async def _show_report(interaction: discord.Interaction[Bot], report: Report, where: str) -> None:
    cited = list(chain.from_iterable(each.citations[:1] for each in report.checked))
    buttons = share_button(cited) if report.checked else []
    await show(interaction, report_page(report, where), *buttons)


def _quoted(quote: str, speaker: str | None) -> Quoted:
    """What is typed; of a quotation in marks, what is in them, with the name behind them."""
    plain = read_markdown(quote)
    words = plain.text.strip()
    if not any(letter.isalnum() for letter in words):
        raise Refusal("There are no words in that.", "Give me the quotation that I shall check.")
    found = [each for each in quotations_of(plain).quotations if not each.level]
    if len(found) == 1 and unmarked(words).startswith(found[0].words):
        words, speaker = found[0].words, speaker or found[0].speaker
    return Quoted(words, speaker)


def _checked(library: Library, text: Plain) -> Report:
    _require_articles(library)
    return check_text(library, text)


def _verified(library: Library, quoted: Quoted) -> Report:
    _require_articles(library)
    return Report((check(library, quoted),))


def _sources(library: Library, text: Plain) -> Claims:
    _require_articles(library)
    return sources_of(library, text)


def _require_articles(library: Library) -> None:
    if not library.count():
        raise Refusal(
            "This server’s library is empty, so there is nothing to check against yet.",
            "A moderator can add articles with /article add.",
        )
