"""SQL for articles and their versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from sqlite3 import Connection
from typing import Final

from index.store.rows import new_row
from index.types import Article, ArticleSummary, History, LibraryStats, Metadata, Version

_METADATA: Final = "a.title, a.url, a.author, a.publisher, a.published"
_ARTICLE: Final = (
    "a.public_id, a.version, v.text, a.added_at, a.added_by, coalesce(a.language, 'en'), "
    f"{_METADATA}"
)
_CURRENT: Final = "articles a JOIN versions v ON v.article_id = a.id AND v.number = a.version"


def digest(text: str) -> bytes:
    """What makes two texts the same: SHA-256 of their UTF-8."""
    return hashlib.sha256(text.encode()).digest()


def insert(db: Connection, library: int, article: Article, address: str | None) -> int:
    """Store a new article, its versions left to `insert_version`; returns its row."""
    meta = article.metadata
    row = new_row(db, library, "articles")
    db.execute(
        """INSERT INTO articles (id, library_id, public_id, version, title, url, author, publisher,
               published, address, added_at, added_by, language)
           VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)""",
        (row, library, article.id, article.version, meta.title, meta.url, meta.author,
         meta.publisher, _day(meta.published), address, article.added_at.isoformat(),
         article.added_by, article.language),
    )  # fmt: skip
    return row


def insert_version(db: Connection, row: int, version: Version) -> None:
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


def update_metadata(db: Connection, row: int, meta: Metadata, address: str | None) -> None:
    db.execute(
        """UPDATE articles SET title = ?, url = ?, author = ?, publisher = ?, published = ?,
               address = ? WHERE id = ?""",
        (meta.title, meta.url, meta.author, meta.publisher, _day(meta.published), address, row),
    )


def merged(old: Metadata, new: Metadata) -> Metadata:
    """What the new version knows, and for the rest what the old one knew."""
    return Metadata(
        title=new.title or old.title,
        url=new.url or old.url,
        author=new.author or old.author,
        publisher=new.publisher or old.publisher,
        published=new.published or old.published,
    )


def delete(db: Connection, row: int) -> None:
    """Delete the article with its versions, passages and statements."""
    db.execute("DELETE FROM articles WHERE id = ?", (row,))


def find(db: Connection, library: int, public_id: str) -> tuple[int, Article] | None:
    """The article's row and its current version, or None."""
    return _one(db, "a.library_id = ? AND a.public_id = ?", (library, public_id))


def find_all(db: Connection, library: int, public_ids: Sequence[str]) -> dict[str, Article]:
    """The current articles with these ids, those that are gone left out."""
    # One value for all ids, as there may be more of them than a statement takes values.
    found = db.execute(
        f"SELECT {_ARTICLE} FROM {_CURRENT} "
        "WHERE a.library_id = ? AND a.public_id IN (SELECT value FROM json_each(?))",
        (library, json.dumps(list(public_ids))),
    )
    return {article.id: article for article in map(_article, found)}


def find_same(
    db: Connection, library: int, text: str, address: str | None
) -> tuple[int, Article] | None:
    """The article that already has this text, or else the one at this address, or None."""
    same_text = _one(db, "a.library_id = ? AND v.digest = ?", (library, digest(text)))
    if same_text or address is None:
        return same_text
    return _one(db, "a.library_id = ? AND a.address = ?", (library, address))


def find_rows(db: Connection, library: int, rows: Sequence[int]) -> list[Article]:
    """The current articles of these rows, in their order."""
    marks = ",".join("?" * len(rows))
    found = db.execute(
        f"SELECT a.id, {_ARTICLE} FROM {_CURRENT} WHERE a.library_id = ? AND a.id IN ({marks})",
        (library, *rows),
    )
    by_row = {row[0]: _article(row[1:]) for row in found}
    return [by_row[row] for row in rows if row in by_row]


def every(db: Connection, library: int) -> Iterator[Article]:
    """All current articles, in the order in which they were added."""
    rows = db.execute(
        f"SELECT {_ARTICLE} FROM {_CURRENT} WHERE a.library_id = ? ORDER BY a.id", (library,)
    )
    return map(_article, rows)


def everywhere(db: Connection) -> Iterator[tuple[int, Article]]:
    """All current articles of all libraries, each with its row."""
    for row in db.execute(f"SELECT a.id, {_ARTICLE} FROM {_CURRENT} ORDER BY a.id"):
        yield row[0], _article(row[1:])


def mark_read(db: Connection, row: int, version: str | None) -> None:
    """Note by what an article's statements were read; None where they are still to be read."""
    db.execute("UPDATE articles SET read_by = ? WHERE id = ?", (version, row))


