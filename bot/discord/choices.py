"""What Discord offers while an option is typed: the server's articles, outlets, speakers, feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

import discord
from discord import app_commands

from bot.discord.articles.list import MAX_FILTER
from bot.discord.articles.pages import choice_name
from bot.discord.bot import Bot
from bot.discord.boundary import offered
from bot.discord.feeds import pages as feed_pages
from bot.discord.moderation import may_look
from bot.discord.replies import library_of
from bot.wording import decided
from index.languages import LANGUAGES
from index.library import Library
from index.records import ArticleFilter

_CHOICES: Final = 25
"""As many as Discord offers at once."""

AS_ITS_WORDS: Final = "whatever its words tell"
"""Stands for no language in particular where one is chosen."""
_CHOICE: Final = 100
"""Characters that one of them may have."""

Choices = list[app_commands.Choice[str]]
Choice = TypeVar("Choice", app_commands.Choice[str], app_commands.Choice[int])


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


async def speakers(interaction: discord.Interaction[Bot], typed: str) -> Choices:
    """Speakers with a name, spelling or alias that begins so, the most quoted first."""
    return await speakers_within(interaction, typed, MAX_FILTER)


async def speakers_within(
    interaction: discord.Interaction[Bot], typed: str, longest: int
) -> Choices:
    """Speakers with a name, spelling or alias that begins so, the most quoted first.

    `longest` is how many characters the option takes.
    """

    def found(library: Library) -> Choices:
        names = library.register.starting(typed, _CHOICES)
        return [_choice(name) for name in names if len(name) <= longest]

    return await _asked(interaction, found)


async def names_to_split(interaction: discord.Interaction[Bot], typed: str) -> Choices:
    """Names in articles of speakers who have several there."""

    def found(library: Library) -> Choices:
        made = library.register.decisions()
        given = {each.to for each in made if each.kind != "merge" and not each.undone_at}
        names = (
            name
            for names in library.register.names()
            if len(names) > 1
            for name in names
            if name not in given
        )
        return _named(names, typed, _CHOICE)

    return await _asked(interaction, found)


async def decisions(
    interaction: discord.Interaction[Bot], typed: str
) -> list[app_commands.Choice[int]]:
    """Decisions about speakers that are in force, the latest first."""
    wanted = typed.strip().casefold()

    def found(library: Library) -> list[app_commands.Choice[int]]:
        made = library.register.decisions()[::-1]
        named = {
            each.number: f"{each.number}. {decided(each)}" for each in made if not each.undone_at
        }
        return [
            app_commands.Choice(name=words[:_CHOICE], value=number)
            for number, words in named.items()
            if wanted in words.casefold()
        ][:_CHOICES]

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


def languages(typed: str) -> Choices:
    """The languages that are treated each in its own way, and that of an article's words."""
    named = [(one.name, one.code) for one in LANGUAGES.values()]
    offered = [*named, (AS_ITS_WORDS, AS_ITS_WORDS)]
    wanted = typed.strip().lower()
    return [
        app_commands.Choice(name=name, value=value)
        for name, value in offered
        if wanted in name.lower() or wanted == value
    ]


async def _asked(
    interaction: discord.Interaction[Bot], found: Callable[[Library], list[Choice]]
) -> list[Choice]:
    if interaction.guild_id is None:
        return []
    return await offered(_found(interaction, found))


async def _found(
    interaction: discord.Interaction[Bot], found: Callable[[Library], list[Choice]]
) -> list[Choice]:
    if not await may_look(interaction):
        return []
    return await interaction.client.services.offload.glance(found, library_of(interaction))


def _named(names: Iterable[str], typed: str, longest: int = MAX_FILTER) -> Choices:
    wanted = typed.strip().casefold()
    fit = [name for name in names if wanted in name.casefold() and len(name) <= longest]
    return [_choice(name) for name in fit[:_CHOICES]]


def _choice(name: str) -> app_commands.Choice[str]:
    return app_commands.Choice(name=name, value=name)
