"""What was asked and answered, and how answers were rated."""

from __future__ import annotations

import sqlite3


def keep_exchanges(db: sqlite3.Connection) -> None:
    db.execute(
        """CREATE TABLE exchanges (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            at TEXT NOT NULL,
            question TEXT NOT NULL, understood TEXT, asked TEXT NOT NULL,
            asker TEXT NOT NULL, channel TEXT, message TEXT,
            follows INTEGER REFERENCES exchanges (number) ON DELETE SET NULL,
            status TEXT NOT NULL, reason TEXT, private INTEGER NOT NULL,
            limits TEXT NOT NULL, cited TEXT NOT NULL)"""
    )
    db.execute("CREATE INDEX exchanges_by_library ON exchanges (library_id, number)")
    db.execute("CREATE INDEX exchanges_by_message ON exchanges (message) WHERE message IS NOT NULL")
    db.execute("CREATE INDEX exchanges_by_follows ON exchanges (follows) WHERE follows IS NOT NULL")
    db.execute(
        """CREATE TABLE ratings (
            exchange INTEGER NOT NULL REFERENCES exchanges (number) ON DELETE CASCADE,
            by TEXT NOT NULL, value INTEGER NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (exchange, by))"""
    )
