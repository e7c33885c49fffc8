"""Full-text candidates: BM25 over passages and over whole articles, scaled to 0 to 1.

Owns the words of a query: which are searched, which are too common to be worth their
time, and what the best possible BM25 score for them would be.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from index.store.lexical import Table
from index.store.store import Store

# FTS5's own constant; a term's score never exceeds idf * (K1 + 1).
K1: Final = 1.2
# Postings that one query may touch: beyond it the commonest terms are left out.
POSTINGS_BUDGET: Final = 9_000
_WORD: Final = re.compile(r"[^\W_]+")
_QUOTATION: Final = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"")
STOP_WORDS: Final = frozenset(
    """
    a about above after again against all also am an and any are as asked at be because been
    before being below between both but by can could did do does doing down during each ever
    few for from further had has have having he her here hers him his how i if in into is it
    its just me more most my no nor not now of off on once only or other our out over own
    quoted said same say saying says she should so some such tell than that the their them
    then there these they this those through to too under until up us very was we were what
    when where which while who whom whose why will with would you your s t re ve ll d m
    actually really ever
    """.split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a query and how rare it is: its inverse document frequency, in nats."""

    words: str
    idf: float
    frequency: int


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many rows each table has, and each term in it, as of one generation."""

    generation: int
    sizes: Mapping[Table, int]
    frequencies: dict[tuple[Table, str], int]

    def term(self, words: str, table: Table) -> Term:
        # A row that came since the size was taken must not make a word commoner than all.
        frequency = min(self.frequencies[table, words], self.sizes[table])
        idf = math.log((self.sizes[table] - frequency + 0.5) / (frequency + 0.5))
        return Term(words, max(idf, 1e-6), frequency)


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
        return self._terms(query_words(query), table)

    def search(self, query: str, table: Table, limit: int) -> list[tuple[int, float]]:
        """Rows with their scores in 0 to 1, best first: 1 would be every term at its utmost.

        Names of several words and what is quoted count as phrases, beside their words.
        """
        terms = self._terms([*query_words(query), *query_phrases(query)], table)
        known = [term for term in terms if term.frequency]
        bound = sum(term.idf for term in known) * (K1 + 1)
        searched = _within_budget(known)
        if not searched or bound <= 0:
            return []
        expression = " OR ".join(f'"{term.words}"' for term in searched)
        rows = self._store.lexical_best(self._library, table, expression, limit)
        return [(row, min(score / bound, 1.0)) for row, score in rows]

    def _terms(self, wanted: Sequence[str], table: Table) -> list[Term]:
        counts = self._current()
        new = [term for term in wanted if (table, term) not in counts.frequencies]
        found = self._store.lexical_frequencies(self._library, table, [f'"{term}"' for term in new])
        for term, frequency in zip(new, found, strict=True):
            counts.frequencies[table, term] = frequency
        terms = (counts.term(term, table) for term in wanted)
        return sorted(terms, key=lambda term: term.frequency)

    def _current(self) -> _Counts:
        counts = self._counts
        generation = self._store.generation(self._library)
        if counts is None or counts.generation != generation:
            passages, articles = self._store.lexical_size(self._library)
            counts = _Counts(generation, {"passages_fts": passages, "articles_fts": articles}, {})
            self._counts = counts
        return counts


def query_words(query: str) -> list[str]:
    """The words of a query that mean something, each once, in lower case."""
    return list(dict.fromkeys(word for word in words(query) if word not in STOP_WORDS))


def query_phrases(query: str) -> list[str]:
    """The names of several words and the quotations in a query, each once, in lower case."""
    quoted = (match[0] for match in _QUOTATION.finditer(query))
    phrases = dict.fromkeys(" ".join(words(written)) for written in [*names(query), *quoted])
    return [phrase for phrase in phrases if " " in phrase]


def names(text: str) -> list[str]:
    """Runs of words with capitals, a space between; what only opens a question is none."""
    composed = unicodedata.normalize("NFC", text)
    runs: list[list[str]] = [[]]
    end = 0
    for word in _WORD.finditer(composed):
        capital = word[0][0].isupper()
        if not capital or composed[end : word.start()] != " ":
            runs.append([])
        if capital and (runs[-1] or word[0].lower() not in STOP_WORDS):
            runs[-1].append(word[0])
        end = word.end()
    return list(dict.fromkeys(" ".join(run) for run in runs if run))


def words(text: str) -> list[str]:
    """All words of a text in lower case, cut where the full-text tables cut them."""
    # Composed, as an accent of its own would cut a word here, and does not there.
    composed = unicodedata.normalize("NFC", text)
    return [match.group().lower() for match in _WORD.finditer(composed)]


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
