"""The database's schema, as ordered steps that are only ever appended to.

Each step runs once, in the transaction that records it, so that an interrupted
upgrade leaves the database at a whole version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from index.errors import DatabaseTooNew
from index.store.migrations import arrivals, care, exchanges, library, models, preferences, written

MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (
    library.create_libraries,
    library.create_articles,
    library.create_passages,
    library.create_statements,
    library.name_snapshots,
    library.mark_what_is_read,
    library.know_speakers,
    library.know_languages,
    library.index_publishers,
    care.look_after_articles,
    care.link_stories,
    arrivals.follow_feeds,
    arrivals.keep_jobs,
    care.forget_bare_sites,
    care.settle_fields,
    arrivals.refresh_by_job,
    care.log_to_channels,
    exchanges.keep_exchanges,
    preferences.keep_preferences,
    preferences.dismiss_gaps,
    models.account_for_models,
    written.keep_what_is_written,
    written.agree_to_a_host,
)


def migrate(db: sqlite3.Connection) -> None:
    """Bring the schema up to date; raises DatabaseTooNew for one from a later whosaid.

    Where it is, nothing is locked: who only reads waits for no writer.
    """
    if _applied(db) == len(MIGRATIONS):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute(
            "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name, applied_at)"
        )
        done = _applied(db)
        if done > len(MIGRATIONS):
            raise DatabaseTooNew(
                f"The database was written by a newer whosaid (schema {done}, "
                f"this one knows {len(MIGRATIONS)}).",
                "Upgrade whosaid, or choose another --data directory.",
            )
        for number, step in enumerate(MIGRATIONS[done:], start=done + 1):
            step(db)
            db.execute(
                "INSERT INTO migrations VALUES (?, ?, ?)",
                (number, step.__name__, datetime.now(UTC).isoformat()),
            )
    except BaseException:
        db.rollback()
        raise
    db.commit()


def _applied(db: sqlite3.Connection) -> int:
    """How many steps were taken, in a database that may be empty."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone():
        return 0
    return int(db.execute("SELECT count(*) FROM migrations").fetchone()[0])