def unread(
    db: Connection, library: int, version: str, after: int, limit: int
) -> list[tuple[int, Article]]:
    """Articles whose statements something else read, or nothing yet, by row, from `after` on."""
    rows = db.execute(
        f"SELECT a.id, {_ARTICLE} FROM {_CURRENT} WHERE a.library_id = ? AND a.id > ? "
        "AND a.read_by IS NOT ? ORDER BY a.id LIMIT ?",
        (library, after, version, limit),
    )
    return [(row[0], _article(row[1:])) for row in rows]


def count_unread(db: Connection, library: int, version: str) -> int:
    (number,) = db.execute(
        "SELECT count(*) FROM articles WHERE library_id = ? AND read_by IS NOT ?",
        (library, version),
    ).fetchone()
    return int(number)


def summaries(
    db: Connection, library: int, search: str | None, limit: int, offset: int
) -> list[ArticleSummary]:
    where, values = _matching(library, search)
    rows = db.execute(
        f"""SELECT a.public_id, a.version, a.added_at, a.added_by, length(v.text),
               (SELECT count(*) FROM passages p WHERE p.article_id = a.id),
               (SELECT count(*) FROM statements s WHERE s.article_id = a.id),
               {_METADATA}
            FROM {_CURRENT} WHERE {where} ORDER BY a.id DESC LIMIT ? OFFSET ?""",
        (*values, limit, offset),
    )
    return [
        ArticleSummary(
            id=row[0],
            version=row[1],
            added_at=datetime.fromisoformat(row[2]),
            added_by=row[3],
            characters=row[4],
            passages=row[5],
            statements=row[6],
            metadata=_metadata(row[7:]),
        )
        for row in rows
    ]


def count(db: Connection, library: int, search: str | None) -> int:
    where, values = _matching(library, search)
    (number,) = db.execute(f"SELECT count(*) FROM articles a WHERE {where}", values).fetchone()
    return int(number)


def update_language(db: Connection, row: int, language: str) -> None:
    db.execute("UPDATE articles SET language = ? WHERE id = ?", (language, row))


def languages(db: Connection, library: int) -> frozenset[str]:
    """The languages in which full text holds a library's articles, by code."""
    rows = db.execute(
        "SELECT DISTINCT coalesce(language, 'en') FROM articles WHERE library_id = ?", (library,)
    )
    return frozenset(code for (code,) in rows)


def publishers(db: Connection, library: int) -> list[str]:
    rows = db.execute(
        """SELECT DISTINCT publisher FROM articles
            WHERE library_id = ? AND publisher IS NOT NULL ORDER BY publisher""",
        (library,),
    )
    return [publisher for (publisher,) in rows]


def stats(db: Connection, library: int) -> LibraryStats:
    held, spans, said, people, characters = db.execute(
        """SELECT count(*), (SELECT count(*) FROM passages WHERE library_id = :library),
               (SELECT count(*) FROM statements WHERE library_id = :library),
               (SELECT count(DISTINCT speaker) FROM speaker_names WHERE library_id = :library),
               coalesce(sum(length(v.text)), 0)
            FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.version
            WHERE a.library_id = :library""",
        {"library": library},
    ).fetchone()
    models = db.execute(
        "SELECT name FROM models WHERE id IN (SELECT model_id FROM passages WHERE library_id = ?)",
        (library,),
    ).fetchall()
    model = ", ".join(name for (name,) in models) or None
    return LibraryStats(held, spans, said, people, characters, model)


def _matching(library: int, search: str | None) -> tuple[str, tuple[int | str, ...]]:
    if not search:
        return "a.library_id = ?", (library,)
    pattern = "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    columns = ("public_id", "title", "publisher", "author", "url")
    clauses = " OR ".join(f"a.{column} LIKE ? ESCAPE '\\'" for column in columns)
    return f"a.library_id = ? AND ({clauses})", (library, *[pattern] * len(columns))


def _one(
    db: Connection, where: str, values: tuple[int | str | bytes, ...]
) -> tuple[int, Article] | None:
    row = db.execute(
        f"SELECT a.id, {_ARTICLE} FROM {_CURRENT} WHERE {where} ORDER BY a.id LIMIT 1", values
    ).fetchone()
    return (row[0], _article(row[1:])) if row else None


def _article(row: tuple[str, int, str, str, str, str, *tuple[str | None, ...]]) -> Article:
    public_id, version, text, added_at, added_by, language, *metadata = row
    return Article(
        id=public_id,
        version=version,
        text=text,
        metadata=_metadata(tuple(metadata)),
        added_at=datetime.fromisoformat(added_at),
        added_by=added_by,
        language=language,
    )


def _metadata(row: tuple[str | None, ...]) -> Metadata:
    title, url, author, publisher, published = row
    return Metadata(
        title, url, author, publisher, date.fromisoformat(published) if published else None
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
