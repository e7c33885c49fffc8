"""What every change to a library ends with, within its transaction."""

from __future__ import annotations

from sqlite3 import Connection

from index.store import removals, speakers


def touch(db: Connection, library: int) -> None:
    """Say who is meant by new names, that the library is another, and let go what is due."""
    speakers.settle(db, library)
    removals.purge(db)
    db.execute("UPDATE libraries SET generation = generation + 1 WHERE id = ?", (library,))
