"""A summary of what was said on a topic, as pages. Pure, within Discord's limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.drafting.briefs import BriefRow
from bot.answering.questions.period import EVER, Period
from bot.answering.types import Citation
from bot.discord.escaping import escape, escape_line, longest
from bot.discord.fragment import link_to_words
from bot.discord.page import MAX_TEXT, Block, Link, Page, Tone
from bot.discord.quotations import block_size, day, quote_lines, who_said
from bot.wording import also_in, counted

LINES_ON_PAGE: Final = 6
"""With a rule, a section, two texts and a button each under 40 parts of a message."""
LONGEST_WORDS: Final = 400
"""Characters of a line's words: the rest is a click away."""

_TOPIC: Final = 120
_HEAD: Final = 500


@dataclass(frozen=True, slots=True)
class WantedBrief:
    """What is to be summed up: a topic, within days."""

    topic: str
    period: Period = EVER


@dataclass(frozen=True, slots=True)
class BriefListing:
    """One page of a summary, counted from 0, out of `total` lines.

    `left_out` are lines beyond those that a summary holds, and `note` says, in a sentence,
    what there is to say of the language model.
    """

    wanted: WantedBrief
    rows: tuple[BriefRow, ...]
    page: int
    total: int
    left_out: int = 0
    note: str = ""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // LINES_ON_PAGE))


def brief_page(listing: BriefListing) -> Page:
    """A page of lines, or that nobody is quoted on it."""
    on = _on(listing.wanted)
    if not listing.total:
        return Page((Block(f"Nobody is quoted here {on}."),), Tone.NOTHING)
    notes = [counted(listing.total, "line"), "in the order of time"]
    if listing.left_out:
        notes.append(f"{listing.left_out:,} more left out: narrow it with `since` and `until`")
    if listing.note:
        notes.append(escape_line(listing.note, _TOPIC))
    head = Block(f"**What was said {on}**\n-# {' · '.join(notes)}")
    room = (MAX_TEXT - max(block_size(head), _HEAD)) // LINES_ON_PAGE
    first = listing.page * LINES_ON_PAGE + 1
    blocks = [_line(number, row, room) for number, row in enumerate(listing.rows, start=first)]
    return Page((head, *blocks), Tone.ANSWER)


def _on(wanted: WantedBrief) -> str:
    since, until = wanted.period.since, wanted.period.until
    parts = [
        f"on “{escape_line(wanted.topic, _TOPIC)}”",
        f"since {day(since)}" if since else "",
        f"until {day(until)}" if until else "",
    ]
    return " ".join(filter(None, parts))


def _line(number: int, row: BriefRow, room: int) -> Block:
    """Who said what on which day; as many of the words as there is room for."""
    if row.sentence:
        sentence = _block(number, row, [escape(row.sentence)])
        if block_size(sentence) <= room:
            return sentence
    parts, kind = row.quoted.parts, row.quoted.citation.kind
    words = "".join(parts)

    def block(count: int) -> Block:
        shown = _beginning(parts, count)
        cut = count < len(words)
        lines = [
            quote_lines(part, kind, cut=cut and place == len(shown))
            for place, part in enumerate(shown, start=1)
        ]
        return _block(number, row, lines, cut=cut)

    kept = longest(words[:LONGEST_WORDS], lambda some: block_size(block(len(some))) <= room)
    edge = len(kept) if len(kept) == len(words) else kept.rfind(" ")
    return block(edge if edge > len(kept) // 2 else len(kept))


def _beginning(parts: Sequence[str], count: int) -> list[str]:
    """The parts as far as so many characters reach, at least the beginning of one."""
    shown: list[str] = []
    for part in parts:
        if count <= 0 and shown:
            break
        shown.append(part[: max(count, 0)])
        count -= len(part)
    return shown


def _block(number: int, row: BriefRow, lines: Sequence[str], *, cut: bool = False) -> Block:
    citation = row.quoted.citation
    when = day(row.day) if row.day else "without a date"
    url = link_to_words(citation.article.metadata.url, citation.quote)
    return Block(
        "\n".join([f"**{number}.** {when} · {who_said(citation)}", *lines]),
        note=f"-# {' · '.join(_notes(row, citation, cut))}",
        link=Link("Open", url) if url else None,
        ruled=True,
    )


def _notes(row: BriefRow, citation: Citation, cut: bool) -> list[str]:
    known = citation.article.metadata
    is_reported = citation.kind == "indirect" and not row.sentence
    notes = [
        escape_line(known.publisher or known.title or known.author or "source not recorded", 80),
        escape_line(also_in(citation.other_outlets), 80) if citation.other_outlets else "",
        "reported speech, not a quotation" if is_reported else "",
        "shortened here" if cut else "",
        f"`{citation.statement_id}`",
    ]
    return list(filter(None, notes))
