"""All libraries of one data directory, over one database and one embedding model.

Owns what they share, and what is done for all of them: loading the model, embedding and
reading anew what another version did, checking, closing.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Final

from index.embedder import Embedder, SentenceEmbedder
from index.errors import StorageError
from index.jobs.library_jobs import LibraryJobs
from index.jobs.worker import JobWorker
from index.library import Library, OnProgress, Parts
from index.reading import ArticleReader
from index.reranker import Reranker
from index.retriever import Weights
from index.sources import SourceReader
from index.statements.extractor import StatementExtractor
from index.statements.tagger.tagger import Tagger
from index.store.exchanges import ExchangeStore
from index.store.feeds import FeedStore
from index.store.gaps import GapStore, let_go
from index.store.jobs import JobStore
from index.store.logs import LogStore, untold_libraries
from index.store.models import ModelFailure, ModelStore, latest_failure
from index.store.preferences import PreferenceStore, libraries_with_untold_choices
from index.store.store import Store
from index.store.unwritten import UnwrittenExchanges
from index.types import EmbeddingModel

log = logging.getLogger(__name__)

REEMBED_BATCH: Final = 512


class Libraries:
    """All libraries of one data directory.

    Raises StorageError where the directory or its database cannot be used. The
    embedding model is loaded when first needed, or by `warm`.
    """

    def __init__(
        self,
        directory: Path,
        embedder: Embedder | None = None,
        weights: Weights | None = None,
        tagger: Tagger | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        embedder = embedder or SentenceEmbedder()
        extractor = StatementExtractor(tagger or Tagger(embedder))
        self._parts = Parts(
            directory=directory,
            store=Store.open(directory),
            embedder=embedder,
            reader=ArticleReader(embedder, extractor),
            weights=weights or Weights(),
            beside=ThreadPoolExecutor(max_workers=2, thread_name_prefix="full-text"),
            reranker=reranker,
            closing=threading.Event(),
        )
        self.job_store = JobStore(self._parts.store.database)
        self._unwritten = UnwrittenExchanges(self._parts.store.database)
        self._lock = threading.Lock()
        self._open: dict[str, Library] = {}

    def get(self, name: str) -> Library:
        """The library of this name; costs nothing, and an unknown name is an empty library."""
        with self._lock:
            return self._open.setdefault(name, Library(name, self._parts))

    def feeds(self, name: str) -> FeedStore:
        """The feeds that the library of this name follows."""
        store = self._parts.store
        return FeedStore(store.database, store.library(name))

    def log(self, name: str) -> LogStore:
        """Where the library of this name tells what is done to its articles."""
        store = self._parts.store
        return LogStore(store.database, store.library(name))

    def exchanges(self, name: str) -> ExchangeStore:
        """What was asked of the library of this name, and what was answered."""
        store = self._parts.store
        return ExchangeStore(store.database, store.library(name), self._unwritten)

    def preferences(self, name: str) -> PreferenceStore:
        """What was chosen for the library of this name."""
        store = self._parts.store
        return PreferenceStore(store.database, store.library(name))

    def gaps(self, name: str) -> GapStore:
        """What was asked of the library of this name in vain, and which answers were bad."""
        store = self._parts.store
        return GapStore(store.database, store.library(name))

    def forget_exchanges(self, before: datetime) -> int:
        """Let go of what was asked and answered before this moment; says how many."""
        return let_go(self._parts.store.database, before)

    def model(self, name: str) -> ModelStore:
        """Whether a language model writes for the library of this name, and at what cost."""
        store = self._parts.store
        return ModelStore(store.database, store.library(name))

    def latest_model_failure(self) -> ModelFailure | None:
        """The last time that a language model failed any library, if ever."""
        return latest_failure(self._parts.store.database)

    def untold(self) -> list[str]:
        """The libraries in which something was done that is still to be told in their log."""
        database = self._parts.store.database
        done, chosen = untold_libraries(database), libraries_with_untold_choices(database)
        return list(dict.fromkeys([*done, *chosen]))

    def names(self) -> list[str]:
        return self._parts.store.library_names()

    def largest(self) -> list[str]:
        """The same, with that which took in most first."""
        return self._parts.store.largest_libraries()

    def jobs(self, name: str) -> LibraryJobs:
        """The jobs of the library of this name; costs nothing, like `get`."""
        return LibraryJobs(self.job_store, self._parts.store.library, name)

    def job_worker(self, reader: SourceReader) -> JobWorker:
        """What works off the jobs of all libraries, until `stop_rereading`."""
        return JobWorker(self.job_store, self.get, reader, self._parts.closing)

    def warm(self, on_reembed: OnProgress | None = None) -> EmbeddingModel:
        """Load the embedding model, and embed anew what another model embedded.

        Raises ModelError. An interruption keeps what was done.
        """
        model = self._parts.embedder.model()
        for name in self.names():
            self._reembed(self._parts.store.library(name), name, model, on_reembed)
        return model

    def reread(self, on_reread: OnProgress | None = None) -> None:
        """Read the statements of articles that other models or rules read, or nothing yet.

        First find the copies among articles that an older whosaid added.

        Raises ModelError. Goes on where it was interrupted; what was read stays in use
        until it is read anew.
        """
        for name in self.names():
            self.get(name).link_stories()
            self.get(name).reread(on_reread)

    def stop_rereading(self) -> None:
        """End `reread` and the turn of a job, in whatever thread, after what they are at."""
        self._parts.closing.set()

    def unread(self) -> int:
        """How many articles `reread` would read. Raises ModelError."""
        return sum(self.get(name).unread() for name in self.names())

    def rebuild(self) -> None:
        """Make all that is derived anew: full text, statements, and the vectors' indexes."""
        self._parts.store.rebuild_full_text()
        for name in self.names():
            self.get(name).rebuild()

    def purge(self) -> None:
        """Let go for good the removed articles that can no longer be brought back."""
        self._parts.store.holdings.purge()

    def check(self) -> list[str]:
        """What the database finds wrong with itself; empty when all is well."""
        return self._parts.store.check()

    def close(self) -> None:
        try:
            self._unwritten.write()
        except StorageError as error:
            log.error("what was asked last is not remembered: %s", error)
        self._parts.beside.shutdown()
        self._parts.store.close()

    def _reembed(
        self, library: int, name: str, model: EmbeddingModel, on_reembed: OnProgress | None
    ) -> None:
        store = self._parts.store
        total = store.count_outdated(library, model)
        done = 0
        while old := store.outdated(library, model, REEMBED_BATCH):
            vectors = self._parts.embedder.passages([words for _, words in old])
            store.replace_vectors(library, [id_ for id_, _ in old], vectors, model)
            done += len(old)
            if on_reembed:
                on_reembed(name, done, total)
