"""Working off jobs, a few sources at a time, so that those of several servers take turns.

Owns what a turn is, and that each source has one result however often the process ends:
a result is recorded only once its article is stored, and storing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import islice, starmap
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Final

from index.errors import ArticleNotFound, UnsupportedSource
from index.jobs.ahead import read_ahead
from index.jobs.boundary import costing_one
from index.jobs.job import Job, JobSource
from index.jsonl import parse_line
from index.sources import SourceReader
from index.store.jobs import JobStore
from index.types import AddResult, FailedSource, Metadata, NewArticle

if TYPE_CHECKING:
    from index.library import Library

TURN_SECONDS: Final = 2.0
"""How long a turn takes up new sources: others wait for no longer, and for the last of them."""

_PASTE: Final = "Paste its text."
_AS_BEFORE: Final = "The article stays as it was."

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
            until = monotonic() + TURN_SECONDS

            def begin(source: JobSource) -> bool:
                if monotonic() >= until or self._closing.is_set():
                    return False
                if on_reading:
                    on_reading(job, source.name)
                return True

            _Turn(self._store, self._library_of(job.library), self._reader, job).take(begin)
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

    def take(self, begin: Callable[[JobSource], bool]) -> None:
        if self._job.task == "refresh":
            self._refresh(begin)
        else:
            self._add_all(begin)

    def _refresh(self, begin: Callable[[JobSource], bool]) -> None:
        refresher, by = self._library.refresher(self._reader), self._job.added_by

        def fetched(source: JobSource) -> NewArticle | FailedSource:
            return costing_one(source.name, lambda: refresher.fetch(_id_of(source)), _AS_BEFORE)

        with closing(read_ahead(fetched, self._sources(), begin)) as ahead:
            for source, found in ahead:
                settle = partial(refresher.settle, _id_of(source), found, by)
                self._note_refreshed(source, costing_one(source.name, settle, _AS_BEFORE))

    def _note_refreshed(self, source: JobSource, result: AddResult | FailedSource) -> None:
        if isinstance(result, FailedSource):
            result = replace(_failed(result), article_id=_id_of(source))
        self._store.record(self._job.id, source.number, result)

    def _add_all(self, begin: Callable[[JobSource], bool]) -> None:
        with closing(read_ahead(self._article, self._sources(), begin)) as ahead:
            add = partial(self._add, starmap(self._noted, ahead))
            ended = costing_one(self._job.name, add, _PASTE)
        if isinstance(ended, FailedSource):
            # Several are stored at once: which of them it is shows only one by one.
            for article in list(self._read.values()):
                self._add_alone(article)

    def _add(self, articles: Iterable[NewArticle | FailedSource]) -> None:
        self._library.add(articles, added_by=self._job.added_by, on_result=self._record)

    def _add_alone(self, article: NewArticle | FailedSource) -> None:
        ended = costing_one(article.source, lambda: self._add([article]), _PASTE)
        if isinstance(ended, FailedSource):
            self._record(_failed(ended))

    def _sources(self) -> Iterator[JobSource]:
        last = 0
        while source := self._store.next_source(self._job.id, last):
            last = source.number
            yield source

    def _article(self, source: JobSource) -> NewArticle | FailedSource:
        article = partial(read, self._reader, source, self._job.metadata)
        return costing_one(source.name, article, _PASTE)

    def _noted(
        self, source: JobSource, article: NewArticle | FailedSource
    ) -> NewArticle | FailedSource:
        """An article under the number of its source, by which its result is recorded."""
        numbered = replace(article, source=str(source.number))
        self._read[source.number] = numbered
        return numbered

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


def _failed(source: FailedSource) -> AddResult:
    return AddResult(source=source.source, status="failed", error=source.error)


def _id_of(source: JobSource) -> str:
    """The id of the article that is to be fetched again."""
    return (source.data or b"").decode()


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
