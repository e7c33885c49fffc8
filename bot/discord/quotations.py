"""A citation as a reader sees it: a number, the words in a blockquote, and where they stand.

The words are the stored ones, escaped so that they show exactly; where they don't
fit, they end at a word's edge in an ellipsis, and the cut is said in words too.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final

from bot.answering.types import Citation, CitationKind
from bot.discord.escaping import escape, escape_line, longest, size
from bot.discord.fragment import link_to_words, web_address
from bot.discord.page import Block, Link
from bot.wording import INFERRED, NO_SPEAKER, also_in
from index.speakers.roles import roles_in
from index.types import Metadata, Speaker

_NOON_FOR_MOST: Final = time(10, tzinfo=UTC)
"""Discord shows an instant in the reader's own zone: at this hour of the day the date
is the same from Honolulu to Auckland."""

_CUT: Final = "shortened here"
SUPERSEDED: Final = "from an older version of the article"

_POINTING: Final = frozenset("its his her their our my".split())


def citation_block(number: int, citation: Citation) -> Block:
    """The citation with all its words."""
    return _block(number, citation, citation.quote)


def cut_citation_block(number: int, citation: Citation, limit: int) -> Block:
    """As much of the citation as `limit` characters hold, cut between words where it can be."""

    def fits(words: str) -> bool:
        return block_size(_block(number, citation, words, cut=True)) <= limit

    words = _to_word_edge(citation.quote, len(longest(citation.quote, fits)))
    return _block(number, citation, words, cut=True)


def block_size(block: Block) -> int:
    """How much of a message's text a block takes."""
    return sum(size(text) for text in block.texts)


def quote_lines(words: str, kind: CitationKind, *, cut: bool = False) -> str:
    """The words as a blockquote, in quotation marks where they are somebody's own."""
    shown = escape(words.replace("\r\n", "\n")) + ("…" if cut else "")
    marked = f"“{shown}”" if kind == "direct" else shown
    return "\n".join(f"> {line}" for line in marked.split("\n"))


def source_line(metadata: Metadata) -> str:
    """Where words stand: outlet, author, date and title, as far as they are known."""
    parts = [
        escape_line(metadata.publisher, 80) if metadata.publisher else None,
        f"by {escape_line(metadata.author, 80)}" if metadata.author else None,
        day(metadata.published) if metadata.published else None,
        escape_line(metadata.title, 150) if metadata.title else None,
    ]
    return " · ".join(part for part in parts if part) or "source not recorded"


def cited_source(citation: Citation) -> str:
    """Where a citation stands, in what a reader wants to know first: outlet and day.

    The title is left to the context, unless nothing else leads to the article.
    """
    known = citation.article.metadata
    is_found = known.publisher and web_address(known.url)
    parts = [
        escape_line(known.publisher or known.author or "", 80),
        day(known.published) if known.published else "",
        escape_line(also_in(citation.other_outlets), 200) if citation.other_outlets else "",
        "" if is_found else escape_line(known.title or "", 150),
    ]
    return " · ".join(filter(None, parts)) or "source not recorded"


def title_of(metadata: Metadata) -> str:
    return escape_line(metadata.title or "", 150) or "Untitled"


def day(published: date) -> str:
    """A date that every reader sees in their own language."""
    instant = datetime.combine(published, _NOON_FOR_MOST)
    return f"<t:{int(instant.timestamp())}:D>"


def _block(number: int, citation: Citation, words: str, *, cut: bool = False) -> Block:
    """The source stands apart from the words, so that nobody takes it for a part of them."""
    notes = [cited_source(citation)]
    if citation.kind == "indirect":
        notes.append("reported speech, not a quotation")
    if citation.is_superseded:
        notes.append(SUPERSEDED)
    if cut:
        notes.append(_CUT)
    url = link_to_words(citation.article.metadata.url, citation.quote)
    return Block(
        f"**{number}.** {who_said(citation)}\n{quote_lines(words, citation.kind, cut=cut)}",
        note=f"-# {' · '.join(notes)}",
        link=Link("Open", url) if url else None,
        ruled=True,
    )


def who_said(citation: Citation) -> str:
    """Whose words they are, and what the article calls them: "**Ines Maro**, engineer"."""
    if citation.speaker is not None:
        sure = f" ({INFERRED})" if citation.inferred else ""
        role = escape_line(_role(citation.speaker), 100)
        return f"**{escape_line(citation.speaker.name, 100)}**{sure}{f', {role}' if role else ''}"
    if citation.kind == "passage":
        return "The article’s own words"
    return NO_SPEAKER.capitalize()


def _role(speaker: Speaker) -> str:
    """What the article calls the speaker; "" for nothing, or what only its text explains."""
    roles = roles_in(speaker.as_written, speaker.name)
    return ", ".join(role for role in roles if role.split()[0].lower() not in _POINTING)


def _to_word_edge(quote: str, end: int) -> str:
    if end < len(quote) and not quote[end].isspace():
        edge = max(quote.rfind(" ", 0, end), quote.rfind("\n", 0, end))
        end = edge if edge > end // 2 else end
    return quote[:end].rstrip()
