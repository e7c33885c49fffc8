"""SQL for language models: which libraries use one, and what each of their days has cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from index.store.database import Database


@dataclass(frozen=True, slots=True)
class Spending:
    """Tokens of a language model, and what they cost in millionths of the currency."""

    tokens: int = 0
    millionths: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a library may spend in a day; None is as much as it likes."""

    tokens: int | None = None
    millionths: int | None = None


@dataclass(frozen=True, slots=True)
class ModelDay:
    """What a day held: questions put to the model, how many it failed, and the spending."""

    asked: int
    failed: int
    spent: Spending


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Who chose that a model may write, when, and at which host, if they were told of one."""

    by: str
    at: datetime
    host: str | None


@dataclass(frozen=True, slots=True)
class ModelFailure:
    """When a model failed last, and by what, in words for a person."""

    at: datetime
    error: str


def latest_failure(database: Database) -> ModelFailure | None:
    """The last failure in any library; None where there was none."""
    with database.reading() as db:
        row = db.execute(
            """SELECT failed_at, last_error FROM model_use WHERE failed_at IS NOT NULL
               ORDER BY failed_at DESC LIMIT 1"""
        ).fetchone()
    return _failure(row)


class ModelStore:
    """The language model of one library. Safe to share between threads."""

    def __init__(self, database: Database, library: int) -> None:
        self._db = database
        self._library = library

    def is_chosen(self) -> bool:
        """Whether somebody has chosen that a model may write here; by default none does."""
        return self.choice() is not None

    def choice(self) -> ModelChoice | None:
        """The choice that a model may write here; None where none was made."""
        with self._db.reading() as db:
            row = db.execute(
                "SELECT chosen_by, chosen_at, host FROM model_choices WHERE library_id = ?",
                (self._library,),
            ).fetchone()
        return ModelChoice(row[0], datetime.fromisoformat(row[1]), row[2]) if row else None

    def choose(self, *, by: str, host: str | None = None) -> None:
        """Let a model write the answers of this library, at the host that was agreed to."""
        with self._db.writing() as db:
            db.execute(
                """INSERT OR REPLACE INTO model_choices (library_id, chosen_by, chosen_at, host)
                   VALUES (?, ?, ?, ?)""",
                (self._library, by, datetime.now(UTC).isoformat(), host),
            )

    def give_up(self) -> None:
        """Let no model write any more."""
        with self._db.writing() as db:
            db.execute("DELETE FROM model_choices WHERE library_id = ?", (self._library,))

    def reserve(self, day: date, most: Spending, budget: Budget) -> bool:
        """Set aside what a question may cost at most; False where that exceeds the budget.

        What is set aside counts as spent until it is settled, so that an interruption and
        questions at the same time cannot exceed the budget.
        """
        with self._db.writing() as db:
            spent = _day(db.execute(_OF_DAY, (self._library, day.isoformat())).fetchone()).spent
            if _exceeds(spent.tokens + most.tokens, budget.tokens) or _exceeds(
                spent.millionths + most.millionths, budget.millionths
            ):
                return False
            db.execute(
                """INSERT INTO model_use (library_id, day, asked, tokens, millionths)
                   VALUES (?1, ?2, 1, ?3, ?4) ON CONFLICT (library_id, day) DO UPDATE SET
                       asked = asked + 1, tokens = tokens + ?3, millionths = millionths + ?4""",
                (self._library, day.isoformat(), most.tokens, most.millionths),
            )
        return True

    def settle(
        self, day: date, reserved: Spending, spent: Spending, error: str | None = None
    ) -> None:
        """Count what was really spent instead of what was set aside, and how it failed, if so."""
        failed_at = datetime.now(UTC).isoformat() if error else None
        with self._db.writing() as db:
            db.execute(
                """UPDATE model_use SET tokens = tokens + ?3, millionths = millionths + ?4,
                       failed = failed + (?5 IS NOT NULL), last_error = coalesce(?5, last_error),
                       failed_at = coalesce(?6, failed_at)
                   WHERE library_id = ?1 AND day = ?2""",
                (
                    self._library,
                    day.isoformat(),
                    spent.tokens - reserved.tokens,
                    spent.millionths - reserved.millionths,
                    error,
                    failed_at,
                ),
            )

    def day(self, day: date) -> ModelDay:
        """What a day has held so far."""
        with self._db.reading() as db:
            return _day(db.execute(_OF_DAY, (self._library, day.isoformat())).fetchone())

    def latest_failure(self) -> ModelFailure | None:
        """The last failure in this library; None where there was none."""
        with self._db.reading() as db:
            row = db.execute(
                """SELECT failed_at, last_error FROM model_use
                   WHERE library_id = ? AND failed_at IS NOT NULL
                   ORDER BY failed_at DESC LIMIT 1""",
                (self._library,),
            ).fetchone()
        return _failure(row)


_OF_DAY = "SELECT asked, failed, tokens, millionths FROM model_use WHERE library_id = ? AND day = ?"


def _day(row: tuple[int, int, int, int] | None) -> ModelDay:
    asked, failed, tokens, millionths = row or (0, 0, 0, 0)
    return ModelDay(asked, failed, Spending(tokens, millionths))


def _failure(row: tuple[str, str] | None) -> ModelFailure | None:
    return ModelFailure(datetime.fromisoformat(row[0]), row[1]) if row else None


def _exceeds(wanted: int, most: int | None) -> bool:
    return most is not None and wanted > most
