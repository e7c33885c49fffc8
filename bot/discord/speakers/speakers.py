"""/speakers: who is quoted in a server's library, page by page, and one speaker's card."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import app_commands, ui

from bot.discord import choices
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.escaping import longest, size
from bot.discord.moderation import require_adder, require_asker, require_reader
from bot.discord.refusals import ModeratorsOnly
from bot.discord.replies import Interaction, acknowledge, acknowledge_press, library_of, show
from bot.discord.speakers.decision_pages import about
from bot.discord.speakers.pages import (
    DECISIONS_ON_CARD,
    SPEAKERS_ON_PAGE,
    SpeakerListing,
    card_page,
    speakers_page,
)
from bot.discord.speakers.said_list import MAX_NAME
from bot.discord.speakers.undeciding import Undecide
from index.errors import SpeakerNotFound
from index.types import SpeakerDecision, SpeakerProfile

if TYPE_CHECKING:
    from index.library import Library

_CARRIED: Final = 70


@dataclass(frozen=True, slots=True)
class _Card:
    profile: SpeakerProfile
    decisions: tuple[SpeakerDecision, ...]


class TurnSpeakers(
    ui.DynamicItem[ui.Button[Any]],
    template=re.compile(r"whosaid:speakers:(?P<page>\d{1,5}):(?P<search>.*)\.", re.DOTALL),
):
    """Turns to a page of the speakers, counted from 0; a long search goes on by its beginning."""

    def __init__(self, label: str, page: int, search: str, *, disabled: bool = False) -> None:
        carried = longest(search, lambda beginning: size(beginning) <= _CARRIED)
        custom_id = f"whosaid:speakers:{page}:{carried}."
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.page = page
        self.search = carried

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> TurnSpeakers:
        return cls("", int(match["page"]), match["search"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one before."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_reader(interaction)
            await _show(interaction, self.page, self.search)


@app_commands.command(
    name="speakers", description="Who is quoted here, how often, and who they are"
)
@app_commands.describe(search="The beginning of a name; the whole name shows all of one speaker")
@app_commands.guild_only()
@app_commands.guild_install()
async def speakers(
    interaction: discord.Interaction[Bot],
    search: app_commands.Range[str, 1, MAX_NAME] | None = None,
) -> None:
    """Show the speakers, or the only one who is meant."""
    async with boundary(interaction):
        await require_asker(interaction.client, interaction)
        await acknowledge(interaction, private=True)
        await _show(interaction, 0, (search or "").strip())


@speakers.autocomplete("search")
async def _names(interaction: discord.Interaction[Bot], current: str) -> choices.Choices:
    return await choices.speakers_within(interaction, current, MAX_NAME)


async def _show(interaction: Interaction, page: int, search: str) -> None:
    library, offload = library_of(interaction), interaction.client.services.offload
    found = await offload.question(_found, library, page, search)
    if isinstance(found, SpeakerListing):
        await show(interaction, speakers_page(found), *_turns(found))
        return
    decisions = found.decisions if await _may_undo(interaction) else ()
    buttons = [Undecide(decision.number) for decision in decisions]
    await show(interaction, card_page(found.profile, decisions), *buttons)


async def _may_undo(interaction: Interaction) -> bool:
    """Only who may undo a decision is shown it; the command for it has its own gate beside."""
    try:
        await require_adder(interaction, None)
    except ModeratorsOnly:
        return False
    return True


def _found(library: Library, page: int, search: str) -> SpeakerListing | _Card:
    """The speakers who may be meant, or the one who is. Raises SpeakerNotFound."""
    names = _matching(library, search)
    if search and (search in names or len(names) == 1):
        return _card(library, search if search in names else names[0])
    shown = min(page, max(0, (len(names) - 1) // SPEAKERS_ON_PAGE))
    on_page = names[shown * SPEAKERS_ON_PAGE :][:SPEAKERS_ON_PAGE]
    profiles = tuple(library.register.profile(name) for name in on_page)
    return SpeakerListing(profiles, shown, len(names), search)


def _matching(library: Library, search: str) -> list[str]:
    """The speakers by a beginning of their name or by a role, the most quoted first."""
    every = [name for name, *_ in library.register.names()]
    if not search:
        return every
    directory = library.directory()
    found = {*library.register.starting(search, len(every)), *directory.called(search)}
    if not found:
        raise SpeakerNotFound(search, directory.nearest(search))
    return [name for name in every if name in found]


def _card(library: Library, name: str) -> _Card:
    profile = library.register.profile(name)
    names = {profile.name, *profile.aliases}
    made = [
        decision
        for decision in reversed(library.register.decisions())
        if decision.undone_at is None and about(names, decision)
    ]
    return _Card(profile, tuple(made[:DECISIONS_ON_CARD]))


def _turns(listing: SpeakerListing) -> list[TurnSpeakers]:
    if listing.pages == 1:
        return []
    page, search = listing.page, listing.search
    return [
        TurnSpeakers("Earlier page", max(page - 1, 0), search, disabled=page == 0),
        TurnSpeakers("Next page", page + 1, search, disabled=page + 1 >= listing.pages),
    ]
