"""SQL for articles as they are now; their older texts are in `index.store.versions`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Final

from index.store import metadata
from index.store.rows import new_row
from index.store.versions import digest
from index.types import Article
from index.urls import address_key

_ARTICLE: Final = (
    "a.public_id, v.number, v.text, a.added_at, a.added_by, coalesce(a.language, 'en'), "
    f"a.settled, {metadata.COLUMNS}"
)
_CURRENT: Final = "articles a JOIN versions v ON v.article_id = a.id AND v.number = a.version"


def insert(db: Connection, library: int, article: Article) -> int:
    """Store a new article, its versions left to `insert_version`; returns its row."""
    row = new_row(db, library, "articles")
    db.execute(
        f"""INSERT INTO articles (id, library_id, public_id, version, address, added_at, added_by,
               language, settled, {", ".join(metadata.FIELDS)})
           VALUES (?,?,?,?,?,?,?,?,?,{_marks(metadata.FIELDS)})""",
        (row, library, article.id, article.version, address_key(article.metadata.url),
         article.added_at.isoformat(), article.added_by, article.language,
         _joined(article.settled), *metadata.row(article.metadata)),
    )  # fmt: skip
    return row


def update_metadata(db: Connection, row: int, article: Article) -> None:
    """Store what is known about an article, and which of it a person has set."""
    meta = article.metadata
    assignments = ", ".join(f"{name} = ?" for name in metadata.FIELDS)
    db.execute(
        f"UPDATE articles SET {assignments}, address = ?, settled = ? WHERE id = ?",
        (*metadata.row(meta), address_key(meta.url), _joined(article.settled), row),
    )


def delete(db: Connection, row: int) -> None:
    """Delete the article with its versions, passages and statements."""
    db.execute("DELETE FROM articles WHERE id = ?", (row,))


def find(db: Connection, library: int, public_id: str) -> tuple[int, Article] | None:
    """The article's row and its current version, or None."""
    return next(_all(db, "a.library_id = ? AND a.public_id = ?", (library, public_id)), None)


def find_version(db: Connection, library: int, public_id: str, number: int) -> Article | None:
    """An article with one of its texts, the current one or an older; None without such a one."""
    row = db.execute(
        f"SELECT {_ARTICLE} FROM articles a JOIN versions v ON v.article_id = a.id "
        "WHERE a.library_id = ? AND a.public_id = ? AND v.number = ?",
        (library, public_id, number),
    ).fetchone()
    return _article(row) if row else None


def find_all(db: Connection, library: int, public_ids: Sequence[str]) -> dict[str, Article]:
    """The current articles with these ids, those that are gone left out."""
    # One value for all ids, as there may be more of them than a statement takes values.
    found = db.execute(
        f"SELECT {_ARTICLE} FROM {_CURRENT} "
        "WHERE a.library_id = ? AND a.public_id IN (SELECT value FROM json_each(?))",
        (library, json.dumps(list(public_ids))),
    )
    return {article.id: article for article in map(_article, found)}


def with_text(db: Connection, library: int, text: str) -> Iterator[tuple[int, Article]]:
    """The articles by row that have this text now, in the order of their adding."""
    return _all(db, "a.library_id = ? AND v.digest = ?", (library, digest(text)))


def at_address(db: Connection, library: int, address: str) -> Iterator[tuple[int, Article]]:
    """The articles by row that stand at this address, in the order of their adding."""
    return _all(db, "a.library_id = ? AND a.address = ?", (library, address))


def find_rows(db: Connection, library: int, rows: Sequence[int]) -> list[Article]:
    """The current articles of these rows, in their order."""
    return list(by_row(db, library, rows).values())


def by_row(db: Connection, library: int, rows: Sequence[int]) -> dict[int, Article]:
    """The current articles by their rows, in this order; those that are gone are left out."""
    found = db.execute(
        f"SELECT a.id, {_ARTICLE} FROM {_CURRENT} "
        f"WHERE a.library_id = ? AND a.id IN ({_marks(rows)})",
        (library, *rows),
    )
    articles = {row[0]: _article(row[1:]) for row in found}
    return {row: articles[row] for row in rows if row in articles}


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


def mark_checked(db: Connection, row: int) -> None:
    """Note that an article's address was fetched again just now."""
    now = datetime.now(UTC).isoformat()
    db.execute("UPDATE articles SET checked_at = ? WHERE id = ?", (now, row))


def unchecked(db: Connection, library: int, before: datetime) -> list[str]:
    """The articles with an address that were last fetched by a time, the oldest first."""
    fetched = "max(julianday(v.stored_at), coalesce(julianday(a.checked_at), 0))"
    rows = db.execute(
        f"""SELECT a.public_id FROM {_CURRENT}
            WHERE a.library_id = ? AND a.address IS NOT NULL AND {fetched} <= julianday(?)
            ORDER BY {fetched}, a.id""",
        (library, before.isoformat()),
    )
    return [public_id for (public_id,) in rows]


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


def update_language(db: Connection, row: int, language: str) -> None:
    db.execute("UPDATE articles SET language = ? WHERE id = ?", (language, row))


def languages(db: Connection, library: int) -> frozenset[str]:
    """The languages in which full text holds a library's articles, by code."""
    rows = db.execute(
        "SELECT DISTINCT coalesce(language, 'en') FROM articles WHERE library_id = ?", (library,)
    )
    return frozenset(code for (code,) in rows)


def _all(
    db: Connection, where: str, values: tuple[int | str | bytes, ...]
) -> Iterator[tuple[int, Article]]:
    rows = db.execute(
        f"SELECT a.id, {_ARTICLE} FROM {_CURRENT} WHERE {where} ORDER BY a.id", values
    )
    return ((row[0], _article(row[1:])) for row in rows)


def _article(row: tuple[str, int, str, str, str, str, str, *tuple[str | None, ...]]) -> Article:
    public_id, version, text, added_at, added_by, language, settled, *known = row
    return Article(
        id=public_id,
        version=version,
        text=text,
        metadata=metadata.read(known),
        added_at=datetime.fromisoformat(added_at),
        added_by=added_by,
        language=language,
        settled=frozenset(settled.split()),
    )


def _joined(settled: frozenset[str]) -> str:
    return " ".join(sorted(settled))


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
