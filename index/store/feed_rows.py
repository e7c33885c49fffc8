"""Rows of feeds and of their entries, as values and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from sqlite3 import Connection
from typing import Any, Final

from index.feeds.types import Entry, Feed, Validators

_COLUMNS: Final = (
    "number, address, title, channel, first, added_at, added_by, etag, last_modified,"
    " next_poll, last_success, failures, failing_since, last_error, paused"
)


def select(db: Connection, condition: str, values: Sequence[object]) -> list[Feed]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM feeds WHERE {condition}", values)
    return [_feed(*row) for row in rows]


def by_id(db: Connection, id_: int) -> Feed:
    return select(db, "id = ?", (id_,))[0]


def row_of(db: Connection, library: int, number: int) -> int | None:
    row = db.execute(
        "SELECT id FROM feeds WHERE library_id = ? AND number = ?", (library, number)
    ).fetchone()
    return int(row[0]) if row else None


def is_unread(db: Connection, feed: int) -> bool:
    """Whether nothing of a feed was ever written down."""
    return not db.execute(
        "SELECT EXISTS (SELECT 1 FROM feed_entries WHERE feed_id = ?)", (feed,)
    ).fetchone()[0]


def revisions(db: Connection, feed: int) -> dict[str, str]:
    """The revisions of a feed's entries that are known, by identity."""
    return dict(
        db.execute("SELECT identity, revision FROM feed_entries WHERE feed_id = ?", (feed,))
    )


def put_entry(
    db: Connection, feed: int, entry: Entry, *, found_at: str, try_at: str | None
) -> None:
    """Let an entry wait until `try_at`, or pass it over where that is None.

    One that changed is read again, unless it was passed over and never was an article.
    """
    state = "skipped" if try_at is None else "waiting"
    written = None if try_at is None else dump(entry)
    db.execute(
        """INSERT INTO feed_entries (feed_id, identity, revision, state, found_at, link, entry,
                try_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (feed_id, identity) DO UPDATE SET revision = excluded.revision,
                state = iif(state = 'skipped' AND article_id IS NULL, state, excluded.state),
                found_at = excluded.found_at, link = excluded.link,
                entry = iif(state = 'skipped' AND article_id IS NULL, NULL, excluded.entry),
                try_at = excluded.try_at, attempts = 0""",
        (feed, entry.identity, entry.revision, state, found_at, entry.link, written, try_at),
    )


def pass_over(db: Connection, feed: int, most: int) -> None:
    """Let no more than `most` entries wait: those that were found first are passed over."""
    db.execute(
        """UPDATE feed_entries SET state = 'skipped', entry = NULL
            WHERE feed_id = ?1 AND state = 'waiting' AND identity NOT IN (
                SELECT identity FROM feed_entries WHERE feed_id = ?1 AND state = 'waiting'
                ORDER BY found_at DESC, try_at LIMIT ?2)""",
        (feed, most),
    )


def dump(entry: Entry) -> str:
    return json.dumps(asdict(entry), default=datetime.isoformat)


def load(written: str) -> Entry:
    known: dict[str, Any] = json.loads(written)
    if known["published"] is not None:
        known["published"] = datetime.fromisoformat(known["published"])
    return Entry(**known)


def _feed(
    number: int,
    address: str,
    title: str | None,
    channel: str | None,
    first: int,
    added_at: str,
    added_by: str,
    etag: str | None,
    last_modified: str | None,
    next_poll: str,
    last_success: str | None,
    failures: int,
    failing_since: str | None,
    last_error: str | None,
    paused: str | None,
) -> Feed:
    return Feed(
        number=number,
        address=address,
        title=title,
        channel=channel,
        first=first,
        added_at=datetime.fromisoformat(added_at),
        added_by=added_by,
        validators=Validators(etag, last_modified),
        next_poll=datetime.fromisoformat(next_poll),
        last_success=_moment(last_success),
        failures=failures,
        failing_since=_moment(failing_since),
        last_error=last_error,
        paused=paused,
    )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
