"""Reads the articles of a library anew, where other models or rules read them.

Owns what makes that resumable: each article carries the version that read it, and what
was read before stays in use until the article's turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Event
from typing import Final

from index.embedder import Embedder
from index.languages import article_language
from index.reading import ArticleReader
from index.store.store import Store
from index.types import Article, Span

BATCH: Final = 16


class Rereader:
    """Replaces the statements of one library's articles."""

    def __init__(
        self,
        store: Store,
        library: int,
        embedder: Embedder,
        reader: ArticleReader,
        closing: Event,
    ) -> None:
        self._closing = closing
        self._store = store
        self._library = library
        self._embedder = embedder
        self._reader = reader

    def count(self) -> int:
        """How many articles the present models and rules have still to read."""
        return self._store.count_unread(self._library, self._reader.version())

    def read_outdated(self, on_progress: Callable[[int, int], None]) -> None:
        """Read those articles; `on_progress` is told how many are done, and of how many.

        One that cannot be read is left for another time, and so is all that is left when
        the libraries are closing. Raises ModelError.
        """
        version, total = self._reader.version(), self.count()
        done, last = 0, 0
        while not self._closing.is_set() and (
            found := self._store.unread(self._library, version, last, BATCH)
        ):
            last = found[-1][0]
            self._replace([article for _, article in found])
            done += len(found)
            on_progress(done, total)

    def read_all(self, articles: Iterable[Article]) -> None:
        """Read these articles, whoever read them before. Raises ModelError."""
        batch: list[Article] = []
        for article in articles:
            batch.append(article)
            if len(batch) == BATCH:
                self._replace(batch)
                batch = []
        self._replace(batch)

    def _replace(self, articles: Sequence[Article]) -> None:
        ids = [article.id for article in articles]
        spans: dict[str, list[Span]] = {id_: [] for id_ in ids}
        for passage in self._store.passages(self._library, ids):
            spans[passage.article_id].append(passage.span)
        # What was removed since it was listed has no passages any more.
        articles = [article for article in articles if spans[article.id]]
        read = self._reader.read(
            [one.text for one in articles],
            [spans[one.id] for one in articles],
            [article_language(one) for one in articles],
        )
        pairs = list(zip(articles, read, strict=True))
        self._store.replace_statements(self._library, pairs, self._embedder.model())
