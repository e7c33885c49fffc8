"""What somebody's message means: which exchange it goes on with, and what it asks.

Owns the look-up of the exchanges before; all of it blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.answering.follow_up.commands import Command
from bot.answering.follow_up.people import genders
from bot.answering.follow_up.turns import Cited, Turn
from bot.answering.follow_up.understanding import (
    ALONE,
    Understanding,
    needs_rewriting,
    understand,
)
from bot.answering.proofs import prove_again
from bot.answering.questions.question import Reader
from bot.discord.answers.desk import writes_for
from index.errors import ExchangeNotFound
from index.exchanges import Exchange
from index.library import Library

if TYPE_CHECKING:
    from bot.services import Services
    from index.store.exchanges import ExchangeStore


MOST_EXCHANGES: Final = 20
"""How far back a conversation is followed."""
_ANY_WORDS: Final = "something"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says to the bot, as "discord:7", and where.

    `replied_to` is the message that it replies to and `thread` the thread that it stands in,
    both by id. `of_another` says that it replies to somebody else's message, whose `words`
    are "" where Discord does not show them.
    """

    text: str
    asker: str
    replied_to: str | None = None
    thread: str | None = None
    of_another: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """What it means, in the light of the exchanges before, the nearest first, and their turns.

    `lacks_words` says that it is about a message whose words Discord does not show, and
    `model_seconds` how long a language model took to understand it.
    """

    understanding: Understanding
    before: tuple[Exchange, ...] = ()
    turns: tuple[Turn, ...] = ()
    lacks_words: bool = False
    model_seconds: float = 0.0


def meant(services: Services, name: str, said: Said) -> Meant:
    """What is meant in the library of this name. Raises StorageError."""
    library, store = services.libraries.get(name), services.libraries.exchanges(name)
    today = datetime.now(UTC).date()
    reader, gender_of = Reader.of(library, today), genders(library)
    if said.words:
        turns: tuple[Turn, ...] = (Turn(said.words, today),)
        return Meant(understand(said.text, turns, reader, gender_of), (), turns)
    exchange = _exchange(store, said)
    if exchange is None and said.of_another:
        # Whatever means something after any words at all is about the words of that message.
        about = understand(said.text, (Turn(_ANY_WORDS, today),), reader, gender_of)
        return Meant(about, lacks_words=about != ALONE)
    before = tuple(_chain(store, exchange, said.asker)) if exchange else ()
    turns = tuple(_turn(library, each) for each in before)
    understanding = understand(said.text, turns, reader, gender_of)
    lacks_words = said.of_another and isinstance(understanding, Command)
    return Meant(understanding, before, turns, lacks_words)


def may_be_rewritten(services: Services, said: Said, found: Meant) -> bool:
    """Whether there is a language model for it, and something before that it may be told.

    Only what was asked and answered here is told to it, no message of anybody.
    """
    needed = bool(found.before) and needs_rewriting(found.understanding, said.text)
    return services.writer is not None and needed


def rewritten(services: Services, name: str, said: Said, found: Meant) -> Meant:
    """The same as a language model understands it, where the server has chosen one.

    Waits for the model. Raises StorageError.
    """
    library, writer = services.libraries.get(name), services.writer
    if writer is None or not writes_for(services, name):
        return found
    reader, gender_of = Reader.of(library, datetime.now(UTC).date()), genders(library)
    taken = writer.rewriter.rewritten(
        library, said.text, found.turns, found.understanding, reader, gender_of
    )
    return replace(found, understanding=taken.understanding, model_seconds=taken.seconds)


def _exchange(store: ExchangeStore, said: Said) -> Exchange | None:
    """The exchange whose answer was replied to, else the last one in its thread.

    What was answered to somebody alone is for nobody else to go on with.
    """
    found = store.of_message(said.replied_to) if said.replied_to else None
    if found is None and said.thread and (opened := store.of_message(said.thread)):
        # A thread has the id of the message that it was opened from.
        found = store.last_in(said.thread) or opened
    return found if found and found.is_open_to(said.asker) else None


def _chain(store: ExchangeStore, exchange: Exchange, asker: str) -> Iterator[Exchange]:
    """The exchange and those before it that it follows, as far back as is looked."""
    yield exchange
    for _ in range(MOST_EXCHANGES - 1):
        if exchange.follows is None:
            return
        try:
            exchange = store.get(exchange.follows)
        except ExchangeNotFound:
            return
        if not exchange.is_open_to(asker):
            return
        yield exchange


def _turn(library: Library, exchange: Exchange) -> Turn:
    return Turn(
        exchange.meaning, exchange.asked, exchange.limits, partial(_cited, library, exchange)
    )


def _cited(library: Library, exchange: Exchange) -> Cited:
    return tuple(prove_again(library, words) for words in exchange.cited)
