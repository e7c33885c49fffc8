"""Exchanges that are not in the database yet, so that no answer waits for whoever is writing.

Owns the numbers of exchanges, and how they get into the database: all that there are at
once, before anything else is done to exchanges.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Final

from index.exchanges import Exchange, NewExchange
from index.store import exchange_rows as rows
from index.store.database import Database

MOST: Final = 1000
"""So many are kept while they cannot be written; the oldest go first."""

_RANDOM_BITS: Final = 18


class UnwrittenExchanges:
    """The exchanges of all libraries that are still to be written.

    Safe to share between threads.
    """

    def __init__(self, database: Database, most: int = MOST) -> None:
        self._db = database
        self._most = most
        self._lock = threading.Lock()
        self._last = 0
        self._kept: OrderedDict[int, tuple[int, Exchange]] = OrderedDict()

    def add(self, library: int, new: NewExchange) -> Exchange:
        """Give an exchange its number, and keep it until it is written; never waits."""
        given = {name: getattr(new, name) for name in NewExchange.__dataclass_fields__}
        with self._lock:
            at = datetime.now(UTC)
            self._last = _number(at, after=self._last)
            exchange = Exchange(number=self._last, at=at, **given)
            self._kept[exchange.number] = (library, exchange)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return exchange

    def latest(self, library: int, fits: Callable[[Exchange], bool]) -> Exchange | None:
        """The latest one of a library that fits; all that are written are older."""
        with self._lock:
            kept = reversed(self._kept.values())
            return next((each for of, each in kept if of == library and fits(each)), None)

    def shown(self, library: int, number: int, message: str | None) -> None:
        """Note which message shows the answer, if this one is still to be written."""
        with self._lock:
            of, exchange = self._kept.get(number, (None, None))
            if exchange is not None and of == library:
                self._kept[number] = (library, replace(exchange, message=message))

    def write(self) -> None:
        """Write all that there are; raises StorageError."""
        if self._kept:
            with self.writing():
                pass

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction in which all of them are in the database; raises StorageError."""
        with self._lock:
            waiting = dict(self._kept)
        with self._db.writing() as db:
            for library, exchange in waiting.values():
                rows.insert(db, library, exchange)
            yield db
        with self._lock:
            for number in waiting:
                self._kept.pop(number, None)


def _number(at: datetime, after: int) -> int:
    """A number that is not to be guessed, in the order of asking, of 18 digits until 2090."""
    milliseconds = int(at.timestamp() * 1000)
    number = milliseconds << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    # Within a millisecond, or where the clock was put back, chance would order them.
    return number if number > after else after + 1 + secrets.randbits(_RANDOM_BITS)
