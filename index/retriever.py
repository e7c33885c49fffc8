"""Finding: lexical and dense candidates of one library, ranked by a weighted sum of signals.

Owns the weights. Reciprocal-rank fusion was measured clearly worse on names and rare
words than such a sum with BM25 scaled by its upper bound.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import Final

import numpy as np

from index.arrays import Vectors
from index.embedder import Embedder
from index.lexical import LexicalSearch
from index.query import Query
from index.relevance import Relevance
from index.reranker import Reranker
from index.store.passages import Candidates, Header, Place
from index.store.store import Store
from index.types import FoundArticle, Passage, ScoredPassage, Signals, Span
from index.vectors import LibraryVectors

CANDIDATES: Final = 60
ARTICLE_CANDIDATES: Final = 30
OUTLET_FACTOR: Final = 10
RERANKED: Final = 20
READ_TOGETHER: Final = 0.5
"""How much a cross-encoder's score counts beside the weighted sum, where there is one."""
PASSAGES_KEPT: Final = 3
"""Of each article, so many of its best passages are returned."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts; they sum to 1, so a score lies in 0 to 1."""

    passage: float = 0.28
    article: float = 0.10
    title: float = 0.15
    dense: float = 0.10
    lead: float = 0.16
    timely: float = 0.21


@dataclass(frozen=True, slots=True)
class _Lexical:
    """BM25 of passages by id and of articles by row, each scaled to 0 to 1."""

    passages: Mapping[int, float]
    articles: Mapping[int, float]
    rarity: Mapping[str, float]


class Retriever:
    """Ranked articles of one library for a query; `beside` runs what can be done meanwhile."""

    def __init__(
        self,
        store: Store,
        library: int,
        embedder: Embedder,
        vectors: LibraryVectors,
        lexical: LexicalSearch,
        weights: Weights,
        beside: Executor,
        reranker: Reranker | None = None,
    ) -> None:
        self._store = store
        self._library = library
        self._embedder = embedder
        self._vectors = vectors
        self._lexical = lexical
        self._weights = weights
        self._beside = beside
        self._reranker = reranker

    def search(self, query: Query, limit: int, unread: Collection[str] = ()) -> list[FoundArticle]:
        """The best articles with their best passages, best first.

        In languages that are `unread`, by code, the embedding model's vectors mean nothing.
        """
        # Most of what is found may be of other outlets than those asked for.
        factor = OUTLET_FACTOR if query.outlets else 1
        # Full text is searched while the query is embedded: neither needs the other.
        searching = self._beside.submit(self._by_words, query.text, factor)
        self._embedder.prepare([query.text, *query.topics])
        vector = self._embedder.question(query.text)
        nearest = dict(self._vectors.search(vector, CANDIDATES * factor))
        lexical = searching.result()
        candidates = self._store.candidates(
            self._library, sorted({*lexical.passages, *nearest}), list(lexical.articles)
        )
        read = {
            row: candidate
            for row, candidate in candidates.items()
            if candidate[0].language not in unread
        }
        judge = _Judge(self._weights, query, lexical, self._cosines(vector, nearest, read))
        found = [
            judge.judged(row, header, places)
            for row, (header, places) in candidates.items()
            if not query.outlets or header.publisher in query.outlets
        ]
        ranked = sorted(found, key=_best_first)
        return self._reranked(query.text, ranked)[:limit]

    def _reranked(self, question: str, ranked: list[FoundArticle]) -> list[FoundArticle]:
        """The first articles in a new order, where a cross-encoder reads their best passages."""
        if self._reranker is None or not ranked:
            return ranked
        first, rest = ranked[:RERANKED], ranked[RERANKED:]
        texts = self._store.articles(self._library, [each.article_id for each in first])
        held = [each for each in first if each.article_id in texts]
        words = [each.passages[0].passage.span.of(texts[each.article_id].text) for each in held]
        read = self._reranker.scores(question, words)
        judged = [
            replace(each, score=(1 - READ_TOGETHER) * each.score + READ_TOGETHER * float(score))
            for each, score in zip(held, read, strict=True)
        ]
        return [*sorted(judged, key=_best_first), *rest]

    def _by_words(self, query: str, factor: int) -> _Lexical:
        return _Lexical(
            dict(self._lexical.search(query, "passages_fts", CANDIDATES * factor)),
            dict(self._lexical.search(query, "articles_fts", ARTICLE_CANDIDATES * factor)),
            {term.words: term.idf for term in self._lexical.terms(query, "articles_fts")},
        )

    def _cosines(
        self, vector: Vectors, nearest: Mapping[int, float], candidates: Candidates
    ) -> dict[int, float]:
        """Of all passages that may be what is searched for, by id; opposites count as strangers."""
        ids = {header.lead for header, _ in candidates.values()}
        ids.update(place[0] for _, places in candidates.values() for place in places)
        unknown = np.array(sorted(ids - nearest.keys()), dtype=np.int64)
        values = np.clip(self._vectors.cosines(vector, unknown), 0.0, 1.0)
        found = {id_: min(max(nearest[id_], 0.0), 1.0) for id_ in ids & nearest.keys()}
        return {**found, **dict(zip(unknown.tolist(), values.tolist(), strict=True))}


def _best_first(found: FoundArticle) -> tuple[float, str]:
    return -found.score, found.article_id


class _Judge:
    """Scores articles and their passages for one query."""

    def __init__(
        self, weights: Weights, query: Query, lexical: _Lexical, cosines: Mapping[int, float]
    ) -> None:
        self._weights = weights
        self._query = query
        self._lexical = lexical
        self._cosines = cosines
        self._relevance = Relevance(lexical.rarity)

    def judged(self, row: int, header: Header, places: Sequence[Place]) -> FoundArticle:
        weights, frame = self._weights, self._query.frame
        signals = Signals(
            words=self._lexical.articles.get(row, 0.0),
            title=self._relevance.coverage(
                header.title or "", header.publisher or "", spoken=header.language
            ),
            lead=self._cosine(header.lead),
            timely=frame.timeliness(header.published) if frame else 0.0,
        )
        of_article = (
            weights.article * signals.words
            + weights.title * signals.title
            + weights.lead * signals.lead
            + weights.timely * signals.timely * (frame.strength if frame else 0.0)
        )
        best = nsmallest(PASSAGES_KEPT, ((-self._own(place[0]), place) for place in places))
        passages = tuple(
            ScoredPassage(
                Passage(id_, header.article_id, Span(start, end)),
                of_article - own,
                self._cosine(id_),
                self._lexical.passages.get(id_, 0.0),
            )
            for own, (id_, start, end) in best
        )
        return FoundArticle(header.article_id, passages[0].score, signals, passages)

    def _own(self, passage_id: int) -> float:
        """What a passage itself counts, beside its article."""
        lexical = self._lexical.passages.get(passage_id, 0.0)
        return self._weights.passage * lexical + self._weights.dense * self._cosine(passage_id)

    def _cosine(self, passage_id: int) -> float:
        return self._cosines.get(passage_id, 0.0)
