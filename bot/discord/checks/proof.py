"""A citation on its own: whose words they are, the stored words, and where they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.answering.types import Citation
from bot.discord.escaping import escape_line, longest, size
from bot.discord.fragment import link_to_words
from bot.discord.page import Block, Link
from bot.discord.quotations import block_size, cited_source, quote_lines
from bot.wording import INFERRED, NO_SPEAKER

SHORTEST: Final = 400
"""Characters within which a citation can be shown, whatever is known of its article."""

_MARKS: Final = frozenset('“”„«»"')


def proof_block(citation: Citation, head: str, limit: int, *, ruled: bool = True) -> Block:
    """The citation under `head`, which is Markdown, within `limit` characters for its own part.

    Where it does not fit, author and copies are left out first, then the end of the words.
    `limit` is at least SHORTEST.
    """
    room = limit + size(head)
    whole = _block(citation, head, citation.quote, ruled=ruled)
    if block_size(whole) <= room:
        return whole
    metadata = replace(citation.article.metadata, author=None)
    brief = replace(citation, article=replace(citation.article, metadata=metadata), also_in=())

    def fits(words: str) -> bool:
        return block_size(_block(brief, head, words, ruled=ruled)) <= room

    words = longest(citation.quote, fits)
    if len(words) < len(citation.quote):
        words = (words.rpartition(" ")[0] or words).rstrip()
    return _block(brief, head, words, ruled=ruled)


def credit(citation: Citation) -> str:
    """Who says the words, as far as the article says so."""
    if citation.speaker is not None:
        sure = f" ({INFERRED})" if citation.inferred else ""
        return f"**{escape_line(citation.speaker.name, 100)}**{sure}"
    return "The article’s own words" if citation.kind == "passage" else NO_SPEAKER.capitalize()


def _block(citation: Citation, head: str, words: str, *, ruled: bool) -> Block:
    is_cut = words != citation.quote
    notes = [cited_source(citation)]
    if citation.kind == "indirect" and _MARKS.isdisjoint(citation.quote):
        notes.append("reported speech, not a quotation")
    if citation.statement_id is not None:
        notes.append(f"`{citation.statement_id}`")
    if is_cut:
        notes.append("shortened here")
    quoted = quote_lines(words, citation.kind, cut=is_cut)
    url = link_to_words(citation.article.metadata.url, citation.quote)
    return Block(
        f"{head}\n{quoted}" if head else quoted,
        note=f"-# {' · '.join(notes)}",
        link=Link("Open", url) if url else None,
        ruled=ruled,
    )
