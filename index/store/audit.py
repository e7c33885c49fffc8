"""SQL for the audit trail: who did what to which article, written with the change itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any, Final

from index.records import AuditAction, AuditEntry, FieldChange
from index.types import Article


@dataclass(frozen=True, slots=True)
class Trail:
    """What one person does to one library, within a transaction."""

    db: Connection
    library: int
    by: str

    def record(
        self, action: AuditAction, article: Article, changes: Sequence[FieldChange] = ()
    ) -> None:
        """`article` is as it is after the change, or as it was where it is gone."""
        self.db.execute(
            """INSERT INTO audit (library_id, number, at, by, action, article, title, changes)
                VALUES (:library, 1 + coalesce(
                    (SELECT max(number) FROM audit WHERE library_id = :library), 0),
                    :at, :by, :action, :article, :title, :changes)""",
            {
                "library": self.library,
                "at": datetime.now(UTC).isoformat(),
                "by": self.by,
                "action": action,
                "article": article.id,
                "title": article.metadata.title,
                "changes": json.dumps([[one.field, one.old, one.new] for one in changes]),
            },
        )


_SELECT: Final = """SELECT number, at, by, action, article, title, changes FROM audit
    WHERE library_id = :library"""


def entries(
    db: Connection, library: int, article_id: str | None, limit: int, offset: int
) -> list[AuditEntry]:
    """What was done, the latest first; with an article given, to this one alone."""
    about = "" if article_id is None else "AND article = :article"
    rows = db.execute(
        f"{_SELECT} {about} ORDER BY number DESC LIMIT :limit OFFSET :offset",
        {"library": library, "article": article_id, "limit": limit, "offset": offset},
    )
    return list(map(_entry, rows))


def entries_after(db: Connection, library: int, number: int, limit: int) -> list[AuditEntry]:
    """What was done since the entry of this number, the earliest first."""
    rows = db.execute(
        f"{_SELECT} AND number > :after ORDER BY number LIMIT :limit",
        {"library": library, "after": number, "limit": limit},
    )
    return list(map(_entry, rows))


def _entry(row: tuple[Any, ...]) -> AuditEntry:
    number, at, by, action, article, title, told = row
    return AuditEntry(
        number, datetime.fromisoformat(at), by, action, article, title, _changes(told)
    )


def _changes(told: str) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(*one) for one in json.loads(told))
