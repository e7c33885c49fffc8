"""SQL for all the texts that an article has had."""

from __future__ import annotations

import hashlib
from datetime import datetime
from sqlite3 import Connection

from index.types import History, Version


def digest(text: str) -> bytes:
    """What makes two texts the same: SHA-256 of their UTF-8."""
    return hashlib.sha256(text.encode()).digest()


def insert(db: Connection, row: int, version: Version) -> None:
    """Store a text of the article; the last one stored is the current one."""
    db.execute(
        "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)",
        (row, version.number, version.text, digest(version.text),
         version.stored_at.isoformat(), version.stored_by),
    )  # fmt: skip
    db.execute("UPDATE articles SET version = ? WHERE id = ?", (version.number, row))


def history(db: Connection, library: int, public_id: str) -> History | None:
    """Who added an article, and all its versions; None for an unknown id."""
    rows = db.execute(
        """SELECT a.added_at, a.added_by, v.number, v.text, v.stored_at, v.stored_by
            FROM articles a JOIN versions v ON v.article_id = a.id
            WHERE a.library_id = ? AND a.public_id = ? ORDER BY v.number""",
        (library, public_id),
    ).fetchall()
    if not rows:
        return None
    versions = [
        Version(number, text, datetime.fromisoformat(at), by) for _, _, number, text, at, by in rows
    ]
    return History(datetime.fromisoformat(rows[0][0]), rows[0][1], tuple(versions))


def had(db: Connection, row: int, text: str) -> bool:
    """Whether the article has this text, or had it before."""
    return bool(
        db.execute(
            "SELECT 1 FROM versions WHERE article_id = ? AND digest = ?", (row, digest(text))
        ).fetchone()
    )
