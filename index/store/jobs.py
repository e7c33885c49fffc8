"""SQL for jobs: what was given at once, whose turn it is, and what became of each source.

Owns the order of turns: the library that has waited longest comes first, and within it
the job that has. A source's bytes are kept, compressed, until it is settled.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any, Final

from index.extract.fields import JSON_LINE, metadata_from
from index.jobs.job import Job, JobSource, NewJob, SourceResult
from index.store.database import Database
from index.types import AddResult, Metadata

_JOB: Final = """SELECT j.id, l.name, j.number, j.name, j.task, j.added_by, j.metadata,
    j.created_at, j.ended_at, j.cancelled_by, j.place
    FROM jobs j JOIN libraries l ON l.id = j.library_id"""
_QUICKLY: Final = 1


class JobStore:
    """The jobs of all libraries of one data directory; safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # Of one library

    def create(self, library: int, new: NewJob, sources: Iterable[JobSource]) -> Job:
        """Store a job with all its sources, or nothing where `sources` raises."""
        with self._db.writing() as db:
            cursor = db.execute(
                """INSERT INTO jobs (library_id, number, name, task, added_by, metadata, place,
                       created_at, turn)
                   VALUES (?1, (SELECT count(*) + 1 FROM jobs WHERE library_id = ?1),
                       ?2, ?3, ?4, ?5, ?6, ?7, 0)""",
                (
                    library,
                    new.name,
                    new.task,
                    new.added_by,
                    _as_json(new.metadata),
                    new.place,
                    _now(),
                ),
            )
            row = cursor.lastrowid or 0
            db.executemany(
                """INSERT INTO job_sources (job_id, number, name, kind, status, error, data)
                   VALUES (?, ?, ?, ?, ?, ?, ?)""",
                (
                    (row, number, each.name, each.kind, each.status, each.error, _packed(each.data))
                    for number, each in enumerate(sources, 1)
                ),
            )
            return _job(db, "WHERE j.id = ?", row)[0]

    def find(self, library: int, number: int) -> Job | None:
        """A job by what its library calls it."""
        with self._db.reading() as db:
            found = _job(db, "WHERE j.library_id = ? AND j.number = ?", library, number)
            return found[0] if found else None

    def every(self, library: int) -> list[Job]:
        """All jobs of a library, the latest first."""
        with self._db.reading() as db:
            return _job(db, "WHERE j.library_id = ? ORDER BY j.number DESC", library)

    def results(self, library: int, number: int) -> list[SourceResult]:
        """What became of each source of a job, in the order in which they were given."""
        with self._db.reading() as db:
            rows = db.execute(
                """SELECT s.number, s.name, s.status, s.article_id, s.error
                   FROM job_sources s JOIN jobs j ON j.id = s.job_id
                   WHERE j.library_id = ? AND j.number = ? ORDER BY s.number""",
                (library, number),
            )
            return [SourceResult(*row) for row in rows]

    def cancel(self, library: int, number: int, by: str) -> None:
        """Let a job end before its next source; one that has ended stays as it is."""
        with self._db.writing() as db:
            db.execute(
                """UPDATE jobs SET cancelled_by = ? WHERE library_id = ? AND number = ?
                   AND ended_at IS NULL AND cancelled_by IS NULL""",
                (by, library, number),
            )

    # Of all libraries, for whoever works them off

    def next(self, library: str | None = None) -> Job | None:
        """The job whose turn it is, from now on behind all others; None where all have ended."""
        with self._db.writing() as db:
            found = _job(
                db,
                """WHERE j.ended_at IS NULL AND l.name = ifnull(?, l.name)
                   ORDER BY (SELECT max(turn) FROM jobs others
                       WHERE others.library_id = j.library_id), j.turn, j.id LIMIT 1""",
                library,
            )
            for job in found:
                db.execute(
                    "UPDATE jobs SET turn = (SELECT max(turn) + 1 FROM jobs) WHERE id = ?",
                    (job.id,),
                )
            return found[0] if found else None

    def next_source(self, job: int, after: int) -> JobSource | None:
        """The next source that waits, numbered above `after`; None also once it is cancelled."""
        with self._db.reading() as db:
            row = db.execute(
                """SELECT name, kind, data, s.number FROM job_sources s
                   WHERE job_id = ? AND status = 'waiting' AND s.number > ? AND EXISTS
                       (SELECT 1 FROM jobs j WHERE j.id = job_id AND cancelled_by IS NULL)
                   ORDER BY s.number LIMIT 1""",
                (job, after),
            ).fetchone()
        if row is None:
            return None
        name, kind, data, number = row
        return JobSource(name, kind, zlib.decompress(data) if data else data, number=number)

    def record(self, job: int, number: int, result: AddResult) -> None:
        """What became of a source; the first word on it counts."""
        with self._db.writing() as db:
            db.execute(
                """UPDATE job_sources SET status = ?, article_id = ?, error = ?, data = NULL
                   WHERE job_id = ? AND number = ? AND status = 'waiting'""",
                (result.status, result.article_id, result.error, job, number),
            )

    def has_article(self, job: int, article_id: str) -> bool:
        """Whether a source of the job is recorded as this article."""
        with self._db.reading() as db:
            return bool(
                db.execute(
                    "SELECT 1 FROM job_sources WHERE job_id = ? AND article_id = ?",
                    (job, article_id),
                ).fetchone()
            )

    def settle(self, job: int) -> Job:
        """The job, ended where nothing waits any more or somebody has cancelled it."""
        with self._db.writing() as db:
            db.execute(
                """UPDATE jobs SET ended_at = ? WHERE id = ? AND ended_at IS NULL AND
                   (cancelled_by IS NOT NULL OR NOT EXISTS (SELECT 1 FROM job_sources
                       WHERE job_id = jobs.id AND status = 'waiting'))""",
                (_now(), job),
            )
            [settled] = _job(db, "WHERE j.id = ?", job)
            if settled.ended_at is not None:
                db.execute("UPDATE job_sources SET data = NULL WHERE job_id = ?", (job,))
            return settled

    # Of all libraries, for whoever tells how they go

    def to_tell(self) -> list[Job]:
        """The jobs that somebody is still to be told about, the oldest first."""
        with self._db.reading() as db:
            return _job(db, "WHERE j.place IS NOT NULL ORDER BY j.id")

    def tell_at(self, job: int, place: str | None) -> None:
        """Remember where it is told how a job goes; None where nobody has to be told any more."""
        with self._db.writing() as db:
            db.execute("UPDATE jobs SET place = ? WHERE id = ?", (place, job))


