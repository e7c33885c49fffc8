"""A quotation that was asked for by its id, as a page: pure, and within Discord's limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bot.answering.types import Citation
from bot.discord.checks.proof import SHORTEST, credit, proof_block
from bot.discord.page import MAX_TEXT, Block, Page, Tone
from bot.discord.quotations import block_size
from bot.wording import counted
from index.records import CitedStatement

MOST_PARTS: Final = 6
_ROOM: Final = MAX_TEXT - 300


def cite_page(found: CitedStatement, citations: Sequence[Citation]) -> Page:
    """The statement's words, and whether the article still says so."""
    return Page((*_parts(citations), *_age(found)), Tone.ANSWER)


def _parts(citations: Sequence[Citation]) -> Iterator[Block]:
    room, shown = _ROOM, 0
    for citation in citations[:MOST_PARTS]:
        head = credit(citation) if not shown else ""
        if room < SHORTEST + len(head):
            break
        block = proof_block(citation, head, room - len(head), ruled=shown > 0)
        room, shown = room - block_size(block), shown + 1
        yield block
    if rest := len(citations) - shown:
        yield Block(f"-# {counted(rest, 'more part')} of it for which there is no room.")


def _age(found: CitedStatement) -> Iterator[Block]:
    if found.is_superseded:
        yield Block(
            f"-# This is what version {found.article.version} of the article said. The newest, "
            f"version {found.newest}, does not say it like that any more."
        )
