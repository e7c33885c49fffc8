"""SQL for what a library holds, as people look at it: lists, outlets and numbers."""

from __future__ import annotations

from datetime import datetime
from sqlite3 import Connection
from typing import Final

from index.records import ArticleFilter
from index.store import metadata
from index.types import ArticleSummary, LibraryStats

_SEARCHED: Final = ("public_id", "title", "publisher", "author", "url")
_CLAUSES: Final = {
    "library": "a.library_id = :library",
    "search": "(" + " OR ".join(f"a.{name} LIKE :search ESCAPE '\\'" for name in _SEARCHED) + ")",
    "outlet": "a.publisher LIKE :outlet ESCAPE '\\'",
    "speaker": """EXISTS (SELECT 1 FROM statements s JOIN speaker_names n
        ON n.library_id = s.library_id AND n.name = s.speaker
        WHERE s.article_id = a.id AND n.speaker = :speaker)""",
    "since": "a.published >= :since",
    "until": "a.published <= :until",
    "added_by": "a.added_by = :added_by",
}


def summaries(
    db: Connection, library: int, wanted: ArticleFilter, limit: int, offset: int
) -> list[ArticleSummary]:
    where, values = _matching(library, wanted)
    rows = db.execute(
        f"""SELECT a.public_id, a.version, a.added_at, a.added_by, length(v.text),
               (SELECT count(*) FROM passages p WHERE p.article_id = a.id),
               (SELECT count(*) FROM statements s WHERE s.article_id = a.id),
               {metadata.COLUMNS}
            FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.version
            WHERE {where} ORDER BY a.id DESC LIMIT :limit OFFSET :offset""",
        {**values, "limit": limit, "offset": offset},
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
            metadata=metadata.read(row[7:]),
        )
        for row in rows
    ]


def count(db: Connection, library: int, wanted: ArticleFilter) -> int:
    where, values = _matching(library, wanted)
    (number,) = db.execute(f"SELECT count(*) FROM articles a WHERE {where}", values).fetchone()
    return int(number)


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


def _matching(library: int, wanted: ArticleFilter) -> tuple[str, dict[str, str | int | None]]:
    """The condition for the articles that are wanted, and its values."""
    values: dict[str, str | int | None] = {
        "library": library,
        "search": _anywhere(wanted.search),
        "outlet": _anywhere(wanted.outlet),
        "speaker": wanted.speaker,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
        "added_by": wanted.added_by,
    }
    given = [_CLAUSES[name] for name, value in values.items() if value is not None]
    return " AND ".join(given), values


def _anywhere(words: str | None) -> str | None:
    """The pattern of LIKE for what holds these words."""
    if not words:
        return None
    return "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
