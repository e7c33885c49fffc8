"""SQL for full-text search: BM25 over passages, and over whole articles."""

from __future__ import annotations

from sqlite3 import Connection
from typing import Final, Literal

from index.store.passages import library_token

Table = Literal["passages_fts", "articles_fts"]

# SQLite's bm25() is negative, better being smaller; the library's own token weighs nothing.
_RANK: Final = "-bm25({table}, 0.0, 1.0)"


def best(
    db: Connection, table: Table, library: int, expression: str, limit: int
) -> list[tuple[int, float]]:
    """The best rows for an FTS5 expression within a library, each with its BM25 score."""
    rows = db.execute(
        f"SELECT rowid, {_RANK.format(table=table)} AS score FROM {table} "
        f"WHERE {table} MATCH ? ORDER BY score DESC LIMIT ?",
        (_within(library, expression), limit),
    )
    return [(int(row), float(score)) for row, score in rows]


def frequency(db: Connection, table: Table, library: int, term: str) -> int:
    """In how many of a library's rows an FTS5 term or phrase occurs."""
    (number,) = db.execute(
        f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", (_within(library, term),)
    ).fetchone()
    return int(number)


def size(db: Connection, library: int) -> tuple[int, int]:
    """The numbers of a library's passages and of its articles."""
    (passages,) = db.execute(
        "SELECT count(*) FROM passages WHERE library_id = ?", (library,)
    ).fetchone()
    (articles,) = db.execute(
        "SELECT count(*) FROM articles WHERE library_id = ?", (library,)
    ).fetchone()
    return int(passages), int(articles)


def _within(library: int, expression: str) -> str:
    return f"library:{library_token(library)} AND body:({expression})"
