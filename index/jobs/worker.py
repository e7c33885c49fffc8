"""Working off jobs, a few sources at a time, so that those of several servers take turns.

Owns what a turn is, and that each source has one result however often the process ends:
a result is recorded only once its article is stored, and storing it twice changes nothing.
"""

from __future__ import annotations

import logging
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Final

from index.errors import ArticleNotFound, ModelError, SourceError, StorageError
from index.jobs.job import Job, JobSource
from index.jsonl import parse_line
from index.sources import SourceReader
from index.store.jobs import JobStore
from index.types import AddResult, FailedSource, Metadata, NewArticle

if TYPE_CHECKING:
    from index.library import Library

log = logging.getLogger(__name__)

TURN_SECONDS: Final = 2.0
"""How long a turn takes up new sources: others wait for no longer, and for the last of them."""

OnReading = Callable[[Job, str], object]
"""Told the job and the name of the source that is about to be read."""

LibraryOf = Callable[[str], "Library"]


class JobWorker:
    """Works off the jobs of all libraries; `closing` ends a turn before its next source."""

    def __init__(
        self, store: JobStore, library_of: LibraryOf, reader: SourceReader, closing: Event
    ) -> None:
        self._store = store
        self._library_of = library_of
        self._reader = reader
        self._closing = closing

    def turn(
        self, on_reading: OnReading | None = None, *, library: str | None = None
    ) -> Job | None:
        """Give the job whose turn it is its turn; None where there is none to be worked off.

        With `library`, only jobs of that one have turns. Raises StorageError or ModelError;
        what was not recorded is read again at the next turn.
        """
        job = None if self._closing.is_set() else self._store.next(library)
        if job is None:
            return None
        if job.cancelled_by is None:
            _Turn(self._store, self._library_of(job.library), self._reader, job).take(
                lambda name: on_reading(job, name) if on_reading else None, self._closing
            )
        return self._store.settle(job.id)


class _Turn:
    """One turn of one job."""

    def __init__(self, store: JobStore, library: Library, reader: SourceReader, job: Job) -> None:
        self._store = store
        self._library = library
        self._reader = reader
        self._job = job
        # Results come under a source's name, which two members of a zip may share.
        self._read: defaultdict[str, deque[int]] = defaultdict(deque)

    def take(self, on_reading: Callable[[str], object], closing: Event) -> None:
        sources = self._sources(on_reading, closing)
        if self._job.task == "refresh":
            for source in sources:
                self._store.record(self._job.id, source.number, self._refreshed(source))
        else:
            self._library.add(
                map(self._read_noted, sources),
                added_by=self._job.added_by,
                on_result=self._record,
            )

    def _sources(self, on_reading: Callable[[str], object], closing: Event) -> Iterator[JobSource]:
        until, last = monotonic() + TURN_SECONDS, 0
        while monotonic() < until and not closing.is_set():
            source = self._store.next_source(self._job.id, last)
            if source is None:
                return
            last = source.number
            on_reading(source.name)
            yield source

    def _read_noted(self, source: JobSource) -> NewArticle | FailedSource:
        self._read[source.name].append(source.number)
        return replace(self._article(source), source=source.name)

    def _article(self, source: JobSource) -> NewArticle | FailedSource:
        try:
            return read(self._reader, source, self._job.metadata)
        except SourceError as error:
            return FailedSource(source.name, str(error))
        except Exception as error:  # whatever it is, one bad source never stops the rest
            log.error("%s could not be read", source.name, exc_info=error)
            return FailedSource(source.name, f"{_unexpected(error)} Paste its text.")

    def _refreshed(self, source: JobSource) -> AddResult:
        id_ = (source.data or b"").decode()
        try:
            [result] = self._library.refresh([id_], self._reader, by=self._job.added_by)
        except (StorageError, ModelError):
            raise
        except Exception as error:  # as above; the article stays as it was
            log.error("%s could not be refreshed", source.name, exc_info=error)
            why = f"{_unexpected(error)} The article stays as it was."
            return AddResult(source=source.name, status="failed", article_id=id_, error=why)
        return result

    def _record(self, result: AddResult) -> None:
        number = self._read[result.source].popleft()
        self._store.record(self._job.id, number, self._as_before(result))

    def _as_before(self, result: AddResult) -> AddResult:
        """The result as it would have been, had the process not ended before recording it."""
        id_ = result.article_id
        if result.status != "unchanged" or id_ is None:
            return result
        try:
            article = self._library.get(id_)
        except ArticleNotFound:
            return result
        is_own = (
            article.added_by == self._job.added_by
            and article.added_at >= self._job.created_at
            and not self._store.has_article(self._job.id, id_)
        )
        return replace(result, status="added") if is_own else result


def _unexpected(error: Exception) -> str:
    return f"Reading it failed unexpectedly ({type(error).__name__})."


def read(reader: SourceReader, source: JobSource, metadata: Metadata) -> NewArticle | FailedSource:
    """The article of a source, with what is known of all of the job; raises a SourceError."""
    if source.kind == "page":
        return next(iter(reader.read(source.name, metadata)))
    if source.kind == "file":
        return reader.read_bytes(source.name, source.data or b"", metadata)
    line = parse_line(source.data or b"", source.name)
    # Who added an article, and when, is not for the file to say.
    return replace(line, history=None, metadata=_over(line.metadata, metadata))


def _over(found: Metadata, given: Metadata) -> Metadata:
    known = {each.name: getattr(given, each.name) for each in fields(given)}
    return replace(found, **{name: value for name, value in known.items() if value is not None})
