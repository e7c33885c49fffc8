"""An exchange as a row of the database, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from sqlite3 import Connection, Row
from typing import Any, Final

from index.exchanges import CitedWords, Exchange, Limits
from index.store.written_rows import written_as_json, written_from_json
from index.types import Span

COLUMNS: Final = """number, at, question, understood, asked, asker, channel, message,
    follows, status, reason, private, limits, cited, written"""


def read(row: Row | tuple[Any, ...]) -> Exchange:
    """An exchange from its columns."""
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
        cited=cited_from_json(cited),
        written=written_from_json(written),
    )


def _limits(stored: str) -> Limits:
    speaker, outlet, *days = json.loads(stored)
    since, until = (date.fromisoformat(day) if day else None for day in days)
    return Limits(speaker, outlet, since, until)


def insert(db: Connection, library: int, new: Exchange) -> None:
    """An exchange whose exchange before has been forgotten meanwhile stands alone."""
    db.execute(
        """INSERT INTO exchanges (number, library_id, at, question, understood, asked, asker,
               channel, message, follows, status, reason, private, limits, cited,
               written)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT number FROM exchanges WHERE number = ?),
               ?, ?, ?, ?, ?, ?)
           ON CONFLICT (number) DO NOTHING""",
        (
            new.number,
            library,
            new.at.isoformat(),
            _whole(new.question),
            _whole(new.understood) if new.understood else None,
            new.asked.isoformat(),
            new.asker,
            new.channel,
            new.message,
            new.follows,
            new.status,
            new.reason,
            new.private,
            _limits_as_json(new.limits),
            cited_as_json(new.cited),
            written_as_json(new.written),
        ),
    )


def _whole(text: str) -> str:
    """Without half characters, which no database takes."""
    return text.encode(errors="replace").decode()


def _limits_as_json(limits: Limits) -> str:
    days = [day.isoformat() if day else None for day in (limits.since, limits.until)]
    return json.dumps([limits.speaker, limits.outlet, *days])


def cited_as_json(cited: Iterable[CitedWords]) -> str:
    """The places of words that were shown, as they are stored."""
    return json.dumps(
        [
            [each.article_id, each.version, each.span.start, each.span.end, each.kind,
             each.statement_id]
            for each in cited
        ]
    )  # fmt: skip


def cited_from_json(stored: str) -> tuple[CitedWords, ...]:
    """The same as values."""
    return tuple(
        CitedWords(article_id, version, Span(start, end), kind, statement_id)
        for article_id, version, start, end, kind, statement_id in json.loads(stored)
    )
