"""SQL for statements that an article no longer makes, kept for those who have cited them.

They stand apart from the statements that are searched and counted, and each points into
the version of its article that made it.
"""

from __future__ import annotations

from sqlite3 import Connection
from typing import Final

from index.ids import fingerprint, names
from index.store import statements
from index.types import Article, Statement, Version

_COPIED: Final = """library_id, article_id, public_id, kind, speaker, as_written, speaker_span,
    cue_span, content_spans, quote_spans, confidence, headline"""


_STATEMENT: Final = """SELECT s.public_id, a.public_id, s.kind,
        coalesce(n.speaker, s.speaker), s.as_written, s.speaker_span, s.cue_span,
        s.content_spans, s.quote_spans, s.confidence, s.headline, s.version
    FROM superseded_statements s JOIN articles a ON a.id = s.article_id
        LEFT JOIN speaker_names n ON n.library_id = s.library_id AND n.name = s.speaker"""


def supersede(db: Connection, library: int, article_row: int, article: Article) -> None:
    """Take an article's statements out of those that are searched; its version ends."""
    ending = statements.select(db, library, article_id=article.id)
    db.executemany(
        f"""INSERT OR REPLACE INTO superseded_statements (version, named, {_COPIED})
            SELECT ?, ?, {_COPIED} FROM statements WHERE library_id = ? AND public_id = ?""",
        [
            (article.version, fingerprint(name), library, said.id)
            for said, name in zip(ending, names(article.id, article.text, ending), strict=True)
        ],
    )
    statements.delete(db, article_row)


def restore(db: Connection, library: int, article_row: int, article: str, past: Version) -> None:
    """Store the statements of an older version of an exported article, under their ids.

    Left out is one whose id stands for something else here.
    """
    named = zip(past.statements, names(article, past.text, past.statements), strict=True)
    db.executemany(
        f"""INSERT OR REPLACE INTO superseded_statements (version, named, {_COPIED})
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)""",
        [
            (past.number, fingerprint(name), *statements.row(library, article_row, said))
            for said, name in named
            if not taken(db, library, said.id, name)
        ],
    )


def of_article(db: Connection, library: int, public_id: str) -> dict[int, list[Statement]]:
    """What an article said before, by the number of the version that it ended with."""
    found: dict[int, list[Statement]] = {}
    for *row, version in db.execute(
        f"""{_STATEMENT} WHERE s.library_id = ? AND a.public_id = ?
            ORDER BY s.version, json_extract(s.content_spans, '$[0][0]'), s.public_id""",
        (library, public_id),
    ):
        found.setdefault(version, []).append(statements.statement(tuple(row)))
    return found


def find(db: Connection, library: int, public_id: str) -> tuple[Statement, int] | None:
    """A statement with the number of the version that made it, or None."""
    row = db.execute(
        f"{_STATEMENT} WHERE s.library_id = ? AND s.public_id = ?", (library, public_id)
    ).fetchone()
    return (statements.statement(row[:-1]), row[-1]) if row else None


def taken(db: Connection, library: int, public_id: str, name: str) -> bool:
    """Whether an id stands for a statement, and for an older one of another name than this."""
    row = db.execute(
        """SELECT 1 FROM statements WHERE library_id = :library AND public_id = :id
            UNION ALL SELECT 1 FROM superseded_statements
                WHERE library_id = :library AND public_id = :id AND named <> :named""",
        {"library": library, "id": public_id, "named": fingerprint(name)},
    ).fetchone()
    return row is not None
