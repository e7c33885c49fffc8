"""SQL for removed articles, which can be brought back for a while.

Owns the form in which one is put aside: its rows, out of all tables that are searched,
counted or listed, so that nothing else has to know what was removed. When its time is
up nothing of it remains.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection
from typing import Any, Final

from index.errors import RemovalRefused
from index.records import Removal
from index.store import articles, lexical, metadata, passages, sameness, stories
from index.types import Article

UNDO: Final = timedelta(minutes=10)

_KEPT: Final = {
    "articles": "id",
    "versions": "article_id",
    "passages": "article_id",
    "statements": "article_id",
    "superseded_statements": "article_id",
}
"""The tables with rows of an article, each with the column that says whose they are."""

_REMOVAL: Final = "id, library_id, kept, removed_by, removed_at, until"


def put_aside(db: Connection, library: int, row: int, article: Article, by: str) -> Removal:
    """Take an article out of the library."""
    kept = {table: _rows(db, table, column, row) for table, column in _KEPT.items()}
    now = datetime.now(UTC)
    removal = db.execute(
        f"""INSERT INTO removals (library_id, article, kept, removed_by, removed_at, until)
            VALUES (?, ?, ?, ?, ?, ?) RETURNING {_REMOVAL}""",
        (library, article.id, json.dumps(kept, default=_encoded), by,
         now.isoformat(), (now + UNDO).isoformat()),
    ).fetchone()  # fmt: skip
    stories.unlink(db, library, row)
    passages.delete(db, row, article)
    lexical.delete_document(db, row, article)
    articles.delete(db, row)
    return _removal(removal)


def waiting(db: Connection, library: int) -> list[Removal]:
    """What can still be brought back, the latest first."""
    rows = db.execute(
        f"SELECT {_REMOVAL} FROM removals WHERE library_id = ? AND until > ? ORDER BY id DESC",
        (library, datetime.now(UTC).isoformat()),
    )
    return [_removal(row) for row in rows]


def put_back(db: Connection, library: int, removal: Removal) -> Article:
    """Bring an article back under its old row, with all its ids.

    Raises RemovalRefused where the library holds its text, its address or its id again.
    """
    (kept,) = db.execute(
        "DELETE FROM removals WHERE id = ? RETURNING kept", (removal.id,)
    ).fetchone()
    tables = json.loads(kept, object_hook=_decoded)
    text = tables["versions"][-1]["text"]
    same = sameness.find(db, library, text, removal.metadata.url)
    # Its first text, added again, has its id, whatever its newest one was.
    if again := same or articles.find(db, library, removal.article_id):
        raise RemovalRefused(again[1].id)
    for table, rows in tables.items():
        for values in rows:
            _insert(db, table, values)
    row = tables["articles"][0]["id"]
    [article] = articles.find_rows(db, library, [row])
    passages.enter(db, row, article)
    lexical.insert_document(db, row, article)
    stories.link(db, library, row, article)
    return article


def are_due(db: Connection) -> bool:
    """Whether anything can no longer be brought back, and is still kept."""
    now = datetime.now(UTC).isoformat()
    return db.execute("SELECT 1 FROM removals WHERE until <= ?", (now,)).fetchone() is not None


def purge(db: Connection) -> None:
    """Let go for good, in all libraries, what can no longer be brought back."""
    db.execute("DELETE FROM removals WHERE until <= ?", (datetime.now(UTC).isoformat(),))


def _rows(db: Connection, table: str, column: str, row: int) -> list[dict[str, Any]]:
    cursor = db.execute(f"SELECT * FROM {table} WHERE {column} = ?", (row,))
    names = [description[0] for description in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor]


def _insert(db: Connection, table: str, values: dict[str, Any]) -> None:
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values.values()))


def _removal(row: tuple[Any, ...]) -> Removal:
    id_, _, kept, by, at, until = row
    (article,) = json.loads(kept)["articles"]
    return Removal(
        id=id_,
        article_id=article["public_id"],
        metadata=metadata.read([article[name] for name in metadata.FIELDS]),
        removed_by=by,
        removed_at=datetime.fromisoformat(at),
        until=datetime.fromisoformat(until),
    )


def _encoded(value: bytes) -> dict[str, str]:
    return {"base64": b64encode(value).decode()}


def _decoded(form: dict[str, Any]) -> Any:
    return b64decode(form["base64"]) if form.keys() == {"base64"} else form
