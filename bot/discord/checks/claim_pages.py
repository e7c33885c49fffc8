"""The claims of a message with what speaks to them, as a page within Discord's limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.answering.checking.claims import MOST_CLAIMS, Claim, Claims
from bot.answering.types import Citation
from bot.discord.checks.proof import credit, proof_block
from bot.discord.escaping import escape_line
from bot.discord.page import MAX_TEXT, Block, Page, Tone
from bot.discord.quotations import block_size
from bot.wording import counted

MOST_SOURCES: Final = 5
"""With a section, two texts and a button each, and the claims above them, under 40 components."""

_LONGEST: Final = 900
_ROOM_AROUND: Final = 400
_SPEAKS: Final = "These words speak to it:"
_RESEMBLES: Final = (
    "Nothing says so in these words. Nearest in meaning, but perhaps on something else:"
)
_NOTHING: Final = "Nothing in the library on this."
_CLAIM: Final = 110
_HEADING: Final = 210
_CREDIT: Final = 120


def claims_page(found: Claims, where: str) -> Page:
    """What the library holds on each claim; `where` says in Markdown whose claims they are."""
    head = Block(f"-# {where}")
    if not found.claims:
        return Page(
            (head, Block("There is nothing in it that I could look for: no whole sentence.")),
            Tone.NOTHING,
        )
    tone = Tone.RELATED if any(map(_shown, found.claims)) else Tone.NOTHING
    note = [Block(_note(found))] if found.left_out or tone is Tone.RELATED else []
    return Page((head, *_claims(found), *note), tone)


def _claims(found: Claims) -> Iterator[Block]:
    """Each claim with one or two sources, as many as there is room for."""
    room = MAX_TEXT - _ROOM_AROUND - len(found.claims) * _HEADING
    spoken = sum(1 for claim in found.claims if _shown(claim))
    each = 2 if 2 * spoken <= MOST_SOURCES else 1
    left = sum(len(_shown(claim)[:each]) for claim in found.claims)
    for claim in found.claims:
        yield _heading(claim)
        for citation in _shown(claim)[:each]:
            limit = min(_LONGEST, room // left) - _CREDIT
            block = proof_block(citation, credit(citation), limit, ruled=False)
            room, left = room - block_size(block), left - 1
            yield block


def _shown(claim: Claim) -> tuple[Citation, ...]:
    return claim.sources or claim.nearest


def _heading(claim: Claim) -> Block:
    words = escape_line(claim.words, _CLAIM)
    told = _SPEAKS if claim.sources else _RESEMBLES if claim.nearest else _NOTHING
    return Block(f"*{words}*\n{told}", ruled=True)


def _note(found: Claims) -> str:
    judge = "Whether they bear it out is for you to judge."
    if not found.left_out:
        return f"-# {judge}"
    more = counted(found.left_out, "more sentence")
    return f"-# {judge} {more} not looked at: I take {MOST_CLAIMS} at a time."
