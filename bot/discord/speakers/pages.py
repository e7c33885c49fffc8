"""Speakers as pages: who is quoted, and one of them. Pure, within Discord's limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.discord.escaping import escape_line, size
from bot.discord.page import Block, Page, Tone
from bot.discord.quotations import day
from bot.discord.speakers.decision_pages import decision_line
from bot.wording import counted
from index.types import SpeakerDecision, SpeakerProfile, SpeakerRole

SPEAKERS_ON_PAGE: Final = 8
"""Each takes up to 420 of a message's 4,000 characters."""

DECISIONS_ON_CARD: Final = 5
"""As many as there may be buttons in a row."""

_NAME: Final = 100
_ALIASES: Final = 150
_ALIASES_ON_CARD: Final = 800
_ROLE: Final = 80
_ROLES: Final = 2
_ROLES_ON_CARD: Final = 10
_EMPTY: Final = (
    "Nobody is quoted here yet. Speakers come with articles, which moderators add with "
    "`/article add`."
)


@dataclass(frozen=True, slots=True)
class SpeakerListing:
    """One page of speakers, counted from 0, out of `total`, as far as they are searched for."""

    profiles: tuple[SpeakerProfile, ...]
    page: int
    total: int
    search: str = ""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // SPEAKERS_ON_PAGE))


def speakers_page(listing: SpeakerListing) -> Page:
    """Who is quoted, how often, under which names and in which roles."""
    if not listing.profiles:
        return Page((Block(_EMPTY),), Tone.NOTHING)
    search = f" like “{escape_line(listing.search, _NAME)}”" if listing.search else ""
    notes = ["the most quoted first"] if listing.total > 1 else []
    notes.append("`/speakers search:` with a name shows all of one")
    head = f"**{counted(listing.total, 'speaker')}**{search}\n-# {' · '.join(notes)}"
    entries = [Block(_entry(profile)) for profile in listing.profiles]
    return Page((Block(head), replace(entries[0], ruled=True), *entries[1:]), Tone.ANSWER)


def card_page(profile: SpeakerProfile, decisions: Sequence[SpeakerDecision] = ()) -> Page:
    """One speaker with all names, and roles over time.

    `decisions` are those in force about the speaker, for moderators alone, the latest first.
    """
    head = [f"**{escape_line(profile.name, _NAME)}**", _said(profile)]
    if profile.aliases:
        head.append(f"-# also {_joined(profile.aliases, _ALIASES_ON_CARD)}")
    blocks = [Block("\n".join(head))]
    if profile.roles:
        blocks.append(Block("\n".join(["**Roles**", *_roles(profile.roles)]), ruled=True))
    blocks.append(Block("-# `/quotes` shows what they said, `/timeline` when.", ruled=True))
    if decisions:
        shown = [f"- {decision_line(each)}" for each in decisions[:DECISIONS_ON_CARD]]
        blocks.append(Block("\n".join(["**Decided by moderators**", *shown]), ruled=True))
    return Page(tuple(blocks), Tone.ANSWER)


def _entry(profile: SpeakerProfile) -> str:
    notes = [escape_line(role.role, _ROLE) for role in profile.roles[-_ROLES:]]
    if profile.aliases:
        notes.append(f"also {_joined(profile.aliases, _ALIASES)}")
    about = f"\n-# {' · '.join(notes)}" if notes else ""
    return f"**{escape_line(profile.name, _NAME)}** · {_said(profile)}{about}"


def _said(profile: SpeakerProfile) -> str:
    articles = counted(profile.articles, "article")
    return f"{counted(profile.statements, 'statement')} in {articles}"


def _roles(roles: Sequence[SpeakerRole]) -> list[str]:
    """The latest roles in the order of time; how many came before is told."""
    shown = roles[-_ROLES_ON_CARD:]
    lines = [f"- {_role(role)}" for role in shown]
    earlier = len(roles) - len(shown)
    return [f"-# {earlier:,} more before", *lines] if earlier else lines


def _role(role: SpeakerRole) -> str:
    days = dict.fromkeys(day(when) for when in (role.first, role.last) if when)
    facts = [" to ".join(days)] if days else []
    return " · ".join([escape_line(role.role, _ROLE), *facts, f"{role.statements:,}×"])


def _joined(names: Sequence[str], room: int) -> str:
    """As many of the names as there is room for, and how many there are more."""
    shown: list[str] = []
    for name in names:
        word = escape_line(name, _NAME)
        room -= size(word) + 2
        if room < 0 and shown:
            break
        shown.append(word)
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")
