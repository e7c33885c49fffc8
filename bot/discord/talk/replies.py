"""Replies to what somebody asks of an answer itself: "when was this?", "more", "the context".

Each is remembered as an exchange, answered, that cites what its answer cited, so that it
can be replied to in its turn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from bot.answering.follow_up.commands import Command, command_of
from bot.answering.follow_up.replies import NO_MORE, Manner, Told, replied, wanted
from bot.answering.types import Citation
from bot.discord.answers.answering import Answered
from bot.discord.answers.more import PAGE_LENGTH, more_of, more_page, turns
from bot.discord.answers.surroundings import context_page
from bot.discord.escaping import escape_line
from bot.discord.fragment import link_to_words
from bot.discord.layout import Item
from bot.discord.page import MAX_TEXT, Block, Link, Page, Tone
from bot.discord.quotations import block_size, day
from bot.discord.remembering import cited_words
from bot.discord.talk.conversation import Meant, Said
from index.exchanges import CitedWords, Exchange, NewExchange

if TYPE_CHECKING:
    from bot.services import Services

MAX_LINES: Final = 10
"""With a section, a text and a button each, 10 stay under 40 components."""

_LONGEST_NAME: Final = 150
_WHY: Final = "-# Why, only the article may tell. This is what stands around the words:"
MANNER: Final = Manner(day, lambda words: escape_line(words, _LONGEST_NAME))
"""How days and names are written in a message."""


@dataclass(frozen=True, slots=True)
class _Reply:
    page: Page
    cited: tuple[CitedWords, ...]
    buttons: tuple[Item, ...] = ()


def reply_to(
    services: Services, name: str, command: Command, said: Said, meant: Meant, channel: str
) -> Answered:
    """The reply to a command about the answer before it.

    Blocks. Raises StorageError.
    """
    exchange = meant.before[0]
    made = _reply(services, name, command, meant)
    recorded = services.libraries.exchanges(name).record(
        NewExchange(
            question=said.text,
            understood=exchange.meaning,
            asked=exchange.asked,
            asker=said.asker,
            channel=channel,
            private=exchange.private,
            limits=exchange.limits,
            follows=exchange.number,
            status="answered",
            cited=made.cited,
        )
    )
    return Answered(made.page, made.buttons, recorded.number)


def told_page(lines: list[Told]) -> Page:
    """Lines about citations, each with a link to its article; those that don't fit are counted."""
    blocks: list[Block] = []
    room = MAX_TEXT - 100
    for line in lines[:MAX_LINES]:
        block = Block(line.text, link=_link(line.citation))
        room -= block_size(block)
        if room < 0:
            break
        blocks.append(block)
    left = len(lines) - len(blocks)
    note = [Block(f"-# and {left} more; ask for one by its number.")] if left else []
    return Page((*blocks, *note))


def _reply(services: Services, name: str, command: Command, meant: Meant) -> _Reply:
    if command.asked == "more":
        return _more(services, name, meant)
    cited = meant.turns[0].citations
    if command.asked in ("context", "why"):
        for number, citation in wanted(cited, command).items():
            if citation is not None:
                page = _context(number, citation, why=command.asked == "why")
                return _Reply(page, meant.before[0].cited)
    return _Reply(told_page(replied(cited, command, MANNER)), meant.before[0].cited)


def _more(services: Services, name: str, meant: Meant) -> _Reply:
    """The next page of what else there is: each "more" in a row is the next one."""
    page = len(list(takewhile(_asked_for_more, meant.before)))
    answered = meant.before[min(page, len(meant.before) - 1)]
    more = more_of(services.libraries.get(name), answered)
    if page >= more.pages:
        return _Reply(Page((Block(NO_MORE),), Tone.NOTHING), answered.cited)
    seen = more.citations[: (page + 1) * PAGE_LENGTH]
    cited = (*answered.cited[: more.start - 1], *map(cited_words, seen))
    return _Reply(more_page(more, page), cited, tuple(turns(answered.number, more, page)))


def _asked_for_more(exchange: Exchange) -> bool:
    command = command_of(exchange.question)
    return command is not None and command.asked == "more"


def _context(number: int, citation: Citation, *, why: bool) -> Page:
    page = context_page(number, citation)
    room = MAX_TEXT - sum(map(block_size, page.blocks))
    return replace(page, blocks=(Block(_WHY), *page.blocks)) if why and room > len(_WHY) else page


def _link(citation: Citation | None) -> Link | None:
    url = link_to_words(citation.article.metadata.url, citation.quote) if citation else None
    return Link("Open", url) if url else None
