"""SQL for passages and their vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import Final

import numpy as np

from index.arrays import Ids, Vectors, from_bytes, to_bytes
from index.languages import ENGLISH
from index.store import lexical
from index.store.rows import new_row
from index.types import Article, Passage, Span


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above an article, its id, and that of the passage that it begins with."""

    article_id: str
    title: str | None
    publisher: str | None
    published: date | None
    language: str
    lead: int


Place = tuple[int, int, int]
"""A passage by its id, with where it starts and where it ends: a plain row, as there are many."""

Candidates = dict[int, tuple[Header, list[Place]]]
"""Articles by row, with those of their passages that may be what is searched for."""

_PASSAGE: Final = """SELECT p.id, a.public_id, p.start, p."end" FROM passages p
    JOIN articles a ON a.id = p.article_id"""


def model_row(db: Connection, name: str, fingerprint: str, dimension: int) -> int:
    """The row of an embedding model, made on first use."""
    db.execute(
        "INSERT OR IGNORE INTO models (name, fingerprint, dimension) VALUES (?, ?, ?)",
        (name, fingerprint, dimension),
    )
    (row,) = db.execute("SELECT id FROM models WHERE fingerprint = ?", (fingerprint,)).fetchone()
    return int(row)


def insert(
    db: Connection,
    library: int,
    article_row: int,
    article: Article,
    spans: Sequence[Span],
    vectors: Vectors,
    model: int,
) -> None:
    """Store an article's passages with their vectors, shape (passages, dimension)."""
    for span, vector in zip(spans, vectors, strict=True):
        row = new_row(db, library, "passages")
        db.execute(
            'INSERT INTO passages (id, library_id, article_id, start, "end", model_id, vector) '
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row, library, article_row, span.start, span.end, model, to_bytes(vector)),
        )
        lexical.insert(db, "passages_fts", row, span.of(article.text), article.language)


def delete(db: Connection, article_row: int, article: Article) -> None:
    """Delete an article's passages, from the full text too."""
    for row, words in _words(db, article_row, article):
        lexical.delete(db, "passages_fts", row, words, article.language)
    db.execute("DELETE FROM passages WHERE article_id = ?", (article_row,))


def enter(db: Connection, article_row: int, article: Article) -> None:
    """Enter an article's stored passages into full text."""
    for row, words in _words(db, article_row, article):
        lexical.insert(db, "passages_fts", row, words, article.language)


def change_language(db: Connection, article_row: int, article: Article, code: str) -> None:
    """Enter an article's passages into full text in another language than before."""
    for row, words in _words(db, article_row, article):
        lexical.delete(db, "passages_fts", row, words, article.language)
        lexical.insert(db, "passages_fts", row, words, code)


def of_articles(db: Connection, library: int, public_ids: Sequence[str]) -> list[Passage]:
    """The passages of these articles, each article's in text order."""
    rows = db.execute(
        f"{_PASSAGE} WHERE a.library_id = ? AND a.public_id IN ({_marks(public_ids)}) "
        "ORDER BY p.article_id, p.start",
        (library, *public_ids),
    )
    return [_passage(row) for row in rows]


def candidates(
    db: Connection, library: int, ids: Sequence[int], article_rows: Sequence[int]
) -> Candidates:
    """The passages with these ids and those of these articles, and their articles' headers."""
    # The plus keeps SQLite from going through all of the library's passages.
    rows = db.execute(
        f"""SELECT article_id, id, start, "end" FROM passages
            WHERE +library_id = ? AND (id IN ({_marks(ids)})
               OR article_id IN ({_marks(article_rows)}))""",
        (library, *ids, *article_rows),
    )
    found: dict[int, list[Place]] = {}
    for article_row, id_, start, end in rows:
        found.setdefault(article_row, []).append((id_, start, end))
    headers = db.execute(
        f"""SELECT a.id, a.public_id, a.title, a.publisher, a.published, a.language,
               (SELECT min(p.id) FROM passages p WHERE p.article_id = a.id)
            FROM articles a WHERE a.id IN ({_marks(list(found))})""",
        list(found),
    )
    return {
        row: (Header(named, title, outlet, _day(day), language or ENGLISH.code, lead), found[row])
        for row, named, title, outlet, day, language, lead in headers
    }


def ids(db: Connection, library: int, model: int) -> Ids:
    """The ids of all passages embedded by a model, ascending."""
    rows = db.execute(
        "SELECT id FROM passages WHERE library_id = ? AND model_id = ? ORDER BY id",
        (library, model),
    )
    return np.fromiter((row[0] for row in rows), dtype=np.int64)


def vectors(
    db: Connection, library: int, wanted: Ids, model: int, batch: int = 500
) -> Iterator[tuple[Ids, Vectors]]:
    """A model's vectors of these passages, in batches of (ids, matrix)."""
    for start in range(0, len(wanted), batch):
        chunk = [int(id_) for id_ in wanted[start : start + batch]]
        rows = db.execute(
            "SELECT id, vector FROM passages "
            f"WHERE +library_id = ? AND +model_id = ? AND id IN ({_marks(chunk)})",
            (library, model, *chunk),
        ).fetchall()
        if rows:
            matrix = from_bytes(b"".join(row[1] for row in rows))
            found = np.array([row[0] for row in rows], dtype=np.int64)
            yield found, matrix.reshape(len(rows), -1)


def outdated(db: Connection, library: int, model: int, limit: int) -> list[tuple[int, str]]:
    """Ids and words of passages that another model embedded."""
    rows = db.execute(
        """SELECT p.id, p.start, p."end", v.text FROM passages p
            JOIN articles a ON a.id = p.article_id
            JOIN versions v ON v.article_id = a.id AND v.number = a.version
            WHERE p.library_id = ? AND p.model_id <> ? ORDER BY p.id LIMIT ?""",
        (library, model, limit),
    )
    return [(row[0], row[3][row[1] : row[2]]) for row in rows]


def count_outdated(db: Connection, library: int, model: int) -> int:
    (number,) = db.execute(
        "SELECT count(*) FROM passages WHERE library_id = ? AND model_id <> ?", (library, model)
    ).fetchone()
    return int(number)


def replace_vectors(
    db: Connection, passage_ids: Sequence[int], matrix: Vectors, model: int
) -> None:
    db.executemany(
        "UPDATE passages SET vector = ?, model_id = ? WHERE id = ?",
        [(to_bytes(vector), model, id_) for id_, vector in zip(passage_ids, matrix, strict=True)],
    )


def _words(db: Connection, article_row: int, article: Article) -> list[tuple[int, str]]:
    """The rows of an article's passages, each with its words."""
    rows = db.execute('SELECT id, start, "end" FROM passages WHERE article_id = ?', (article_row,))
    return [(row, article.text[start:end]) for row, start, end in rows]


def _marks(values: Sequence[int | str]) -> str:
    return ",".join("?" * len(values))


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _passage(row: tuple[int, str, int, int]) -> Passage:
    id_, article_id, start, end = row
    return Passage(id_, article_id, Span(start, end))
