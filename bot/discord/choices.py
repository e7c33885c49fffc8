"""What Discord offers while an option is typed: the server's articles, outlets, speakers, feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import discord
from discord import app_commands

from bot.discord import feed_pages
from bot.discord.article_list import MAX_FILTER
from bot.discord.bot import Bot
from bot.discord.replies import library_of
from bot.discord.shelf import choice_name
from index.errors import WhosaidError
from index.library import Library
from index.records import ArticleFilter

_CHOICES: Final = 25
"""As many as Discord offers at once."""

Choices = list[app_commands.Choice[str]]


async def articles(interaction: discord.Interaction[Bot], typed: str) -> Choices:
    """Articles with what was typed in their title, outlet, author or link."""
    wanted = ArticleFilter(search=typed.strip() or None)

    def found(library: Library) -> Choices:
        every = library.list(wanted, limit=_CHOICES)
        return [app_commands.Choice(name=choice_name(each), value=each.id) for each in every]

    return await _asked(interaction, found)


async def outlets(interaction: discord.Interaction[Bot], typed: str) -> Choices:
    """Outlets of articles in the library."""
    return await _asked(interaction, lambda library: _named(library.publishers(), typed))


async def speakers(
    interaction: discord.Interaction[Bot], typed: str, *, longest: int = MAX_FILTER
) -> Choices:
    """Speakers with a name, spelling or alias that begins so, the most quoted first.

    `longest` is how many characters the option takes.
    """

    def found(library: Library) -> Choices:
        names = library.register.starting(typed, _CHOICES)
        return [_choice(name) for name in names if len(name) <= longest]

    return await _asked(interaction, found)


async def feeds(interaction: discord.Interaction[Bot], typed: str) -> Choices:
    """Feeds that are followed, with what was typed in their name or address."""
    libraries, wanted = interaction.client.services.libraries, typed.strip().casefold()

    def found(library: Library) -> Choices:
        every = libraries.feeds(library.name).every()
        fit = [feed for feed in every if wanted in f"{feed.name} {feed.address}".casefold()]
        return [
            app_commands.Choice(name=feed_pages.choice_name(feed), value=str(feed.number))
            for feed in fit[:_CHOICES]
        ]

    return await _asked(interaction, found)


async def _asked(
    interaction: discord.Interaction[Bot], found: Callable[[Library], Choices]
) -> Choices:
    if interaction.guild_id is None:
        return []
    try:
        return await interaction.client.services.offload.question(found, library_of(interaction))
    except WhosaidError:
        return []  # the command itself will say what is wrong


def _named(names: Iterable[str], typed: str) -> Choices:
    wanted = typed.strip().casefold()
    fit = [name for name in names if wanted in name.casefold() and len(name) <= MAX_FILTER]
    return [_choice(name) for name in fit[:_CHOICES]]


def _choice(name: str) -> app_commands.Choice[str]:
    return app_commands.Choice(name=name, value=name)
