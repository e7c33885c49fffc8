"""/article: the commands that look after articles, for moderators unless a server says otherwise.

add, edit, list, refresh, remove and show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands

from bot.answering.questions.numeric_days import settled
from bot.discord import choices
from bot.discord.articles.adding import add
from bot.discord.articles.edit_form import Edit, EditForm
from bot.discord.articles.language import edit_language
from bot.discord.articles.list import MAX_FILTER, show_list
from bot.discord.articles.pages import Sheet, removal_page, sheet_page
from bot.discord.articles.refreshing import refresh_many, refresh_one
from bot.discord.articles.removing import Keep, Remove
from bot.discord.articles.sources import Details, parse_day
from bot.discord.articles.text_form import TextDraft, TextForm
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.moderation import command_id, require_adder, require_remover
from bot.discord.refusals import Refusal
from bot.discord.replies import acknowledge, library_of, server_of, show
from index.records import ArticleFilter

if TYPE_CHECKING:
    from index.library import Library

_MAX_DETAIL: Final = 300
_MAX_DAY: Final = 80
_MAX_LANGUAGE: Final = 30
_CHOOSE: Final = "Type a part of its title"

ArticleId = app_commands.Range[str, 1, 100]
Filter = app_commands.Range[str, 1, MAX_FILTER]
Day = app_commands.Range[str, 1, _MAX_DAY]


@dataclass(frozen=True, slots=True)
class _Given:
    """What was given to filter a list by."""

    search: str | None
    outlet: str | None
    speaker: str | None
    since: str | None
    until: str | None
    added_by: discord.User | None

    def wanted(self, library: Library) -> ArticleFilter:
        """Raises Refusal for a day that is none, SpeakerNotFound or SpeakerAmbiguous."""
        since, until = (parse_day(day) if day else None for day in (self.since, self.until))
        if since and until and since > until:
            raise Refusal("`since` is later than `until`.", "Swap them.")
        return ArticleFilter(
            search=(self.search or "").strip() or None,
            outlet=(self.outlet or "").strip() or None,
            speaker=library.register.profile(self.speaker).name if self.speaker else None,
            since=since,
            until=until,
            added_by=f"discord:{self.added_by.id}" if self.added_by else None,
        )


class ArticleCommands(app_commands.Group):
    """The commands that look after a server's articles."""

    def __init__(self) -> None:
        super().__init__(
            name="article",
            description="Look after the articles that I answer from",
            guild_only=True,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            default_permissions=discord.Permissions(manage_messages=True),
        )

    @app_commands.command(description="Add articles: links, a file of one or many, or pasted text")
    @app_commands.describe(
        url="The web page with the article; or several links, with spaces between them",
        file="A file of up to 10 MB; for many articles a .txt of links, a .zip or a .jsonl",
        title="Its title, where it should not be taken from the source",
        outlet="Who published it",
        author="Who wrote it",
        date="When it was published, like 2026-03-31",
    )
    async def add(
        self,
        interaction: discord.Interaction[Bot],
        url: app_commands.Range[str, 1, 6000] | None = None,
        file: discord.Attachment | None = None,
        title: app_commands.Range[str, 1, _MAX_DETAIL] | None = None,
        outlet: app_commands.Range[str, 1, _MAX_DETAIL] | None = None,
        author: app_commands.Range[str, 1, _MAX_DETAIL] | None = None,
        date: Day | None = None,
    ) -> None:
        """Fetch pages, take a file, or open a form for pasted text."""
        async with boundary(interaction):
            command = command_id(interaction)
            server_of(interaction)
            is_given = url is not None or file is not None
            if is_given:
                await acknowledge(interaction, private=True)
            chosen = await require_adder(interaction, command)
            day = settled(date or "", chosen.dates)
            details = Details(title or "", outlet or "", author or "", day)
            if is_given:
                await add(interaction, command, url, file, details)
            else:
                await interaction.response.send_modal(TextForm(TextDraft(command, "", details)))

    @app_commands.command(description="Correct an article’s title, author, outlet, day or address")
    @app_commands.describe(
        article=_CHOOSE,
        language="Which language it is in, where I take it for another: it is read anew",
    )
    async def edit(
        self,
        interaction: discord.Interaction[Bot],
        article: ArticleId,
        language: app_commands.Range[str, 1, _MAX_LANGUAGE] | None = None,
    ) -> None:
        """Open a form with what is known; or change the language, which has none."""
        async with boundary(interaction):
            library, offload = library_of(interaction), interaction.client.services.offload
            command = command_id(interaction)
            if language is not None:
                await edit_language(interaction, command, article.strip(), language)
                return
            await require_adder(interaction, command)
            found = await offload.glance(library.get, article.strip())
            await interaction.response.send_modal(EditForm(Edit.of(found, command)))

    @app_commands.command(name="list", description="The articles in this server’s library")
    @app_commands.describe(
        search="Only those with this in their title, outlet, author or link",
        outlet="Only what this outlet ran",
        speaker="Only those that quote this speaker",
        since="Only those published on this day or later, like 2026-03-31",
        until="Only those published on this day or earlier, like 2026-03-31",
        added_by="Only what this member added",
    )
    async def list_(
        self,
        interaction: discord.Interaction[Bot],
        search: Filter | None = None,
        outlet: Filter | None = None,
        speaker: Filter | None = None,
        since: Day | None = None,
        until: Day | None = None,
        added_by: discord.User | None = None,
    ) -> None:
        """Show the first page of the list."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            library, offload = library_of(interaction), interaction.client.services.offload
            chosen = await interaction.client.preferences.of(server_of(interaction))
            since, until = (settled(day, chosen.dates) if day else None for day in (since, until))
            given = _Given(search, outlet, speaker, since, until, added_by)
            wanted = await offload.question(given.wanted, library)
            await show_list(interaction, 0, wanted)

    @app_commands.command(description="One article: where it is from, how it begins, who speaks")
    @app_commands.describe(article=_CHOOSE)
    async def show(self, interaction: discord.Interaction[Bot], article: ArticleId) -> None:
        """Show an article of this server's library."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            library, offload = library_of(interaction), interaction.client.services.offload
            sheet = await offload.question(_sheet, library, article.strip())
            await show(interaction, sheet_page(sheet))

    @app_commands.command(description="Fetch articles again; what has changed is a new version")
    @app_commands.describe(
        article=f"{_CHOOSE}; or leave it out, and give the other",
        older_than="All that were last fetched this long ago, like 7d, 12h or 2w",
    )
    async def refresh(
        self,
        interaction: discord.Interaction[Bot],
        article: ArticleId | None = None,
        older_than: app_commands.Range[str, 1, 20] | None = None,
    ) -> None:
        """Fetch one article at once, or many as a job."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            command = command_id(interaction)
            await require_adder(interaction, command)
            if article is not None:
                await refresh_one(interaction, article.strip(), older_than)
            elif older_than is not None:
                await refresh_many(interaction, command, older_than.strip())
            else:
                raise Refusal("Which articles?", "Give one of them, or older_than, like 7d.")

    @app_commands.command(description="Remove an article and all its quotations")
    @app_commands.describe(article=_CHOOSE)
    async def remove(self, interaction: discord.Interaction[Bot], article: ArticleId) -> None:
        """Ask whether the article shall go; the button removes it."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            library, offload = library_of(interaction), interaction.client.services.offload
            command = command_id(interaction)
            await require_remover(interaction, command)
            found = await offload.question(library.get, article.strip())
            await show(interaction, removal_page(found), Remove(found.id, command), Keep())

    @edit.autocomplete("article")
    @show.autocomplete("article")
    @refresh.autocomplete("article")
    @remove.autocomplete("article")
    async def _articles(
        self, interaction: discord.Interaction[Bot], current: str
    ) -> choices.Choices:
        return await choices.articles(interaction, current)

    @edit.autocomplete("language")
    async def _languages(
        self, interaction: discord.Interaction[Bot], current: str
    ) -> choices.Choices:
        return choices.languages(current)

    @list_.autocomplete("outlet")
    async def _outlets(
        self, interaction: discord.Interaction[Bot], current: str
    ) -> choices.Choices:
        return await choices.outlets(interaction, current)

    @list_.autocomplete("speaker")
    async def _speakers(
        self, interaction: discord.Interaction[Bot], current: str
    ) -> choices.Choices:
        return await choices.speakers(interaction, current)


def _sheet(library: Library, article_id: str) -> Sheet:
    article = library.get(article_id)
    statements = library.statements(article_id=article.id)
    speakers = dict.fromkeys(said.speaker.name for said in statements if said.speaker)
    return Sheet(article, len(library.passages(article.id)), len(statements), tuple(speakers))
