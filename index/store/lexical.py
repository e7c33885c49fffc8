"""SQL for full text: BM25 over passages, and over whole articles with what is known of them.

The tables are contentless, as the words stand in `versions`: an entry is deleted by
giving its words again, in the language in which they were inserted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection
from typing import Final, Literal

from index.languages import article_language, language
from index.store import articles
from index.store.rows import row_range
from index.types import Article

Table = Literal["passages_fts", "articles_fts"]

TABLES: Final[tuple[Table, ...]] = ("passages_fts", "articles_fts")


def best(
    db: Connection, table: Table, library: int, expression: str, limit: int
) -> list[tuple[int, float]]:
    """The best rows for an FTS5 expression within a library, each with its BM25 score."""
    # SQLite's bm25() is negative, better being smaller.
    rows = db.execute(
        f"SELECT rowid, -bm25({table}) AS score FROM {table} "
        f"WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY score DESC LIMIT ?",
        (expression, *row_range(library), limit),
    )
    return [(int(row), float(score)) for row, score in rows]


def frequencies(db: Connection, table: Table, library: int, terms: Sequence[str]) -> list[int]:
    """In how many of a library's rows each FTS5 term or phrase occurs."""
    rows = row_range(library)
    counting = f"SELECT count(*) FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ?"
    return [int(db.execute(counting, (term, *rows)).fetchone()[0]) for term in terms]


def size(db: Connection, library: int) -> tuple[int, int]:
    """The numbers of a library's passages and of its articles."""
    (passages,) = db.execute(
        "SELECT count(*) FROM passages WHERE library_id = ?", (library,)
    ).fetchone()
    (held,) = db.execute(
        "SELECT count(*) FROM articles WHERE library_id = ?", (library,)
    ).fetchone()
    return int(passages), int(held)


def insert(db: Connection, table: Table, row: int, body: str, code: str) -> None:
    """Enter words as those of a language, by its code."""
    words = language(code).indexed(body)
    db.execute(f"INSERT INTO {table} (rowid, body) VALUES (?, ?)", (row, words))


def delete(db: Connection, table: Table, row: int, body: str, code: str) -> None:
    """The words and the language must be those that were inserted."""
    words = language(code).indexed(body)
    db.execute(f"INSERT INTO {table} ({table}, rowid, body) VALUES ('delete', ?, ?)", (row, words))


def insert_document(db: Connection, row: int, article: Article) -> None:
    insert(db, "articles_fts", row, document(article), article.language)


def delete_document(db: Connection, row: int, article: Article) -> None:
    """The article must be as it was inserted."""
    delete(db, "articles_fts", row, document(article), article.language)


def document(article: Article) -> str:
    """The whole article as one searched text, with title, outlet, author and date."""
    meta = article.metadata
    day = meta.published
    # The title counts twice: what an article is about weighs more than what it mentions.
    parts = [meta.title, meta.title, meta.publisher, meta.author]
    parts += [day.isoformat(), day.strftime("%B %Y")] if day else []
    return "\n".join([*(part for part in parts if part), article.text])


def rebuild(db: Connection) -> None:
    """Write the tables anew, for all libraries, each article in the language that it is in."""
    # Contentless tables empty only whole.
    for table in TABLES:
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    for article_row, found in articles.everywhere(db):
        article = replace(found, language=article_language(found))
        articles.update_language(db, article_row, article.language)
        insert_document(db, article_row, article)
        for row, start, end in db.execute(
            'SELECT id, start, "end" FROM passages WHERE article_id = ?', (article_row,)
        ).fetchall():
            insert(db, "passages_fts", row, article.text[start:end], article.language)
