"""An outcome of answering as a page: pure, within Discord's limits, honest about what is left out.

Citations keep their numbers, since the lead refers to them; those that don't fit are
named by number, never silently dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.answering.types import Answer, Citation, NotFound, Outcome, Related
from bot.discord.escaping import escape_line, escape_within
from bot.discord.page import MAX_TEXT, Block, Page, Tone
from bot.discord.quotations import (
    block_size,
    citation_block,
    cut_citation_block,
    source_line,
    title_of,
)
from index.types import Article, Metadata

MAX_CITATIONS: Final = 7
"""With a rule, a section, two texts and a button each, 7 stay under 40 components."""

MAX_NEAREST: Final = 3
"""Articles named where nothing was found."""

_QUESTION_ROOM: Final = 600
"""More than a question may have: its escapes take room too."""

_MAX_LEAD: Final = 1500
_ROOM_FOR_NOTE: Final = 100


def outcome_page(outcome: Outcome, *, nearest: Sequence[Article] = (), asked: bool = True) -> Page:
    """The page for an outcome.

    `nearest` are the articles that came nearest where nothing was found. `asked` puts
    the question on top; a reply to somebody's message need not repeat it.
    """
    question = Block(f"-# {escape_line(outcome.question.text, _QUESTION_ROOM)}")
    head = (question,) if asked else ()
    if isinstance(outcome, NotFound):
        reason = escape_within(outcome.reason, _MAX_LEAD).strip() or "Nothing was found."
        return Page((*head, Block(reason), *_nearest(nearest)), Tone.NOTHING)
    if lead := _lead(outcome).strip():
        head = (*head, Block(lead))
    room = MAX_TEXT - _ROOM_FOR_NOTE - sum(block_size(block) for block in head)
    tone = Tone.ANSWER if isinstance(outcome, Answer) else Tone.RELATED
    return Page((*head, *_citations(outcome.citations, room)), tone)


def _lead(outcome: Answer | Related) -> str:
    if isinstance(outcome, Answer):
        return escape_within(outcome.lead, _MAX_LEAD)
    reason = escape_line(outcome.reason, _MAX_LEAD)
    return f"Nothing here answers that plainly. The closest:\n-# {reason}"


def _citations(citations: tuple[Citation, ...], room: int) -> list[Block]:
    """As many as fit, in order; only the first may have its words shortened."""
    blocks: list[Block] = []
    for number, citation in enumerate(citations[:MAX_CITATIONS], start=1):
        block = citation_block(number, citation)
        if block_size(block) > room:
            if blocks:
                break
            block = cut_citation_block(number, citation, room)
        blocks.append(block)
        room -= block_size(block)
    return [*blocks, *_left_out(len(blocks), len(citations))]


def _left_out(shown: int, total: int) -> list[Block]:
    if shown == total:
        return []
    numbers = f"{shown + 1}" if total - shown == 1 else f"{shown + 1} to {total}"
    return [Block(f"-# {total - shown} more did not fit: number {numbers}. Ask more narrowly.")]


def _nearest(articles: Sequence[Article]) -> list[Block]:
    if not articles:
        return []
    lines = [f"- {_named(article.metadata)}" for article in articles[:MAX_NEAREST]]
    return [Block("What came nearest:\n" + "\n".join(lines), ruled=True)]


def _named(metadata: Metadata) -> str:
    return f"{title_of(metadata)} · {source_line(replace(metadata, title=None, author=None))}"
