"""SQL for what moderators decided about speakers: kept for ever, in force until undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any

from index.types import SpeakerDecision


def every(db: Connection, library: int) -> list[SpeakerDecision]:
    """All decisions, oldest first, with those undone."""
    rows = db.execute(
        """SELECT number, kind, name, name_split, "to", to_split, made_by, made_at, undone_by,
               undone_at FROM speaker_decisions WHERE library_id = ? ORDER BY number""",
        (library,),
    )
    return [_decision(row) for row in rows]


def names(decision: SpeakerDecision) -> Iterator[str]:
    """The names whose speakers a decision is about."""
    yield decision.name
    if decision.to is not None and decision.kind != "alias":
        yield decision.to


def insert(db: Connection, library: int, decision: SpeakerDecision) -> None:
    db.execute(
        "INSERT INTO speaker_decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        (library, decision.number, decision.kind, decision.name, decision.name_split,
         decision.to, decision.to_split, decision.made_by, decision.made_at.isoformat()),
    )  # fmt: skip


def mark_undone(db: Connection, library: int, number: int, by: str) -> SpeakerDecision:
    """Take a decision out of force; it stays in the history."""
    db.execute(
        "UPDATE speaker_decisions SET undone_by = ?, undone_at = ?"
        " WHERE library_id = ? AND number = ?",
        (by, datetime.now(UTC).isoformat(), library, number),
    )
    return every(db, library)[number - 1]


def _decision(row: tuple[Any, ...]) -> SpeakerDecision:
    number, kind, name, name_split, to, to_split, made_by, made_at, undone_by, undone_at = row
    return SpeakerDecision(
        number=number,
        kind=kind,
        name=name,
        name_split=name_split,
        to=to,
        to_split=to_split,
        made_by=made_by,
        made_at=datetime.fromisoformat(made_at),
        undone_by=undone_by,
        undone_at=datetime.fromisoformat(undone_at) if undone_at else None,
    )
