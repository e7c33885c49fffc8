"""/article: add, list, show and remove, offered to moderators unless a server decides otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import discord
from discord import app_commands

from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.buttons import MAX_SEARCH, Keep, Remove, show_list
from bot.discord.drafts import Draft
from bot.discord.forms import TextForm
from bot.discord.jobs import add_many
from bot.discord.moderation import require_moderator
from bot.discord.refusals import Refusal
from bot.discord.replies import acknowledge, server_of, show, words
from bot.discord.shelf import Sheet, added_page, choice_name, removal_page, sheet_page
from bot.discord.sources import Details, Target, add_file, add_page, take, web_address
from index.errors import WhosaidError
from index.jobs.splitting import Splitter, is_several, links
from index.records import ArticleFilter

if TYPE_CHECKING:
    from bot.services import Services

_CHOICES: Final = 25
"""As many as Discord offers while an option is typed."""

_MAX_DETAIL: Final = 300


class ArticleCommands(app_commands.Group):
    """The commands that look after a server's library."""

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
        date: app_commands.Range[str, 1, 80] | None = None,
    ) -> None:
        """Fetch pages, take a file, or open a form for pasted text."""
        details = Details(title or "", outlet or "", author or "", date or "")
        async with boundary(interaction):
            target = Target.of(interaction)
            if url is not None or file is not None:
                await _add(interaction, target, url, file, details)
                return
            command_id = _command_id(interaction)
            await require_moderator(interaction, command_id)
            await interaction.response.send_modal(TextForm(Draft(command_id, "", details)))

    @app_commands.command(name="list", description="The articles in this server’s library")
    @app_commands.describe(search="Only those with this in their title, outlet, author or link")
    async def list_(
        self,
        interaction: discord.Interaction[Bot],
        search: app_commands.Range[str, 1, MAX_SEARCH] | None = None,
    ) -> None:
        """Show the first page of the list."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            await show_list(interaction, 0, search or "")

    @app_commands.command(description="One article: where it is from, how it begins, who speaks")
    @app_commands.describe(article="Type a part of its title")
    async def show(self, interaction: discord.Interaction[Bot], article: str) -> None:
        """Show an article of this server's library."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            services, name = interaction.client.services, str(server_of(interaction))
            sheet = await services.offload.question(_sheet, services, name, article.strip())
            await show(interaction, sheet_page(sheet))

    @app_commands.command(description="Remove an article and all its quotations")
    @app_commands.describe(article="Type a part of its title")
    async def remove(self, interaction: discord.Interaction[Bot], article: str) -> None:
        """Ask whether the article shall go; the button removes it."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            services, name = interaction.client.services, str(server_of(interaction))
            command_id = _command_id(interaction)
            await require_moderator(interaction, command_id)
            library = services.libraries.get(name)
            found = await services.offload.question(library.get, article.strip())
            await show(interaction, removal_page(found), Remove(found.id, command_id), Keep())

    @show.autocomplete("article")
    @remove.autocomplete("article")
    async def _choices(
        self, interaction: discord.Interaction[Bot], current: str
    ) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is None:
            return []
        services = interaction.client.services
        library = services.libraries.get(str(interaction.guild_id))
        try:
            found = await services.offload.question(
                library.list, ArticleFilter(search=current.strip() or None), limit=_CHOICES
            )
        except WhosaidError:
            return []  # the command itself will say what is wrong
        return [app_commands.Choice(name=choice_name(each), value=each.id) for each in found]


async def _add(
    interaction: discord.Interaction[Bot],
    target: Target,
    url: str | None,
    file: discord.Attachment | None,
    details: Details,
) -> None:
    await acknowledge(interaction, private=True)
    await require_moderator(interaction, _command_id(interaction))
    if url is not None and file is not None:
        raise Refusal("That is a link and a file at once.", "Give one of them.")
    if file is not None:
        await _add_file(interaction, target, file, details)
    elif len(sources := list(links(url or ""))) > 1:
        await add_many(interaction, _command_id(interaction), "links", sources, details)
    else:
        address = web_address(sources[0].name if sources else url or "")
        await show(interaction, words(f"Reading {address}…"))
        result = await add_page(interaction.client.services, target, address, details)
        await show(interaction, added_page(result))


async def _add_file(
    interaction: discord.Interaction[Bot],
    target: Target,
    file: discord.Attachment,
    details: Details,
) -> None:
    services, name = interaction.client.services, file.filename
    await show(interaction, words(f"Reading {name}…"))
    data = await take(file)
    if await services.offload.question(is_several, name, data):
        sources = Splitter(services.reader.limits.max_bytes).split(name, data)
        await add_many(interaction, _command_id(interaction), name, sources, details)
        return
    result = await add_file(services, target, name, data, details)
    await show(interaction, added_page(result))


def _command_id(interaction: discord.Interaction[Any]) -> int:
    """The id under which Discord knows the command that was used."""
    data: Any = interaction.data
    return int(data["id"])


def _sheet(services: Services, name: str, article_id: str) -> Sheet:
    library = services.libraries.get(name)
    article = library.get(article_id)
    statements = library.statements(article_id=article.id)
    speakers = dict.fromkeys(said.speaker.name for said in statements if said.speaker)
    return Sheet(article, len(library.passages(article.id)), len(statements), tuple(speakers))
