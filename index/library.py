"""The one door to the library: what front ends and answering call.

A `Library` is bound to one Discord server's (or the console's) articles and can reach
no others; `index.libraries` hands them out. All of it blocks, and all of it may be
called from several threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from index.alignment import align, unmarked
from index.embedder import Embedder
from index.errors import ArticleNotFound, StatementNotFound
from index.holdings import Holdings
from index.ingest import Ingestor, OnResult
from index.languages import language, phrase, words
from index.lexical import LexicalSearch
from index.query import Query
from index.reading import ArticleReader
from index.records import CitedStatement
from index.refreshing import Refresher
from index.reranker import Reranker
from index.rereading import Rereader
from index.retriever import Retriever, Weights
from index.sources import SourceReader
from index.speakers import SpeakerDirectory, unaccented
from index.speakers.register import SpeakerRegister
from index.store.store import Store
from index.types import (
    AddResult,
    Article,
    FailedSource,
    FoundArticle,
    Metadata,
    NewArticle,
    Passage,
    Span,
    SpeakerSummary,
    Statement,
)
from index.vectors import LibraryVectors

QUOTE_CANDIDATES: Final = 50
LONGEST_PHRASE: Final = 50
"""Words of a quotation by which full text finds the articles that may hold all of it."""
READ_AT_ONCE: Final = 8
"""Articles whose texts are fetched together where any may end the search."""
LINKED_AT_ONCE: Final = 20
MOST_PIECES: Final = 3
"""Word pieces a word: the bundled model has 5 for Cyrillic, multilingual models 1 to 2."""

OnProgress = Callable[[str, int, int], None]
"""Told the library's name, and how many of its passages or articles are done of how many."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What all libraries of a data directory share."""

    directory: Path
    store: Store
    embedder: Embedder
    reader: ArticleReader
    weights: Weights
    beside: ThreadPoolExecutor
    reranker: Reranker | None
    closing: threading.Event


