"""What somebody said, as pages: quotation by quotation. Pure, within Discord's limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bot.answering.drafting.sayings import Quoted
from bot.answering.questions.period import EVER, Period
from bot.discord.escaping import escape_line, longest
from bot.discord.fragment import link_to_words
from bot.discord.page import MAX_TEXT, Block, Link, Page, Picture, Tone
from bot.discord.quotations import block_size, cited_source, day, quote_lines
from bot.wording import INFERRED, counted
from index.speakers.roles import role_in
from index.types import SpeakerProfile

SAID_ON_PAGE: Final = 5
"""Quotations on one page; with a rule, a section, two texts and a button each under 40 parts."""

View = Literal["quotes", "timeline"]

_ORDERS: Final[dict[View, str]] = {
    "quotes": "the newest first",
    "timeline": "in the order of their days",
}
_NAME: Final = 60
_ROLE: Final = 60
_ALSO_IN: Final = 80
_TOPIC: Final = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of whom is looked at: newest first as quotes, in the order of days as a timeline."""

    view: View
    speaker: str
    about: str = ""
    period: Period = EVER


@dataclass(frozen=True, slots=True)
class SaidListing:
    """One page of what a speaker said, counted from 0, out of `total` statements.

    `undated` statements have no place on a timeline.
    """

    wanted: Wanted
    profile: SpeakerProfile
    quoted: tuple[Quoted, ...]
    page: int
    total: int
    undated: int = 0

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // SAID_ON_PAGE))


def said_page(listing: SaidListing, picture: Picture | None = None) -> Page:
    """A page of quotations, or that there is nothing of the kind."""
    if not listing.total:
        return Page((Block(_nothing(listing)),), Tone.NOTHING)
    head = Block(_head(listing))
    names = (listing.profile.name, *listing.profile.aliases)
    blocks = _fitted(listing.quoted, names, MAX_TEXT - block_size(head))
    return Page((head, *blocks), Tone.ANSWER, picture)


def _head(listing: SaidListing) -> str:
    narrowed, all_ = _narrowed(listing.wanted), listing.profile.statements
    notes = [counted(listing.total, "statement")]
    if not narrowed and listing.total + listing.undated < all_:
        notes[0] += f" ({all_:,} with copies and headlines)"
    if listing.total > 1:
        notes.append(_ORDERS[listing.wanted.view])
    if listing.undated:
        notes.append(f"{listing.undated:,} more without a date: `/quotes` has them")
    name = f"**{escape_line(listing.profile.name, 2 * _NAME)}**"
    return f"{' '.join(filter(None, (name, narrowed)))}\n-# {' · '.join(notes)}"


def _nothing(listing: SaidListing) -> str:
    name = f"**{escape_line(listing.profile.name, 2 * _NAME)}**"
    if listing.undated:
        said = counted(listing.undated, "statement")
        return f"{said} of {name} found, but no article with a date. `/quotes` has them."
    times = counted(listing.profile.statements, "time")
    narrowed = _narrowed(listing.wanted)
    if not narrowed:
        return f"Nothing of {name} is here any more."
    return f"{name} is quoted here {times}, but not {narrowed}."


def _narrowed(wanted: Wanted) -> str:
    """What is left out, as it follows a name; "" for nothing."""
    since, until = wanted.period.since, wanted.period.until
    conditions = [
        f"about “{escape_line(wanted.about, _TOPIC)}”" if wanted.about else None,
        f"since {day(since)}" if since else None,
        f"until {day(until)}" if until else None,
    ]
    return " ".join(filter(None, conditions))


def _fitted(quoted: Sequence[Quoted], names: Sequence[str], room: int) -> list[Block]:
    """A block for each, the longest ones shortened until all fit."""
    whole = [_block(each, names, each.parts) for each in quoted]
    limits = _shares([block_size(block) for block in whole], room)
    return [
        block if block_size(block) <= limit else _cut(each, names, limit)
        for block, each, limit in zip(whole, quoted, limits, strict=True)
    ]


def _shares(sizes: Sequence[int], room: int) -> list[int]:
    """How much of the room each has: what it needs, and of what then is left all the same."""
    shares = list(sizes)
    for done, place in enumerate(sorted(range(len(sizes)), key=sizes.__getitem__)):
        shares[place] = min(sizes[place], room // (len(sizes) - done))
        room -= shares[place]
    return shares


def _cut(quoted: Quoted, names: Sequence[str], limit: int) -> Block:
    """As many of the words as the limit holds, to the end of a word where that can be."""

    def fits(beginning: str) -> bool:
        parts = _beginning(quoted.parts, len(beginning))
        return block_size(_block(quoted, names, parts, cut=True)) <= limit

    kept = longest("".join(quoted.parts), fits)
    edge = max(kept.rfind(" "), kept.rfind("\n"))
    count = edge if edge > len(kept) // 2 else len(kept)
    return _block(quoted, names, _beginning(quoted.parts, count), cut=True)


def _beginning(parts: Sequence[str], count: int) -> list[str]:
    """The parts as far as so many characters reach."""
    kept: list[str] = []
    for part in parts:
        if count <= 0:
            break
        kept.append(part[:count])
        count -= len(part)
    return kept or [""]


def _block(
    quoted: Quoted, names: Sequence[str], parts: Sequence[str], *, cut: bool = False
) -> Block:
    citation = quoted.citation
    last = len(parts) - 1
    lines = [
        quote_lines(part, citation.kind, cut=cut and place == last)
        for place, part in enumerate(parts)
    ]
    url = link_to_words(citation.article.metadata.url, citation.quote)
    return Block(
        "\n".join([_who(quoted, names), *lines]),
        note=f"-# {' · '.join(_notes(quoted, cut))}",
        link=Link("Open", url) if url else None,
        ruled=True,
    )


def _who(quoted: Quoted, names: Sequence[str]) -> str:
    """The speaker, and the role in which this article has them speak."""
    speaker = quoted.citation.speaker
    name = speaker.name if speaker else names[0]
    role = role_in(speaker.as_written, names) if speaker else None
    sure = f" ({INFERRED})" if quoted.citation.inferred else ""
    described = f", {escape_line(role, _ROLE)}" if role else ""
    return f"**{escape_line(name, _NAME)}**{sure}{described}"


def _notes(quoted: Quoted, cut: bool) -> list[str]:
    citation = quoted.citation
    notes = [cited_source(citation)]
    if citation.kind == "indirect":
        notes.append("reported speech, not a quotation")
    if cut:
        notes.append("shortened here")
    return [*notes, f"`{citation.statement_id}`"]
