"""What somebody's message means: which exchange it goes on with, and what it asks.

Owns the look-up of the exchanges before; all of it blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.answering.follow_up import Understanding, understand
from bot.answering.follow_up_people import genders
from bot.answering.follow_up_turns import MOST_TURNS, Cited, Turn
from bot.answering.question import Reader
from bot.answering.verifier import prove_again
from index.errors import ExchangeNotFound
from index.exchanges import Exchange
from index.library import Library

if TYPE_CHECKING:
    from bot.services import Services
    from index.store.exchanges import ExchangeStore


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says to the bot, as "discord:7", and where.

    `replied_to` is the message that it replies to and `thread` the thread that it stands in,
    both by id. `words` are those of the message replied to, where that is somebody else's.
    """

    text: str
    asker: str
    replied_to: str | None = None
    thread: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """What it means, with the exchange that it goes on with and the turns up to that one."""

    understanding: Understanding
    exchange: Exchange | None = None
    turns: tuple[Turn, ...] = ()


def meant(services: Services, name: str, said: Said) -> Meant:
    """What is meant in the library of this name. Raises StorageError."""
    library, store = services.libraries.get(name), services.libraries.exchanges(name)
    today = datetime.now(UTC).date()
    if said.words:
        turns: tuple[Turn, ...] = (Turn(said.words, today),)
        return Meant(_understood(library, said, turns, today), None, turns)
    exchange = _exchange(store, said)
    before = list(_chain(store, exchange)) if exchange else []
    turns = tuple(_turn(library, each) for each in before)
    return Meant(_understood(library, said, turns, today), exchange, turns)


def _understood(
    library: Library, said: Said, turns: tuple[Turn, ...], today: date
) -> Understanding:
    return understand(said.text, turns, Reader.of(library, today), genders(library))


def _exchange(store: ExchangeStore, said: Said) -> Exchange | None:
    """The exchange whose answer was replied to, else the last one in its thread.

    What was answered to somebody alone is for nobody else to go on with.
    """
    found = store.of_message(said.replied_to) if said.replied_to else None
    if found is None and said.thread and (opened := store.of_message(said.thread)):
        # A thread has the id of the message that it was opened from.
        found = store.last_in(said.thread) or opened
    return found if found and not (found.private and found.asker != said.asker) else None


def _chain(store: ExchangeStore, exchange: Exchange) -> Iterator[Exchange]:
    """The exchange and those before it that it follows, as far back as is looked."""
    yield exchange
    for _ in range(MOST_TURNS - 1):
        if exchange.follows is None:
            return
        try:
            exchange = store.get(exchange.follows)
        except ExchangeNotFound:
            return
        yield exchange


def _turn(library: Library, exchange: Exchange) -> Turn:
    return Turn(
        exchange.meaning, exchange.asked, exchange.limits, partial(_cited, library, exchange)
    )


def _cited(library: Library, exchange: Exchange) -> Cited:
    return tuple(prove_again(library, words) for words in exchange.cited)
