"""Finding: lexical and dense candidates of one library, fused by a weighted sum.

Owns the weights. Reciprocal-rank fusion was measured clearly worse on names and rare
words than this sum of cosine and BM25, the latter scaled by its upper bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Final

import numpy as np

from index.arrays import Vectors
from index.embedder import Embedder
from index.lexical import LexicalSearch
from index.store.store import Store
from index.types import Passage, ScoredPassage
from index.vectors import LibraryVectors

CANDIDATES: Final = 60
ARTICLE_CANDIDATES: Final = 12


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts; they sum to 1, so a fused score lies in 0 to 1."""

    dense: float = 0.20
    passage: float = 0.35
    article: float = 0.45


class Retriever:
    """Ranked passages of one library for a query; `beside` runs what can be done meanwhile."""

    def __init__(
        self,
        store: Store,
        library: int,
        embedder: Embedder,
        vectors: LibraryVectors,
        lexical: LexicalSearch,
        weights: Weights,
        beside: Executor,
    ) -> None:
        self._store = store
        self._library = library
        self._embedder = embedder
        self._vectors = vectors
        self._lexical = lexical
        self._weights = weights
        self._beside = beside

    def search(self, query: str, limit: int) -> list[ScoredPassage]:
        """The best passages, best first."""
        # Full text is searched while the query is embedded: neither needs the other.
        searching = self._beside.submit(self._by_words, query)
        vector = self._embedder.question(query)
        nearest = dict(self._vectors.search(vector, CANDIDATES))
        by_passage, by_article = searching.result()
        rows = self._candidates({*by_passage, *nearest}, by_article)
        cosines = self._cosines(vector, nearest, rows)
        scored = [
            self._score(passage, cosines[id_], by_passage.get(id_, 0.0), by_article.get(row, 0.0))
            for id_, (row, passage) in rows.items()
        ]
        return sorted(scored, key=lambda found: (-found.score, found.passage.id))[:limit]

    def _by_words(self, query: str) -> tuple[dict[int, float], dict[int, float]]:
        """Scores of passages by id, and of whole articles by row."""
        return (
            dict(self._lexical.search(query, "passages_fts", CANDIDATES)),
            dict(self._lexical.search(query, "articles_fts", ARTICLE_CANDIDATES)),
        )

    def _candidates(
        self, ids: set[int], by_article: Mapping[int, float]
    ) -> dict[int, tuple[int, Passage]]:
        """Passages by id, each with its article's row; those of the best articles come along."""
        return self._store.candidate_passages(self._library, sorted(ids), list(by_article))

    def _cosines(
        self, vector: Vectors, nearest: Mapping[int, float], rows: Mapping[int, object]
    ) -> dict[int, float]:
        unknown = np.array([id_ for id_ in rows if id_ not in nearest], dtype=np.int64)
        values = self._vectors.cosines(vector, unknown)
        return {**nearest, **dict(zip(unknown.tolist(), values.tolist(), strict=True))}

    def _score(
        self, passage: Passage, cosine: float, in_passage: float, in_article: float
    ) -> ScoredPassage:
        weights = self._weights
        dense = min(max(cosine, 0.0), 1.0)
        score = weights.dense * dense + weights.passage * in_passage + weights.article * in_article
        return ScoredPassage(passage, score, dense, in_passage)
