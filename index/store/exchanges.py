"""SQL for exchanges: what was asked of a library, what was answered, and how it was rated."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from sqlite3 import Row
from typing import Any, Final

from index.errors import ExchangeNotFound
from index.exchanges import CitedWords, Exchange, Limits, NewExchange, Ratings
from index.store.database import Database
from index.store.written_rows import written_as_json, written_from_json
from index.types import Span

_SELECT: Final = """SELECT number, at, question, understood, asked, asker, channel, message,
    follows, status, reason, private, limits, cited, written FROM exchanges WHERE library_id = ?"""


class ExchangeStore:
    """The exchanges of one library; safe to share between threads."""

    def __init__(self, database: Database, library: int) -> None:
        self._db = database
        self._library = library

    def record(self, new: NewExchange) -> Exchange:
        """Keep an exchange, and give it its number."""
        at = datetime.now(UTC)
        with self._db.writing() as db:
            cursor = db.execute(
                """INSERT INTO exchanges (library_id, at, question, understood, asked, asker,
                       channel, follows, status, reason, private, limits, cited, written)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    self._library,
                    at.isoformat(),
                    new.question,
                    new.understood,
                    new.asked.isoformat(),
                    new.asker,
                    new.channel,
                    new.follows,
                    new.status,
                    new.reason,
                    new.private,
                    _limits_as_json(new.limits),
                    json.dumps([_cited_as_list(words) for words in new.cited]),
                    written_as_json(new.written),
                ),
            )
        kept = {name: getattr(new, name) for name in NewExchange.__dataclass_fields__}
        return Exchange(number=cursor.lastrowid or 0, at=at, **kept)

    def shown(self, number: int, message: str | None) -> None:
        """Note which message shows the answer, or that none does; nothing where it is gone."""
        with self._db.writing() as db:
            db.execute(
                "UPDATE exchanges SET message = ? WHERE library_id = ? AND number = ?",
                (message, self._library, number),
            )

    def get(self, number: int) -> Exchange:
        """Raises ExchangeNotFound."""
        found = self._one("number = ?", number)
        if found is None:
            raise ExchangeNotFound(number)
        return found

    def of_message(self, message: str) -> Exchange | None:
        """The exchange whose answer a message shows."""
        return self._one("message = ?", message)

    def rate(self, number: int, by: str, value: int | None) -> Ratings:
        """Set what one person thinks of an answer: 1, -1, or None for nothing any more.

        Raises ExchangeNotFound.
        """
        self.get(number)
        with self._db.writing() as db:
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

    def publish(self, number: int, *, public: bool = True) -> bool:
        """Make a private answer a public one, or take that back; False where it is so already."""
        with self._db.writing() as db:
            changed = db.execute(
                """UPDATE exchanges SET private = ?
                   WHERE library_id = ? AND number = ? AND private = ?""",
                (not public, self._library, number, public),
            )
        return changed.rowcount == 1

    def forget(self, number: int) -> None:
        """Let go of an exchange and its ratings; those that follow it stand alone then."""
        with self._db.writing() as db:
            db.execute(
                "DELETE FROM exchanges WHERE library_id = ? AND number = ?",
                (self._library, number),
            )

    def last_in(self, channel: str) -> Exchange | None:
        """The last exchange in a channel or thread that everybody there can see."""
        return self._one("NOT private AND channel = ?", channel)

    def _one(self, condition: str, value: object) -> Exchange | None:
        with self._db.reading() as db:
            row = db.execute(
                f"{_SELECT} AND {condition} ORDER BY number DESC LIMIT 1", (self._library, value)
            ).fetchone()
        return _exchange(row) if row else None


def _exchange(row: Row | tuple[Any, ...]) -> Exchange:
    number, at, question, understood, asked, asker, channel, message, follows = row[:9]
    status, reason, private, limits, cited, written = row[9:]
    return Exchange(
        number=number,
        at=datetime.fromisoformat(at),
        question=question,
        understood=understood,
        asked=date.fromisoformat(asked),
        asker=asker,
        channel=channel,
        message=message,
        follows=follows,
        status=status,
        reason=reason,
        private=bool(private),
        limits=_limits(limits),
        cited=tuple(cited_words(*words) for words in json.loads(cited)),
        written=written_from_json(written),
    )


def _limits_as_json(limits: Limits) -> str:
    days = [day.isoformat() if day else None for day in (limits.since, limits.until)]
    return json.dumps([limits.speaker, limits.outlet, *days])


def _limits(stored: str) -> Limits:
    speaker, outlet, *days = json.loads(stored)
    since, until = (date.fromisoformat(day) if day else None for day in days)
    return Limits(speaker, outlet, since, until)


def _cited_as_list(words: CitedWords) -> list[Any]:
    place = [words.span.start, words.span.end]
    return [words.article_id, words.version, *place, words.kind, words.statement_id]


def cited_words(
    article_id: str, version: int, start: int, end: int, kind: Any, statement_id: str | None
) -> CitedWords:
    """What is kept in place of words that were shown, as they were cited."""
    return CitedWords(article_id, version, Span(start, end), kind, statement_id)
