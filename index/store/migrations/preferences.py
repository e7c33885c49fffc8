"""What is chosen for a library, and the gaps that somebody has dealt with."""

from __future__ import annotations

import sqlite3


def keep_preferences(db: sqlite3.Connection) -> None:
    db.execute(
        """CREATE TABLE preferences (
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            name TEXT NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (library_id, name)) WITHOUT ROWID"""
    )
    # `told` says that the log has nothing more to tell of it: it was told, or there was no log.
    db.execute(
        """CREATE TABLE preference_changes (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            at TEXT NOT NULL, by TEXT NOT NULL, name TEXT NOT NULL,
            old TEXT NOT NULL, new TEXT NOT NULL, told INTEGER NOT NULL)"""
    )
    db.execute("CREATE INDEX changes_by_library ON preference_changes (library_id, number)")


def dismiss_gaps(db: sqlite3.Connection) -> None:
    # What was asked and rated up to `at` is dealt with; asked in vain again, it is a gap again.
    db.execute(
        """CREATE TABLE dismissed_gaps (
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            key TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
            PRIMARY KEY (library_id, key)) WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX exchanges_by_time ON exchanges (at)")
