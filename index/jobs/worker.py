"""Working off jobs, a few sources at a time, so that those of several servers take turns.

Owns what a turn is, and that each source has one result however often the process ends:
a result is recorded only once its article is stored, and storing it twice changes nothing.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Final

from index.errors import (
    ArticleNotFound,
    DatabaseBusy,
    DatabaseCorrupt,
    DatabaseTooNew,
    DataDirectoryError,
    ModelError,
    SourceError,
    UnsupportedSource,
    WhosaidError,
)
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

OF_ALL_SOURCES: Final = (
    DataDirectoryError,
    DatabaseBusy,
    DatabaseCorrupt,
    DatabaseTooNew,
    ModelError,
)
"""Errors that say nothing of the source at which they occur: the job waits until they are mended.

Any other error costs the source alone.
"""

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

        With `library`, only jobs of that one have turns. Raises StorageError or ModelError
        where no source could be stored; what was not recorded is read again at the next turn.
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
        # Read, but not recorded yet, by their numbers: two members of a zip may share a name.
        self._read: dict[int, NewArticle | FailedSource] = {}

    def take(self, on_reading: Callable[[str], object], closing: Event) -> None:
        sources = self._sources(on_reading, closing)
        if self._job.task == "refresh":
            self._refresh(sources)
        else:
            self._add_all(sources)

    def _refresh(self, sources: Iterable[JobSource]) -> None:
        for source in sources:
            self._store.record(self._job.id, source.number, self._refreshed(source))

    def _add_all(self, sources: Iterable[JobSource]) -> None:
        try:
            self._add(map(self._read_noted, sources))
        except WhosaidError as error:
            if isinstance(error, OF_ALL_SOURCES):
                raise
            # Several are stored at once: which of them it is shows only one by one.
            for article in list(self._read.values()):
                self._add_alone(article)

    def _add(self, articles: Iterable[NewArticle | FailedSource]) -> None:
        self._library.add(articles, added_by=self._job.added_by, on_result=self._record)

    def _add_alone(self, article: NewArticle | FailedSource) -> None:
        try:
            self._add([article])
        except WhosaidError as error:
            if isinstance(error, OF_ALL_SOURCES):
                raise
            log.error("A source of a job could not be stored", exc_info=error)
            self._record(AddResult(source=article.source, status="failed", error=str(error)))

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
        article = replace(self._article(source), source=str(source.number))
        self._read[source.number] = article
        return article

    def _article(self, source: JobSource) -> NewArticle | FailedSource:
        try:
            return read(self._reader, source, self._job.metadata)
        except SourceError as error:
            return FailedSource(source.name, str(error))
        except Exception as error:  # whatever it is, one bad source never stops the rest
            reference = secrets.token_hex(3)
            log.error("failure %s: %s could not be read", reference, source.name, exc_info=error)
            return FailedSource(source.name, f"{_unexpected(reference)} Paste its text.")

    def _refreshed(self, source: JobSource) -> AddResult:
        id_ = (source.data or b"").decode()
        try:
            [result] = self._library.refresh([id_], self._reader, by=self._job.added_by)
        except OF_ALL_SOURCES:
            raise
        except Exception as error:  # as above; the article stays as it was
            reference = secrets.token_hex(3)
            log.error("failure %s: %s not refreshed", reference, source.name, exc_info=error)
            why = f"{_unexpected(reference)} The article stays as it was."
            return AddResult(source=source.name, status="failed", article_id=id_, error=why)
        return result

    def _record(self, result: AddResult) -> None:
        number = int(result.source)
        self._store.record(self._job.id, number, self._as_before(result))
        del self._read[number]

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


def _unexpected(reference: str) -> str:
    """What to say of an error that nobody foresaw, and that is logged under the reference."""
    return f"Reading it failed unexpectedly (reference {reference})."


def read(reader: SourceReader, source: JobSource, metadata: Metadata) -> NewArticle | FailedSource:
    """The article of a source, with what is known of all of the job; raises a SourceError."""
    if source.kind == "page":
        first, *more = islice(reader.read(source.name, metadata), 2)
        if more:
            raise UnsupportedSource(
                f"There are several articles in {source.name}.",
                "Download that archive, and give the file itself.",
            )
        return first
    if source.kind == "file":
        return reader.read_bytes(source.name, source.data or b"", metadata)
    line = parse_line(source.data or b"", source.name)
    # Who added an article, and when, is not for the file to say.
    return replace(line, history=None).told(metadata)
