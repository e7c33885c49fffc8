"""The jobs of one library, as its moderators see them."""

from __future__ import annotations

from collections.abc import Iterable

from index.errors import JobNotFound
from index.jobs.job import Job, JobSource, NewJob, SourceResult
from index.jobs.splitting import checked
from index.store.jobs import JobStore


class LibraryJobs:
    """One library's jobs, by the numbers that it gives them; it can reach no other's."""

    def __init__(self, store: JobStore, library: int) -> None:
        self._store = store
        self._library = library

    def create(self, new: NewJob, sources: Iterable[JobSource]) -> Job:
        """Store a job with all that it needs; it is safe when this returns.

        Raises a SourceError where there are no sources or too many, or what they come from
        cannot be read; nothing is stored then.
        """
        return self._store.create(self._library, new, checked(sources))

    def get(self, number: int) -> Job:
        """Raises JobNotFound."""
        job = self._store.find(self._library, number)
        if job is None:
            raise JobNotFound(number)
        return job

    def results(self, number: int) -> list[SourceResult]:
        """What became of each source, in their order; raises JobNotFound."""
        return self._store.results(self._library, self.get(number).number)

    def cancel(self, number: int, by: str) -> Job:
        """Let a job end before its next source; what is done stays. Raises JobNotFound."""
        self._store.cancel(self._library, number, by)
        return self.get(number)

    def list(self) -> list[Job]:
        """All jobs, the latest first."""
        return self._store.every(self._library)
