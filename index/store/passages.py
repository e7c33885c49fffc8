"""SQL for passages, their vectors, and the full-text tables over passages and articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from sqlite3 import Connection
from typing import Final

import numpy as np

from index.arrays import Ids, Vectors
from index.store import articles
from index.types import Article, Passage, Span

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
        cursor = db.execute(
            'INSERT INTO passages (library_id, article_id, start, "end", model_id, vector) '
            "VALUES (?, ?, ?, ?, ?, ?)",
            (library, article_row, span.start, span.end, model, _blob(vector)),
        )
        _remember(db, "passages_fts", cursor.lastrowid, library, span.of(article.text))
    insert_headers(db, library, article_row, article)


def delete(db: Connection, library: int, article_row: int, article: Article) -> None:
    """Delete an article's passages, from the full-text tables too."""
    for row, start, end in _spans(db, article_row):
        _forget(db, "passages_fts", row, library, article.text[start:end])
    db.execute("DELETE FROM passages WHERE article_id = ?", (article_row,))
    delete_headers(db, library, article_row, article)


def insert_headers(db: Connection, library: int, article_row: int, article: Article) -> None:
    """Index the whole article, with title, outlet, author and date, as one document."""
    _remember(db, "articles_fts", article_row, library, _document(article))


def delete_headers(db: Connection, library: int, article_row: int, article: Article) -> None:
    """Undo `insert_headers`; the article must be as it was then."""
    _forget(db, "articles_fts", article_row, library, _document(article))


def of_article(db: Connection, library: int, public_id: str) -> list[Passage]:
    rows = db.execute(
        f"{_PASSAGE} WHERE a.library_id = ? AND a.public_id = ? ORDER BY p.start",
        (library, public_id),
    )
    return [_passage(row) for row in rows]


def candidates(
    db: Connection, library: int, ids: Sequence[int], article_rows: Sequence[int]
) -> dict[int, tuple[int, Passage]]:
    """The passages with these ids and those of these articles, each with its article's row."""
    found = db.execute(
        f"""SELECT p.article_id, p.id, a.public_id, p.start, p."end" FROM passages p
            JOIN articles a ON a.id = p.article_id
            WHERE p.library_id = ? AND (p.id IN ({_marks(ids)})
               OR p.article_id IN ({_marks(article_rows)}))""",
        (library, *ids, *article_rows),
    )
    return {row[1]: (row[0], _passage(row[1:])) for row in found}


def ids(db: Connection, library: int, model: int) -> Ids:
    """The ids of all passages embedded by a model, ascending."""
    rows = db.execute(
        "SELECT id FROM passages WHERE library_id = ? AND model_id = ? ORDER BY id",
        (library, model),
    )
    return np.fromiter((row[0] for row in rows), dtype=np.int64)


def vectors(
    db: Connection, library: int, wanted: Ids, batch: int = 500
) -> Iterator[tuple[Ids, Vectors]]:
    """The vectors of these passages, in batches of (ids, matrix)."""
    for start in range(0, len(wanted), batch):
        chunk = [int(id_) for id_ in wanted[start : start + batch]]
        rows = db.execute(
            f"SELECT id, vector FROM passages WHERE library_id = ? AND id IN ({_marks(chunk)})",
            (library, *chunk),
        ).fetchall()
        if rows:
            matrix = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.float16)
            found = np.array([row[0] for row in rows], dtype=np.int64)
            yield found, matrix.reshape(len(rows), -1).astype(np.float32)


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
        [(_blob(vector), model, id_) for id_, vector in zip(passage_ids, matrix, strict=True)],
    )


def rebuild_full_text(db: Connection) -> None:
    """Write the full-text tables anew, for all libraries: contentless tables empty only whole."""
    for table in ("passages_fts", "articles_fts"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    for library, row, article in articles.everywhere(db):
        for passage, start, end in _spans(db, row):
            _remember(db, "passages_fts", passage, library, article.text[start:end])
        insert_headers(db, library, row, article)


def library_token(library: int) -> str:
    """The word that stands for a library in the full-text tables."""
    return f"lib{library}"


def _document(article: Article) -> str:
    meta = article.metadata
    day = meta.published
    # The title counts twice: what an article is about weighs more than what it mentions.
    parts = [meta.title, meta.title, meta.publisher, meta.author]
    parts += [day.isoformat(), day.strftime("%B %Y")] if day else []
    return "\n".join([*(part for part in parts if part), article.text])


def _marks(values: Sequence[int]) -> str:
    return ",".join("?" * len(values))


def _spans(db: Connection, article_row: int) -> list[tuple[int, int, int]]:
    return db.execute(
        'SELECT id, start, "end" FROM passages WHERE article_id = ?', (article_row,)
    ).fetchall()


def _remember(db: Connection, table: str, row: int | None, library: int, body: str) -> None:
    db.execute(
        f"INSERT INTO {table} (rowid, library, body) VALUES (?, ?, ?)",
        (row, library_token(library), body),
    )


def _forget(db: Connection, table: str, row: int, library: int, body: str) -> None:
    db.execute(
        f"INSERT INTO {table} ({table}, rowid, library, body) VALUES ('delete', ?, ?, ?)",
        (row, library_token(library), body),
    )


def _blob(vector: Vectors) -> bytes:
    return vector.astype(np.float16).tobytes()


def _passage(row: tuple[int, str, int, int]) -> Passage:
    id_, article_id, start, end = row
    return Passage(id_, article_id, Span(start, end))
