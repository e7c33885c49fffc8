"""SQL for preferences: what is chosen for a library, who chose it, and what the log is to tell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any, Final

from index.preferences import Json, PreferenceChange
from index.store.database import Database

_SELECT: Final = """SELECT number, at, by, name, old, new FROM preference_changes
    WHERE library_id = ?"""


def libraries_with_untold_choices(database: Database) -> list[str]:
    """The names of the libraries whose log is still to tell of a choice."""
    with database.reading() as db:
        rows = db.execute(
            """SELECT DISTINCT l.name FROM preference_changes c
               JOIN libraries l ON l.id = c.library_id WHERE NOT c.told"""
        )
        return [name for (name,) in rows]


class PreferenceStore:
    """The preferences of one library; safe to share between threads."""

    def __init__(self, database: Database, library: int) -> None:
        self._db = database
        self._library = library

    def all(self) -> dict[str, Json]:
        """What was chosen, by name; what never was is not in it."""
        with self._db.reading() as db:
            return self._all(db)

    def choose(self, chosen: Mapping[str, Json], *, by: str) -> list[PreferenceChange]:
        """Put choices in force together; None is for none any more. What was so is no change."""
        with self._db.writing() as db:
            before = self._all(db)
            return [
                self._choose(db, name, before.get(name), value, by)
                for name, value in chosen.items()
                if before.get(name) != value
            ]

    def note(self, name: str, old: Json, new: Json, *, by: str) -> PreferenceChange:
        """Record a choice that is kept elsewhere."""
        with self._db.writing() as db:
            return self._record(db, name, old, new, by)

    def latest(self) -> PreferenceChange | None:
        """The last choice that was made."""
        found = self._changes("ORDER BY number DESC LIMIT 1")
        return found[0] if found else None

    def untold(self) -> list[PreferenceChange]:
        """The choices that the log is still to tell of, the earliest first."""
        return self._changes("AND NOT told ORDER BY number")

    def told(self, number: int) -> None:
        """Note that the log has nothing more to tell of the choices up to this one."""
        with self._db.writing() as db:
            db.execute(
                "UPDATE preference_changes SET told = 1 WHERE library_id = ? AND number <= ?",
                (self._library, number),
            )

    def _all(self, db: Connection) -> dict[str, Json]:
        rows = db.execute(
            "SELECT name, value FROM preferences WHERE library_id = ?", (self._library,)
        )
        return {name: json.loads(value) for name, value in rows}

    def _choose(self, db: Connection, name: str, old: Json, new: Json, by: str) -> PreferenceChange:
        if new is None:
            db.execute(
                "DELETE FROM preferences WHERE library_id = ? AND name = ?", (self._library, name)
            )
        else:
            db.execute(
                "INSERT OR REPLACE INTO preferences VALUES (?, ?, ?)",
                (self._library, name, json.dumps(new)),
            )
        return self._record(db, name, old, new, by)

    def _record(self, db: Connection, name: str, old: Json, new: Json, by: str) -> PreferenceChange:
        at = datetime.now(UTC)
        cursor = db.execute(
            """INSERT INTO preference_changes (library_id, at, by, name, old, new, told)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6,
                   NOT EXISTS (SELECT 1 FROM logs WHERE library_id = ?1))""",
            (self._library, at.isoformat(), by, name, json.dumps(old), json.dumps(new)),
        )
        return PreferenceChange(cursor.lastrowid or 0, at, by, name, old, new)

    def _changes(self, which: str) -> list[PreferenceChange]:
        with self._db.reading() as db:
            return list(map(_change, db.execute(f"{_SELECT} {which}", (self._library,))))


def _change(row: Iterable[Any]) -> PreferenceChange:
    number, at, by, name, old, new = row
    return PreferenceChange(
        number, datetime.fromisoformat(at), by, name, json.loads(old), json.loads(new)
    )
