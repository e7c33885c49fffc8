"""SQL for statements: who said what, as spans of an article's current version."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any, Final

from index.arrays import Vectors, from_bytes, to_bytes
from index.types import Span, Speaker, Statement

_AT_ONCE: Final = 500

_STATEMENT: Final = """SELECT s.public_id, a.public_id, s.kind, n.speaker, s.as_written,
        s.speaker_span, s.cue_span, s.content_spans, s.quote_spans, s.confidence, s.headline
    FROM statements s JOIN articles a ON a.id = s.article_id
        LEFT JOIN speaker_names n ON n.library_id = s.library_id AND n.name = s.speaker"""


def insert(
    db: Connection,
    library: int,
    article_row: int,
    statements: Sequence[Statement],
    vectors: Vectors,
    model: int,
) -> None:
    """Store statements with a model's vectors of them, shape (statements, dimension)."""
    db.executemany(
        """INSERT INTO statements (library_id, article_id, public_id, kind, speaker, as_written,
               speaker_span, cue_span, content_spans, quote_spans, confidence, headline,
               model_id, vector)
           VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)""",
        [
            (*row(library, article_row, statement), model, to_bytes(vector))
            for statement, vector in zip(statements, vectors, strict=True)
        ],
    )


def delete(db: Connection, article_row: int) -> None:
    db.execute("DELETE FROM statements WHERE article_id = ?", (article_row,))


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

    `speaker` is a speaker of the library, under whatever names articles quote them.
    `since` and `until` are inclusive days; an article without a date meets neither.
    """
    # With an article given SQLite has to begin at it, not at all of the library's statements.
    owner = "a" if article_id else "s"
    values = {
        "library": library,
        "statement": statement_id,
        "article": article_id,
        "speaker": speaker,
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "publishers": json.dumps(list(publishers)) if publishers else None,
    }
    clauses = {
        "library": f"{owner}.library_id = :library",
        "statement": "s.public_id = :statement",
        "article": "a.public_id = :article",
        "speaker": "s.speaker IN (SELECT name FROM speaker_names"
        " WHERE library_id = :library AND speaker = :speaker)",
        "since": "a.published >= :since",
        "until": "a.published <= :until",
        "publishers": "a.publisher IN (SELECT value FROM json_each(:publishers))",
    }
    where = " AND ".join(clauses[key] for key, value in values.items() if value is not None)
    rows = db.execute(
        f"{_STATEMENT} WHERE {where} ORDER BY a.published DESC, a.id DESC, s.id", values
    )
    return [statement(found) for found in rows]


def vectors(
    db: Connection, library: int, public_ids: Sequence[str], model: int
) -> dict[str, Vectors]:
    """A model's vectors of these statements, by id; those without one are left out."""
    found: dict[str, Vectors] = {}
    for start in range(0, len(public_ids), _AT_ONCE):
        some = public_ids[start : start + _AT_ONCE]
        rows = db.execute(
            "SELECT public_id, vector FROM statements WHERE library_id = ? AND model_id = ? "
            f"AND public_id IN ({','.join('?' * len(some))})",
            (library, model, *some),
        )
        for id_, vector in rows:
            found[id_] = from_bytes(vector)
    return found


def row(library: int, article_row: int, statement: Statement) -> tuple[Any, ...]:
    """The values of a statement, from its library to whether it stands in a headline."""
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
        statement.headline,
    )


def statement(row: tuple[Any, ...]) -> Statement:
    """A statement from its ids, kind, speaker and form, spans, confidence and headline."""
    id_, article_id, kind, name, as_written, *stored, confidence, headline = row
    # Thousands are read at once, and each call costs more than what it reads.
    places = json.loads(f"[{','.join(each or 'null' for each in stored)}]")
    speaker_span, cue_span, content, quotes = places
    return Statement(
        id=id_,
        article_id=article_id,
        kind=kind,
        speaker=Speaker(name, as_written) if name else None,
        speaker_span=Span(*speaker_span) if speaker_span else None,
        cue_span=Span(*cue_span) if cue_span else None,
        content_spans=tuple(Span(*pair) for pair in content),
        quote_spans=tuple(Span(*pair) for pair in quotes),
        confidence=confidence,
        headline=bool(headline),
    )


def _dump(span: Span | None) -> str | None:
    return json.dumps([span.start, span.end]) if span else None
