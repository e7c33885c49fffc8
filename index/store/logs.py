"""SQL for the logs: the channels that are told what is done to the articles of a library."""

from __future__ import annotations

from index.records import AuditEntry
from index.store import audit
from index.store.database import Database


def untold_libraries(database: Database) -> list[str]:
    """The names of the libraries with something that is still to be told."""
    with database.reading() as db:
        rows = db.execute(
            """SELECT l.name FROM logs JOIN libraries l ON l.id = logs.library_id
               WHERE EXISTS (SELECT 1 FROM audit a
                   WHERE a.library_id = logs.library_id AND a.number > logs.told)"""
        )
        return [name for (name,) in rows]


class LogStore:
    """The log of one library, which is a reading of its audit trail: nothing is told twice.

    Safe to share between threads.
    """

    def __init__(self, database: Database, library: int) -> None:
        self._db = database
        self._library = library

    def channel(self) -> str | None:
        """The channel that is told, in words that only the front end reads; None for none."""
        with self._db.reading() as db:
            row = db.execute(
                "SELECT channel FROM logs WHERE library_id = ?", (self._library,)
            ).fetchone()
        return row[0] if row else None

    def begin(self, channel: str) -> None:
        """Tell a channel what is done from now on; one that was told before is told no more."""
        with self._db.writing() as db:
            db.execute(
                """INSERT INTO logs (library_id, channel, told) VALUES (?1, ?2, (
                       SELECT coalesce(max(number), 0) FROM audit WHERE library_id = ?1))
                   ON CONFLICT (library_id) DO UPDATE SET channel = excluded.channel""",
                (self._library, channel),
            )

    def end(self) -> None:
        """Tell nobody any more."""
        with self._db.writing() as db:
            db.execute("DELETE FROM logs WHERE library_id = ?", (self._library,))

    def untold(self, limit: int) -> list[AuditEntry]:
        """What was done and is still to be told, the earliest first; nothing without a channel."""
        with self._db.reading() as db:
            row = db.execute(
                "SELECT told FROM logs WHERE library_id = ?", (self._library,)
            ).fetchone()
            return audit.entries_after(db, self._library, row[0], limit) if row else []

    def told(self, number: int) -> None:
        """Note that all was told up to the entry of this number."""
        with self._db.writing() as db:
            db.execute(
                "UPDATE logs SET told = max(told, ?) WHERE library_id = ?", (number, self._library)
            )
