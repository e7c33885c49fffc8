"""SQL for exchanges: what was asked of a library, what was answered, and how it was rated."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Final

from index.errors import ExchangeNotFound
from index.exchanges import CitedWords, Exchange, NewExchange, Ratings
from index.store import exchange_rows as rows
from index.store.database import Database
from index.store.unwritten import UnwrittenExchanges

_SELECT: Final = f"SELECT {rows.COLUMNS} FROM exchanges WHERE library_id = ?"


class ExchangeStore:
    """The exchanges of one library; safe to share between threads."""

    def __init__(self, database: Database, library: int, unwritten: UnwrittenExchanges) -> None:
        self._db = database
        self._library = library
        self._unwritten = unwritten

    def record(self, new: NewExchange) -> Exchange:
        """Keep an exchange, and give it its number.

        Waits for nobody: it is written with the next that is written, here or by `write`.
        """
        return self._unwritten.add(self._library, new)

    def write(self) -> None:
        """Write what has been recorded; raises StorageError, and then keeps it all the same."""
        self._unwritten.write()

    def shown(self, number: int, message: str | None) -> None:
        """Note which message shows the answer, or that none does; nothing where it is gone."""
        self._unwritten.shown(self._library, number, message)
        with self._unwritten.writing() as db:
            db.execute(
                "UPDATE exchanges SET message = ? WHERE library_id = ? AND number = ?",
                (message, self._library, number),
            )

    def get(self, number: int) -> Exchange:
        """Raises ExchangeNotFound."""
        found = self._one("number = ?", number, lambda each: each.number == number)
        if found is None:
            raise ExchangeNotFound
        return found

    def of_message(self, message: str) -> Exchange | None:
        """The exchange whose answer a message shows."""
        return self._one("message = ?", message, lambda each: each.message == message)

    def rate(self, number: int, by: str, value: int | None) -> Ratings:
        """Set what one person thinks of an answer: 1, -1, or None for nothing any more.

        Raises ExchangeNotFound.
        """
        self.get(number)
        with self._unwritten.writing() as db:
            db.execute("DELETE FROM ratings WHERE exchange = ? AND by = ?", (number, by))
            if value is not None:
                at = datetime.now(UTC).isoformat()
                db.execute("INSERT INTO ratings VALUES (?, ?, ?, ?)", (number, by, value, at))
        return self.ratings(number)

    def ratings(self, number: int) -> Ratings:
        """What people think of an answer."""
        with self._db.reading() as db:
            up, down = db.execute(
                """SELECT count(*) FILTER (WHERE value > 0), count(*) FILTER (WHERE value < 0)
                   FROM ratings r JOIN exchanges e ON e.number = r.exchange
                   WHERE e.library_id = ? AND r.exchange = ?""",
                (self._library, number),
            ).fetchone()
        return Ratings(up, down)

    def rating(self, number: int, by: str) -> int | None:
        """What one person thinks of an answer: 1, -1, or None for nothing."""
        with self._db.reading() as db:
            row = db.execute(
                """SELECT value FROM ratings r JOIN exchanges e ON e.number = r.exchange
                   WHERE e.library_id = ? AND r.exchange = ? AND r.by = ?""",
                (self._library, number, by),
            ).fetchone()
        return int(row[0]) if row else None

    def publish(self, number: int, cited: Iterable[CitedWords], *, public: bool = True) -> bool:
        """Make a private answer a public one, or take that back; False where it is so already.

        `cited` is what it cites from then on.
        """
        with self._unwritten.writing() as db:
            changed = db.execute(
                """UPDATE exchanges SET private = ?, cited = ?
                   WHERE library_id = ? AND number = ? AND private = ?""",
                (not public, rows.cited_as_json(cited), self._library, number, public),
            )
        return changed.rowcount == 1

    def last_in(self, channel: str) -> Exchange | None:
        """The last exchange in a channel or thread that everybody there can see."""
        return self._one(
            "NOT private AND channel = ?",
            channel,
            lambda each: not each.private and each.channel == channel,
        )

    def _one(
        self, condition: str, value: object, fits: Callable[[Exchange], bool]
    ) -> Exchange | None:
        """The latest one that fits, which the condition says once more in SQL."""
        if unwritten := self._unwritten.latest(self._library, fits):
            return unwritten
        with self._db.reading() as db:
            row = db.execute(
                f"{_SELECT} AND {condition} ORDER BY number DESC LIMIT 1", (self._library, value)
            ).fetchone()
        return rows.read(row) if row else None
