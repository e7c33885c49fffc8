"""More: what an answer had no room for, then what else the library holds on its question.

Shown to the person who wants more alone, so that the channel keeps the answer as it was;
its pages turn in place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import ui

from bot.answering.drafting.further import further
from bot.answering.types import Citation, NotFound, Question
from bot.answering.verifier import verify_again
from bot.discord.answers.rendering import count_shown, question_block
from bot.discord.boundary import boundary
from bot.discord.moderation import require_reader
from bot.discord.page import MAX_TEXT, Block, Page, Tone
from bot.discord.quotations import block_size, citation_block, cut_citation_block
from bot.discord.remembering import Presser, recalled
from bot.discord.replies import Interaction, acknowledge, acknowledge_press, show

if TYPE_CHECKING:
    from bot.services import Services
    from index.exchanges import Exchange
    from index.library import Library

PAGE_LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class More:
    """Further quotations on a question; the first has the number `start`."""

    question: Question
    citations: tuple[Citation, ...]
    start: int

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.citations) // PAGE_LENGTH))


class TurnMore(
    ui.DynamicItem[ui.Button[Any]],
    template=r"whosaid:more:(?P<number>\d{1,18}):(?P<page>\d{1,3})",
):
    """Turns to a page, counted from 0, of what else there is."""

    def __init__(self, number: int, page: int, label: str = "Page") -> None:
        custom_id = f"whosaid:more:{number}:{page}"
        super().__init__(ui.Button(label=label, custom_id=custom_id))
        self.number = number
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> TurnMore:
        return cls(int(match["number"]), int(match["page"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one before."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_reader(interaction)
            await _show(interaction, self.number, self.page)


async def show_more(interaction: Interaction, number: int) -> None:
    """Show the first page of what else there is on the question of an answer."""
    await acknowledge(interaction, private=True)
    await require_reader(interaction)
    await _show(interaction, number, 0)


def more_page(more: More, page: int) -> Page:
    """One page, counted from 0; quotations that are long are shortened to fit."""
    head = question_block(more.question)
    if not more.citations:
        return Page((head, Block("I found nothing else on it in this library.")), Tone.NOTHING)
    first = page * PAGE_LENGTH
    shown = more.citations[first : first + PAGE_LENGTH]
    place = f" · {page + 1} of {more.pages}" if more.pages > 1 else ""
    title = Block(f"**More on this**{place}")
    room = (MAX_TEXT - block_size(head) - block_size(title)) // PAGE_LENGTH
    blocks = [
        _block(number, citation, room)
        for number, citation in enumerate(shown, start=more.start + first)
    ]
    return Page((head, title, *blocks), Tone.RELATED)


def _block(number: int, citation: Citation, room: int) -> Block:
    whole = citation_block(number, citation)
    return whole if block_size(whole) <= room else cut_citation_block(number, citation, room)


async def _show(interaction: Interaction, number: int, page: int) -> None:
    services: Services = interaction.client.services
    more = await services.offload.question(_more, services, Presser.of(interaction), number)
    shown = min(page, more.pages - 1)  # there may be less by now
    await show(interaction, more_page(more, shown), *turns(number, more, shown))


def turns(number: int, more: More, page: int) -> list[TurnMore]:
    """The buttons under a page that turn to those beside it."""
    back = [TurnMore(number, page - 1, "Back")] if page > 0 else []
    return [*back, TurnMore(number, page + 1, "Next")] if page + 1 < more.pages else back


def more_of(library: Library, exchange: Exchange) -> More:
    """What else there is on the question of an exchange, under numbers that its answer has not.

    Blocks.
    """
    outcome = verify_again(library, exchange)
    held: tuple[Citation, ...] = ()
    left_out = held
    if not isinstance(outcome, NotFound):
        held, left_out = outcome.citations, outcome.citations[count_shown(outcome) :]
    others = further(library, outcome.question, held)
    start = len(exchange.cited) - len(left_out) + 1
    return More(outcome.question, (*left_out, *others), start)


def _more(services: Services, presser: Presser, number: int) -> More:
    """Raises ExchangeNotFound."""
    exchange = recalled(services, presser, number)
    return more_of(services.libraries.get(presser.server), exchange)
