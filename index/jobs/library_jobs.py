"""The jobs of one library, as its moderators see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from index.errors import JobNotFound, JobRefused
from index.jobs.job import MAX_OPEN, Job, JobSource, NewJob, SourceResult
from index.jobs.splitting import checked
from index.store.jobs import JobStore


class LibraryJobs:
    """One library's jobs, by the numbers that it gives them; it can reach no other's."""

    def __init__(self, store: JobStore, row_of: Callable[[str], int], name: str) -> None:
        self._store = store
        self._row_of = row_of
        self._name = name

    def create(self, new: NewJob, sources: Iterable[JobSource]) -> Job:
        """Store a job with all that it needs; it is safe when this returns.

        Raises a SourceError where there are no sources or too many, or what they come from
        cannot be read, and JobRefused where too many jobs are on the way; nothing is
        stored then.
        """
        if sum(job.ended_at is None for job in self.list()) >= MAX_OPEN:
            raise JobRefused(MAX_OPEN)
        return self._store.create(self._row, new, checked(sources))

    def get(self, number: int) -> Job:
        """Raises JobNotFound."""
        job = self._store.find(self._row, number)
        if job is None:
            raise JobNotFound(number)
        return job

    def results(self, number: int) -> list[SourceResult]:
        """What became of each source, in their order; raises JobNotFound."""
        return self._store.results(self._row, self.get(number).number)

    def cancel(self, number: int, by: str) -> Job:
        """Let a job end before its next source; what is done stays. Raises JobNotFound."""
        self._store.cancel(self._row, number, by)
        return self.get(number)

    def list(self) -> list[Job]:
        """All jobs, the latest first."""
        return self._store.every(self._row)

    @cached_property
    def _row(self) -> int:
        return self._row_of(self._name)