class Library(Holdings):
    """One library: its articles, and what is found and said in them."""

    def __init__(self, name: str, parts: Parts) -> None:
        super().__init__(name, parts.store)
        self._parts = parts

    @property
    def parts(self) -> Parts:
        """What it shares with every other library of its data directory."""
        return self._parts

    # Taking in articles

    def add(
        self,
        articles: Iterable[NewArticle | FailedSource],
        *,
        added_by: str,
        on_result: OnResult | None = None,
    ) -> list[AddResult]:
        """Add articles in batches; `on_result` hears of each source as soon as it is settled.

        A bad source becomes a result with status `failed` and stops nothing else.
        """
        return _told(self._ingestor.add(articles, added_by), on_result)

    def refresh(
        self,
        article_ids: Iterable[str],
        reader: SourceReader,
        *,
        by: str,
        on_result: OnResult | None = None,
    ) -> list[AddResult]:
        """Fetch articles again from their addresses; what has changed is a new version.

        Each is `unchanged`, `updated` or `failed`, and then as it was. Slow: one after the
        other is fetched; `on_result` hears of each as soon as it is settled.
        """
        refresher = self.refresher(reader)
        return _told((refresher.refresh(id_, by) for id_ in article_ids), on_result)

    def refresher(self, reader: SourceReader) -> Refresher:
        """What fetches articles again and stores them, for who does the two apart."""
        return Refresher(self._store, self._row, self._ingestor, reader)

    def revise(self, article_id: str, new: NewArticle, *, by: str) -> AddResult:
        """Store what a known article reads like now, for sources that have no address.

        It is `unchanged`, `updated` or, where there is no such article, `failed`.
        """
        try:
            return self._ingestor.refresh(article_id, new, by)
        except ArticleNotFound as error:
            return AddResult(source=new.source, status="failed", error=str(error))

    def edit_language(self, article_id: str, code: str | None, *, by: str) -> Article:
        """Say in which language an article is, by its ISO 639-1 code; None: its words tell.

        Full text holds it as that language from now on, and its statements are read anew,
        now and in later versions. Raises ArticleNotFound, and ModelError where it is to be
        read.
        """
        before = self.get(article_id)
        after = self._store.holdings.set_language(self._row, article_id, code, by)
        if after.language != before.language:
            self._rereader.read_all([after])
        return after

    @property
    def generation(self) -> int:
        """A number that grows with every change to the articles."""
        return self._store.generation(self._row)

    # Finding

    def search(self, query: Query, *, limit: int = 10) -> list[FoundArticle]:
        """The articles that speak to a query, each with its best passages, best first."""
        return self._retriever.search(query, limit, self._unread(query.text))

    def _unread(self, question: str) -> frozenset[str]:
        """The languages, by code, that the embedding model does not read, or not for this."""
        held = self._lexical.languages()
        if not self.reads(question) and not any(map(_is_latin, words(question))):
            return held
        return frozenset(code for code in held if not self.reads(language(code).sample))

    def passages(self, article_id: str) -> list[Passage]:
        """An article's passages in text order; empty for an unknown id."""
        return self._store.passages(self._row, [article_id])

    def rarity(self, query: str) -> dict[str, float]:
        """How telling each word of a query is here: its inverse document frequency, in nats.

        A word that the library does not hold is the most telling of all.
        """
        return {term.words: term.idf for term in self._lexical.terms(query)}

    def surroundings_likeness(self, query: str, places: Sequence[tuple[str, Span]]) -> list[float]:
        """How near to a query the passages are in which these places, by article id, begin."""
        by_article: dict[str, list[Passage]] = {}
        for passage in self._store.passages(self._row, list({id_ for id_, _ in places})):
            by_article.setdefault(passage.article_id, []).append(passage)
        ids = [
            next((p.id for p in by_article.get(id_, ()) if p.span.end > span.start), -1)
            for id_, span in places
        ]
        vector = self._parts.embedder.question(query)
        return [float(c) for c in self._vectors.cosines(vector, np.array(ids, dtype=np.int64))]

    def statement_likeness(self, query: str, statements: Sequence[Statement]) -> list[float]:
        """How near in meaning each statement is to a query: cosines, in their order."""
        if not statements:
            return []
        model = self._parts.embedder.model()
        ids = [statement.id for statement in statements]
        vectors = self._store.statement_vectors(self._row, ids, model)
        nowhere = np.zeros(model.dimension, dtype=np.float32)
        matrix = np.stack([vectors.get(id_, nowhere) for id_ in ids])
        return [float(cosine) for cosine in matrix @ self._parts.embedder.question(query)]

    def likeness(self, query: str, texts: Sequence[str]) -> list[float]:
        """How alike each text is to a query in meaning, 0 to 1; slow, as each is embedded."""
        if not texts:
            return []
        cosines = self._parts.embedder.passages(texts) @ self._parts.embedder.question(query)
        return [max(float(cosine), 0.0) for cosine in cosines.ravel()]

    def reads(self, text: str) -> bool:
        """Whether the embedding model knows a text's words, so that their vectors mean something.

        A model of another script spells words out letter by letter.
        """
        foreign = [word for word in words(text) if not _is_latin(word)]
        if not foreign:
            return True
        pieces = self._parts.embedder.word_pieces(" ".join(foreign))
        return len(pieces) <= MOST_PIECES * len(foreign)

    def holds(self, text: str) -> bool:
        """Whether these words, accents aside, stand next to each other in any article."""
        wanted = unaccented(text)
        parts = (
            unaccented(part)
            for article in self._with_phrase(text)
            for part in (article.text, *_names(article.metadata))
        )
        # Mostly they are written alike, which is seen at once.
        return any(wanted in part or align(wanted, part, in_compounds=True) for part in parts)

    def find_quote(self, quotation: str) -> list[tuple[Article, Span]]:
        """Every place where these words stand, word for word; typesetting may differ."""
        beginning = " ".join(unmarked(quotation).split()[:LONGEST_PHRASE])
        return [
            (article, span)
            for article in self._with_phrase(beginning)
            for span in align(quotation, article.text)
        ]

    def worded_like(self, text: str, *, limit: int) -> list[Passage]:
        """Passages that share telling words with a text, whatever either means, best first."""
        ids = [id_ for id_, _ in self._lexical.search(text, "passages_fts", limit)]
        found = self._store.candidates(self._row, ids, ())
        passages = {
            id_: Passage(id_, header.article_id, Span(start, end))
            for header, places in found.values()
            for id_, start, end in places
        }
        return [passages[id_] for id_ in ids if id_ in passages]

    def _with_phrase(self, text: str) -> Iterator[Article]:
        """Articles that may hold these words: full text takes their endings for nothing."""
        expression = phrase(text, self._lexical.languages())
        if not expression:
            return
        found = self._store.lexical_best(self._row, "articles_fts", expression, QUOTE_CANDIDATES)
        rows = [row for row, _ in found]
        # Most often the first ones will do.
        for start in range(0, len(rows), READ_AT_ONCE):
            yield from self._store.articles_of_rows(self._row, rows[start : start + READ_AT_ONCE])

    # Who said what

    def statements(
        self,
        *,
        article_id: str | None = None,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        publishers: Sequence[str] = (),
    ) -> list[Statement]:
        """Statements that meet every condition given, newest article first, then text order.

        `speaker` is a name as `speakers` gives it; days are inclusive, and an article
        without one meets no condition of days; of `publishers`, one has to have run it.
        """
        return self._store.statements(
            self._row,
            article_id=article_id,
            speaker=speaker,
            since=since,
            until=until,
            publishers=publishers,
        )

    def statement(self, statement_id: str) -> Statement:
        """A statement of an article as it is now. Raises StatementNotFound."""
        found = self._store.statements(self._row, statement_id=statement_id)
        if not found:
            raise StatementNotFound(statement_id)
        return found[0]

    def cited(self, statement_id: str) -> CitedStatement:
        """A statement with its article, even where the newest version makes it no longer.

        Raises StatementNotFound.
        """
        return self._store.holdings.cited(self._row, statement_id)

    def speakers(self) -> list[SpeakerSummary]:
        """Everybody quoted here, the most quoted first."""
        return self.register.everybody()

    def directory(self) -> SpeakerDirectory:
        """The speakers by name, as of the library's last change."""
        return self.register.directory()

    @cached_property
    def register(self) -> SpeakerRegister:
        """The speakers one by one, and what moderators decide about them."""
        return SpeakerRegister(self._store, self._row)

    # What is derived

    def rebuild(self) -> None:
        """Read the statements of every article anew, and build the vectors' index anew."""
        self.link_stories()
        self._rereader.read_all(self.every_article())
        self._vectors.rebuild()

    def reread(self, on_reread: OnProgress | None = None) -> None:
        """Read the articles whose statements the present models and rules have not read.

        Raises ModelError. An interruption keeps what was done.
        """

        def tell(done: int, total: int) -> None:
            if on_reread:
                on_reread(self.name, done, total)

        self._rereader.read_outdated(tell)

    def link_stories(self) -> None:
        """Find the copies among articles that an older whosaid added; goes on where it ended."""
        while not self._parts.closing.is_set() and self._store.holdings.link_stories(
            self._row, LINKED_AT_ONCE
        ):
            pass

    def unread(self) -> int:
        """How many articles' statements are still to be read by the present models and rules."""
        return self._rereader.count()

    def unindexed(self) -> int:
        """How many passages the vectors' index lacks or holds too many; 0 when all is well."""
        return self._vectors.difference()

    @cached_property
    def _ingestor(self) -> Ingestor:
        return Ingestor(self._store, self._row, self._parts.embedder, self._parts.reader)

    @cached_property
    def _rereader(self) -> Rereader:
        parts = self._parts
        return Rereader(self._store, self._row, parts.embedder, parts.reader, parts.closing)

    @cached_property
    def _lexical(self) -> LexicalSearch:
        return LexicalSearch(self._store, self._row)

    @cached_property
    def _vectors(self) -> LibraryVectors:
        model = self._parts.embedder.model()
        return LibraryVectors(self._store, self._row, model, self._parts.directory / "index")

    @cached_property
    def _retriever(self) -> Retriever:
        parts = self._parts
        return Retriever(
            self._store,
            self._row,
            parts.embedder,
            self._vectors,
            self._lexical,
            parts.weights,
            parts.beside,
            parts.reranker,
        )


def _told(results: Iterable[AddResult], on_result: OnResult | None) -> list[AddResult]:
    settled: list[AddResult] = []
    for result in results:
        settled.append(result)
        if on_result:
            on_result(result)
    return settled


def _names(metadata: Metadata) -> Iterator[str]:
    yield from filter(None, (metadata.title, metadata.author, metadata.publisher))


def _is_latin(word: str) -> bool:
    return all(letter < "\u0250" for letter in word)
