"""SQL for the feeds that a library follows, and for what became of their entries.

Owns the transactions that keep an entry from being lost or read twice: what a poll finds is
written down in the transaction that remembers the answer's ETag, and an entry is settled
only after its article is stored. Times are kept in UTC, so that they compare as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection
from typing import Final

from index.errors import FeedNotFound
from index.feeds.types import (
    Announcement,
    Entry,
    EntryCounts,
    EntryState,
    FailedEntry,
    Feed,
    FeedAddress,
    Validators,
    WaitingEntry,
)
from index.store import feed_rows
from index.store.database import Database
from index.urls import address_key

MOST_WAITING: Final = 200
"""Entries of a feed that wait to be read; of more, the oldest are passed over."""


class FeedStore:
    """The feeds of one library, by its row; safe to share between threads."""

    def __init__(self, database: Database, library: int) -> None:
        self._db = database
        self._library = library

    # What moderators decide

    def add(
        self,
        given: FeedAddress,
        *,
        first: int,
        channel: str | None,
        by: str,
        now: datetime,
    ) -> tuple[Feed, bool]:
        """Follow a feed, and whether that is new; of a known one only the channel changes."""
        key = address_key(given.address) or given.address
        with self._db.writing() as db:
            row = db.execute(
                "SELECT id FROM feeds WHERE library_id = ? AND key = ?", (self._library, key)
            ).fetchone()
            if row is None:
                id_ = self._insert(db, given, key, first, by, now)
            else:
                (id_,) = row
            if channel is not None:
                db.execute("UPDATE feeds SET channel = ? WHERE id = ?", (channel, id_))
            return feed_rows.by_id(db, id_), row is None

    def _insert(
        self, db: Connection, given: FeedAddress, key: str, first: int, by: str, now: datetime
    ) -> int:
        (number,) = db.execute(
            """UPDATE libraries SET feeds_numbered = feeds_numbered + 1 WHERE id = ?
                RETURNING feeds_numbered""",
            (self._library,),
        ).fetchone()
        cursor = db.execute(
            """INSERT INTO feeds (library_id, number, address, key, title, first, added_at,
                added_by, next_poll) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (self._library, number, given.address, key, given.title, first, _utc(now), by,
             _utc(now)),
        )  # fmt: skip
        return int(cursor.lastrowid or 0)

    def every(self) -> list[Feed]:
        """All feeds, in the order in which they were added."""
        with self._db.reading() as db:
            return feed_rows.select(db, "library_id = ? ORDER BY number", (self._library,))

    def find(self, which: str) -> Feed:
        """A feed by its number or address; raises FeedNotFound."""
        number = int(which) if which.isdecimal() and len(which) < 10 else None
        key = address_key(which) or which
        with self._db.reading() as db:
            found = feed_rows.select(
                db, "library_id = ? AND (number = ? OR key = ?)", (self._library, number, key)
            )
        if not found:
            raise FeedNotFound(which)
        return found[0]

    def remove(self, number: int) -> None:
        """Follow a feed no more; the articles that came by it stay."""
        with self._db.writing() as db:
            db.execute(f"DELETE FROM feeds WHERE {_ONE}", (self._library, number))

    def pause(self, number: int, why: str) -> Feed:
        """Poll a feed no more until it is resumed."""
        return self._update(number, "paused = ?", why)

    def resume(self, number: int, now: datetime) -> Feed:
        """Poll a feed again, at once and as if it had never failed."""
        return self._update(
            number,
            "paused = NULL, tell = 0, failures = 0, failing_since = NULL, next_poll = ?",
            _utc(now),
        )

    def counts(self, number: int) -> EntryCounts:
        """How many entries were stored, wait, or failed."""
        with self._db.reading() as db:
            rows = db.execute(
                f"SELECT state, count(*) FROM feed_entries WHERE {_ITS} GROUP BY state",
                (self._library, number),
            ).fetchall()
        states: dict[EntryState, int] = dict(rows)
        return EntryCounts(*(states.get(state, 0) for state in ("stored", "waiting", "failed")))

    def failed_entries(self, number: int, limit: int) -> list[FailedEntry]:
        """The entries that were given up last, the latest first."""
        with self._db.reading() as db:
            rows = db.execute(
                f"""SELECT coalesce(link, identity), error FROM feed_entries
                    WHERE {_ITS} AND state = 'failed' ORDER BY found_at DESC LIMIT ?""",
                (self._library, number, limit),
            ).fetchall()
        return [FailedEntry(*row) for row in rows]

    # What polls find

    def due(self, now: datetime) -> list[Feed]:
        """The feeds that are to be asked, or have entries to be read, the longest due first."""
        with self._db.reading() as db:
            return feed_rows.select(
                db,
                """library_id = ?1 AND paused IS NULL AND (next_poll <= ?2 OR EXISTS (
                    SELECT 1 FROM feed_entries WHERE feed_id = feeds.id AND state = 'waiting'
                        AND try_at <= ?2)) ORDER BY next_poll""",
                (self._library, _utc(now)),
            )

    def succeeded(self, feed: Feed, *, address: str, now: datetime, next_poll: datetime) -> Feed:
        """The feed answered: it fails no longer, and is asked at `address` from now on."""
        with self._db.writing() as db:
            # Where that address is followed already, the feed keeps its own.
            db.execute(
                f"UPDATE OR IGNORE feeds SET address = ?, key = ? WHERE {_ONE}",
                (address, address_key(address) or address, self._library, feed.number),
            )
        return self._update(
            feed.number,
            """last_success = ?, next_poll = ?, failures = 0, failing_since = NULL,
                last_error = NULL""",
            _utc(now),
            _utc(next_poll),
        )

    def failed(self, feed: Feed, error: str, *, now: datetime, next_poll: datetime) -> Feed:
        """The feed failed once more."""
        return self._update(
            feed.number,
            """last_error = ?, next_poll = ?, failures = failures + 1,
                failing_since = coalesce(failing_since, ?)""",
            error,
            _utc(next_poll),
            _utc(now),
        )

    def give_up(self, number: int, why: str) -> Feed:
        """Pause a feed by ourselves, which moderators are to be told."""
        return self._update(number, "paused = ?, tell = 1", why)

    def absorb(
        self,
        feed: Feed,
        entries: Sequence[Entry],
        validators: Validators,
        *,
        title: str | None,
        now: datetime,
        at_once: int,
        then_every: timedelta,
    ) -> None:
        """Write down what an answer held, newest entry first, with what to ask by next time.

        Of the first answer ever only `feed.first` entries are taken. The newest `at_once` are
        to be read now, as many again after each `then_every`.
        """
        with self._db.writing() as db:
            row = feed_rows.row_of(db, self._library, feed.number)
            if row is None:
                return  # removed while it was fetched
            taken = feed.first if feed_rows.is_unread(db, row) else len(entries)
            known = feed_rows.revisions(db, row)
            fresh = [entry for entry in entries if known.get(entry.identity) != entry.revision]
            for rank, entry in enumerate(fresh):
                try_at = _utc(now + rank // at_once * then_every) if rank < taken else None
                # The newest was found last: what is ordered by this is ordered by newness.
                found_at = now - timedelta(microseconds=rank)
                feed_rows.put_entry(db, row, entry, found_at=_utc(found_at), try_at=try_at)
            feed_rows.pass_over(db, row, MOST_WAITING)
            db.execute(
                """UPDATE feeds SET etag = ?, last_modified = ?, title = coalesce(?, title)
                    WHERE id = ?""",
                (validators.etag, validators.last_modified, title, row),
            )

    def waiting(self, number: int, now: datetime, limit: int) -> list[tuple[str, int]]:
        """The entries that are to be read now, the newest first: identities, and past attempts."""
        with self._db.reading() as db:
            return db.execute(
                f"""SELECT identity, attempts FROM feed_entries WHERE {_ITS}
                    AND state = 'waiting' AND try_at <= ? ORDER BY found_at DESC LIMIT ?""",
                (self._library, number, _utc(now), limit),
            ).fetchall()

    def begin(self, number: int, identity: str, again_at: datetime) -> WaitingEntry | None:
        """Begin to read an entry; None where it waits no more.

        The attempt counts from here on, so that an entry that ends the process each time is
        given up as well; interrupted, it is tried again at `again_at`.
        """
        with self._db.writing() as db:
            row = db.execute(
                f"""UPDATE feed_entries SET attempts = attempts + 1, try_at = ?
                    WHERE {_ITS} AND identity = ? AND state = 'waiting'
                    RETURNING entry, attempts, article_id""",
                (_utc(again_at), self._library, number, identity),
            ).fetchone()
        return WaitingEntry(feed_rows.load(row[0]), row[1], row[2]) if row else None

    def became(self, number: int, identity: str) -> list[str]:
        """The articles that came of an entry, of one with a link by any feed of the library."""
        with self._db.reading() as db:
            rows = db.execute(
                """SELECT DISTINCT article_id FROM feeds JOIN feed_entries ON feed_id = feeds.id
                    WHERE library_id = ? AND identity = ? AND article_id IS NOT NULL
                        AND (number = ? OR link IS NOT NULL)""",
                (self._library, identity, number),
            )
            return [row[0] for row in rows]

    def stumbled(self, number: int, identity: str, error: str) -> None:
        """An attempt to read an entry failed; it is tried again."""
        with self._db.writing() as db:
            db.execute(
                f"UPDATE feed_entries SET error = ? WHERE {_ITS} AND identity = ?",
                (error, self._library, number, identity),
            )

    def settle(
        self,
        number: int,
        identity: str,
        state: EntryState,
        *,
        article_id: str | None = None,
        error: str | None = None,
        is_new: bool = False,
    ) -> None:
        """Say what became of an entry; a new article is announced where the feed has a channel."""
        with self._db.writing() as db:
            db.execute(
                f"""UPDATE feed_entries SET state = ?, error = ?, entry = NULL,
                    article_id = coalesce(?, article_id),
                    announce = ? AND (SELECT channel IS NOT NULL FROM feeds WHERE id = feed_id)
                    WHERE {_ITS} AND identity = ?""",
                (state, error, article_id, is_new, self._library, number, identity),
            )

    # What the front end is to tell

    def announcements(self) -> list[Announcement]:
        """Articles to be announced, by feed, in the order in which they were found."""
        with self._db.reading() as db:
            rows = db.execute(
                """SELECT feeds.id, identity, article_id
                    FROM feeds JOIN feed_entries ON feed_id = feeds.id
                    WHERE library_id = ? AND announce AND article_id IS NOT NULL
                    ORDER BY number, found_at""",
                (self._library,),
            ).fetchall()
            feeds = {id_: feed_rows.by_id(db, id_) for id_ in {row[0] for row in rows}}
        return [Announcement(feeds[row[0]], row[1], row[2]) for row in rows]

    def announced(self, number: int, identities: Sequence[str]) -> None:
        """These were announced, or can't be."""
        with self._db.writing() as db:
            db.executemany(
                f"UPDATE feed_entries SET announce = 0 WHERE {_ITS} AND identity = ?",
                [(self._library, number, identity) for identity in identities],
            )

    def untold(self) -> list[Feed]:
        """Feeds that were paused by ourselves, of which moderators have not been told."""
        with self._db.reading() as db:
            return feed_rows.select(db, "library_id = ? AND tell", (self._library,))

    def told(self, number: int) -> None:
        self._update(number, "tell = 0")

    def _update(self, number: int, change: str, *values: object) -> Feed:
        """Change a feed; raises FeedNotFound where it was removed meanwhile."""
        with self._db.writing() as db:
            row = db.execute(
                f"UPDATE feeds SET {change} WHERE {_ONE} RETURNING id",
                (*values, self._library, number),
            ).fetchone()
            if row is None:
                raise FeedNotFound(str(number))
            return feed_rows.by_id(db, row[0])


_ONE: Final = "library_id = ? AND number = ?"
_ITS: Final = f"feed_id = (SELECT id FROM feeds WHERE {_ONE})"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
