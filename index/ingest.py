"""From articles to the library: passages, vectors and statements, stored in batches.

Owns the order of adding. Each batch is one transaction, so that an interruption loses
at most the batch on its way, and running the same again goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Final

from index.chunking import passage_spans
from index.embedder import Embedder
from index.reading import ArticleReader
from index.store.store import Store
from index.store.writing import PreparedArticle, Stored
from index.types import AddResult, Article, FailedSource, NewArticle, Span

# About two seconds of embedding on two cores: small enough to commit often and to show
# progress, large enough that batches of equal length fill up.
BATCH_PASSAGES: Final = 256

OnResult = Callable[[AddResult], None]


@dataclass(frozen=True, slots=True)
class _Cut:
    """An article cut into passages, not yet read."""

    new: NewArticle
    passages: tuple[Span, ...]
    seconds: float


class Ingestor:
    """Adds articles to one library."""

    def __init__(
        self, store: Store, library: int, embedder: Embedder, reader: ArticleReader
    ) -> None:
        self._store = store
        self._library = library
        self._embedder = embedder
        self._reader = reader

    def add(
        self, articles: Iterable[NewArticle | FailedSource], added_by: str
    ) -> Iterator[AddResult]:
        """One result per source; an article's comes when it is safely stored."""
        batch: list[_Cut] = []
        for new in articles:
            known = self._settled(new)
            if known is not None:
                yield known
                continue
            if isinstance(new, NewArticle):
                batch.append(self._cut(new, self._store.known(self._library, new)))
            if sum(len(cut.passages) for cut in batch) >= BATCH_PASSAGES:
                yield from self._store_batch(batch, added_by)
                batch = []
        if batch:
            yield from self._store_batch(batch, added_by)

    def refresh(self, article_id: str, new: NewArticle, by: str) -> AddResult:
        """Store what the address of a known article holds now. Raises ArticleNotFound."""
        if problem := _problem(new):
            return AddResult(source=new.source, status="failed", error=problem)
        began = perf_counter()
        known = self._store.article(self._library, article_id)
        [prepared] = self._prepare([self._cut(new, known)])
        model = self._embedder.model()
        stored = self._store.refresh(self._library, article_id, prepared, model, by)
        return _result(prepared, stored, since(began))

    def _settled(self, new: NewArticle | FailedSource) -> AddResult | None:
        """The result where nothing has to be stored: a failure, or a text that is there."""
        if isinstance(new, FailedSource):
            return AddResult(source=new.source, status="failed", error=new.error)
        if problem := _problem(new):
            return AddResult(source=new.source, status="failed", error=problem)
        began = perf_counter()
        same = self._store.stored(self._library, new)
        return None if same is None else unchanged(new.source, same, since(began))

    def _cut(self, new: NewArticle, known: Article | None) -> _Cut:
        began = perf_counter()
        passages = passage_spans(new.text, self._embedder.word_pieces)
        if known and "language" in known.settled - new.settled:
            new = replace(new, language=known.language)
        return _Cut(new, tuple(passages), perf_counter() - began)

    def _store_batch(self, batch: list[_Cut], added_by: str) -> Iterator[AddResult]:
        began = perf_counter()
        prepared = self._prepare(batch)
        stored = self._store.put(self._library, prepared, self._embedder.model(), added_by)
        shared = since(began) / len(batch)
        for cut, one, result in zip(batch, prepared, stored, strict=True):
            yield _result(one, result, cut.seconds * 1000 + shared)

    def _prepare(self, batch: list[_Cut]) -> list[PreparedArticle]:
        read = self._reader.read(
            [cut.new.text for cut in batch],
            [cut.passages for cut in batch],
            [cut.new.language for cut in batch],
        )
        return [
            PreparedArticle(cut.new, cut.passages, one)
            for cut, one in zip(batch, read, strict=True)
        ]


def unchanged(source: str, article: Article, took_ms: float) -> AddResult:
    """That a source holds what is stored already."""
    return AddResult(
        source=source,
        status="unchanged",
        article_id=article.id,
        title=article.metadata.title,
        took_ms=took_ms,
    )


def since(began: float) -> float:
    """The milliseconds since then."""
    return round((perf_counter() - began) * 1000, 1)


def _result(prepared: PreparedArticle, stored: Stored, took_ms: float) -> AddResult:
    return AddResult(
        source=prepared.new.source,
        status=stored.status,
        article_id=stored.article.id,
        title=stored.article.metadata.title,
        passages=len(prepared.passages),
        statements=len(prepared.read.attributions),
        took_ms=round(took_ms, 1),
    )


def _problem(new: NewArticle) -> str | None:
    if not any(map(str.isalnum, new.text)):
        return "There are no words in it. Give the article's text."
    meta = new.metadata
    shown = (meta.title, meta.url, meta.author, meta.publisher)
    try:
        "".join((new.text, *filter(None, shown))).encode()
    except UnicodeEncodeError:
        return "It is not valid Unicode (a lone surrogate). Save it as UTF-8 and try again."
    return None
