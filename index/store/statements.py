"""SQL for statements: who said what, as spans of an article's current version."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any, Final

from index.types import Span, Speaker, SpeakerSummary, Statement

_STATEMENT: Final = """SELECT s.public_id, a.public_id, s.kind, s.speaker, s.as_written,
        s.speaker_span, s.cue_span, s.content_spans, s.quote_spans, s.confidence
    FROM statements s JOIN articles a ON a.id = s.article_id"""


def insert(db: Connection, library: int, article_row: int, statements: Sequence[Statement]) -> None:
    db.executemany(
        """INSERT INTO statements (library_id, article_id, public_id, kind, speaker, as_written,
               speaker_span, cue_span, content_spans, quote_spans, confidence)
           VALUES (?,?,?,?,?,?,?,?,?,?,?)""",
        [_row(library, article_row, statement) for statement in statements],
    )


def delete(db: Connection, article_row: int) -> None:
    db.execute("DELETE FROM statements WHERE article_id = ?", (article_row,))


def taken(db: Connection, library: int, public_id: str) -> bool:
    """Whether an id already stands for a statement of this library."""
    return bool(
        db.execute(
            "SELECT 1 FROM statements WHERE library_id = ? AND public_id = ?", (library, public_id)
        ).fetchone()
    )


def select(
    db: Connection,
    library: int,
    *,
    statement_id: str | None = None,
    article_id: str | None = None,
    speaker: str | None = None,
    since: date | None = None,
    until: date | None = None,
    publishers: Sequence[str] = (),
) -> list[Statement]:
    """The statements that meet every condition given, newest article first, then in text order.

    `since` and `until` are inclusive days; an article without a date meets neither.
    """
    conditions: list[tuple[str, Any]] = [
        # With an article given SQLite has to begin at it, not at all of the library's statements.
        ("a.library_id = ?" if article_id else "s.library_id = ?", library),
        ("s.public_id = ?", statement_id),
        ("a.public_id = ?", article_id),
        ("s.speaker = ?", speaker),
        ("a.published >= ?", since.isoformat() if since else None),
        ("a.published <= ?", until.isoformat() if until else None),
        (
            "a.publisher IN (SELECT value FROM json_each(?))",
            json.dumps(list(publishers)) if publishers else None,
        ),
    ]
    given = [(clause, value) for clause, value in conditions if value is not None]
    where = " AND ".join(clause for clause, _ in given)
    rows = db.execute(
        f"{_STATEMENT} WHERE {where} ORDER BY a.published DESC, a.id DESC, s.id",
        [value for _, value in given],
    )
    return [_statement(row) for row in rows]


def speakers(db: Connection, library: int) -> list[SpeakerSummary]:
    """Everybody who is quoted, the most quoted first."""
    forms: dict[str, list[str]] = {}
    for name, as_written in db.execute(
        "SELECT DISTINCT speaker, as_written FROM statements "
        "WHERE library_id = ? AND speaker IS NOT NULL ORDER BY as_written",
        (library,),
    ):
        forms.setdefault(name, []).append(as_written)
    rows = db.execute(
        """SELECT speaker, count(*), count(DISTINCT article_id) FROM statements
            WHERE library_id = ? AND speaker IS NOT NULL
            GROUP BY speaker ORDER BY count(*) DESC, speaker""",
        (library,),
    )
    return [
        SpeakerSummary(name, said, articles, tuple(forms.get(name, ())))
        for name, said, articles in rows
    ]


def _row(library: int, article_row: int, statement: Statement) -> tuple[Any, ...]:
    speaker = statement.speaker
    return (
        library,
        article_row,
        statement.id,
        statement.kind,
        speaker.name if speaker else None,
        speaker.as_written if speaker else None,
        _dump(statement.speaker_span),
        _dump(statement.cue_span),
        json.dumps([[span.start, span.end] for span in statement.content_spans]),
        json.dumps([[span.start, span.end] for span in statement.quote_spans]),
        statement.confidence,
    )


def _statement(row: tuple[Any, ...]) -> Statement:
    id_, article_id, kind, name, as_written, speaker_span, cue_span, content, quotes, conf = row
    return Statement(
        id=id_,
        article_id=article_id,
        kind=kind,
        speaker=Speaker(name, as_written) if name else None,
        speaker_span=_load(speaker_span),
        cue_span=_load(cue_span),
        content_spans=tuple(Span(*pair) for pair in json.loads(content)),
        quote_spans=tuple(Span(*pair) for pair in json.loads(quotes)),
        confidence=conf,
    )


def _dump(span: Span | None) -> str | None:
    return json.dumps([span.start, span.end]) if span else None


def _load(value: str | None) -> Span | None:
    return Span(*json.loads(value)) if value else None
