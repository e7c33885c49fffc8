"""Full-text candidates: BM25 over passages and over whole articles, scaled to 0 to 1.

Owns the words of a query: which are searched, which are too common to be worth their
time, and what the best possible BM25 score for them would be.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from index.languages import query_phrases, query_terms
from index.store.lexical import Table
from index.store.store import Store

# FTS5's own constant; a term's score never exceeds idf * (K1 + 1).
K1: Final = 1.2
# Postings that one query may touch: beyond it the commonest terms are left out.
POSTINGS_BUDGET: Final = 9_000


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a query and how rare it is: its inverse document frequency, in nats.

    `expression` finds it in all languages of the library.
    """

    words: str
    expression: str
    idf: float
    frequency: int


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many rows each table has, and each term in it, as of one generation."""

    generation: int
    languages: frozenset[str]
    sizes: Mapping[Table, int]
    frequencies: dict[tuple[Table, str], int]

    def term(self, words: str, expression: str, table: Table) -> Term:
        # A row that came since the size was taken must not make a word commoner than all.
        frequency = min(self.frequencies[table, expression], self.sizes[table])
        idf = math.log((self.sizes[table] - frequency + 0.5) / (frequency + 0.5))
        return Term(words, expression, max(idf, 1e-6), frequency)


class LexicalSearch:
    """BM25 over one library; remembers term frequencies for one generation of it.

    Safe to share between threads: what a query counts with is never changed under it,
    only added to.
    """

    def __init__(self, store: Store, library: int) -> None:
        self._store = store
        self._library = library
        self._counts: _Counts | None = None

    def terms(self, query: str, table: Table = "passages_fts") -> list[Term]:
        """The words of a query that are worth searching for, rarest first."""
        return self._terms(query_terms(query, self.languages()), table)

    def search(self, query: str, table: Table, limit: int) -> list[tuple[int, float]]:
        """Rows with their scores in 0 to 1, best first: 1 would be every term at its utmost.

        Names of several words and what is quoted count as phrases, beside their words.
        """
        held = self.languages()
        wanted = {**query_terms(query, held), **query_phrases(query, held)}
        known = [term for term in self._terms(wanted, table) if term.frequency]
        bound = sum(term.idf for term in known) * (K1 + 1)
        searched = _within_budget(known)
        if not searched or bound <= 0:
            return []
        expression = " OR ".join(term.expression for term in searched)
        rows = self._store.lexical_best(self._library, table, expression, limit)
        return [(row, min(score / bound, 1.0)) for row, score in rows]

    def _terms(self, wanted: Mapping[str, str], table: Table) -> list[Term]:
        counts = self._current()
        new = [term for term in wanted.values() if (table, term) not in counts.frequencies]
        found = self._store.lexical_frequencies(self._library, table, new)
        for term, frequency in zip(new, found, strict=True):
            counts.frequencies[table, term] = frequency
        terms = (counts.term(words, term, table) for words, term in wanted.items())
        return sorted(terms, key=lambda term: term.frequency)

    def languages(self) -> frozenset[str]:
        """The languages of the library's articles, by code."""
        return self._current().languages

    def _current(self) -> _Counts:
        counts = self._counts
        generation = self._store.generation(self._library)
        if counts is None or counts.generation != generation:
            passages, articles = self._store.lexical_size(self._library)
            languages = self._store.languages(self._library)
            sizes: dict[Table, int] = {"passages_fts": passages, "articles_fts": articles}
            counts = _Counts(generation, languages, sizes, {})
            self._counts = counts
        return counts


def _within_budget(terms: list[Term]) -> list[Term]:
    """The rarest terms whose postings together stay within the budget; always at least one."""
    kept: list[Term] = []
    postings = 0
    for term in terms:
        postings += term.frequency
        if kept and postings > POSTINGS_BUDGET:
            break
        kept.append(term)
    return kept