def _job(db: Connection, where: str, *values: object) -> list[Job]:
    return [_read(db, row) for row in db.execute(f"{_JOB} {where}", values).fetchall()]


def _read(db: Connection, row: tuple[Any, ...]) -> Job:
    (id_, library, number, name, task, added_by, metadata, created_at, ended_at, cancelled_by,
     place) = row  # fmt: skip
    counts = db.execute(
        "SELECT status, count(*) FROM job_sources WHERE job_id = ? GROUP BY status", (id_,)
    )
    return Job(
        id=id_,
        library=library,
        number=number,
        name=name,
        task=task,
        added_by=added_by,
        metadata=metadata_from(json.loads(metadata), JSON_LINE),
        created_at=datetime.fromisoformat(created_at),
        ended_at=datetime.fromisoformat(ended_at) if ended_at else None,
        cancelled_by=cancelled_by,
        place=place,
        counts=dict(counts.fetchall()),
    )


def _as_json(metadata: Metadata) -> str:
    known = {each.name: getattr(metadata, each.name) for each in fields(metadata)}
    return json.dumps({name: str(value) for name, value in known.items() if value is not None})


def _packed(data: bytes | None) -> bytes | None:
    return None if data is None else zlib.compress(data, _QUICKLY)


def _now() -> str:
    return datetime.now(UTC).isoformat()
