"""The claims of a text, each with the words of the library that speak to it.

Whether they bear a claim out is for the reader to judge; nothing here says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.answering.checking.citing import cited
from bot.answering.checking.markdown import Plain
from bot.answering.copies import with_copies
from bot.answering.excerpts import Excerpt, ExcerptReader
from bot.answering.types import Citation
from index.languages import words
from index.library import Library
from index.query import Query
from index.sentences import sentence_spans

MOST_CLAIMS: Final = 5
"""Sentences of one text that sources are looked for; more would keep everybody else waiting."""

FEWEST_WORDS: Final = 4
LONGEST_CLAIM: Final = 500
SOURCES: Final = 2
ARTICLES: Final = 5

# Measured on the samples: what speaks to a sentence has this much of its telling words, and is
# this near to it; what only shares a word with it is below.
LEAST_WORDS: Final = 0.45
LEAST_SCORE: Final = 0.45


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, and what speaks to it, the nearest first; nothing where the library does not."""

    words: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a text in their order, and how many were left out as too many."""

    claims: tuple[Claim, ...]
    left_out: int = 0


def sources_of(library: Library, text: Plain) -> Claims:
    """What the library holds on each sentence of a text that claims something; blocks."""
    sentences = [span.of(text.text) for span in sentence_spans(text.text)]
    told = [sentence for sentence in sentences if _claims(sentence)]
    found = tuple(Claim(each, _sources(library, each)) for each in told[:MOST_CLAIMS])
    return Claims(found, max(0, len(told) - MOST_CLAIMS))


def _claims(sentence: str) -> bool:
    """Whether it may claim something: neither an exclamation of a word or two, nor a question."""
    return len(words(sentence)) >= FEWEST_WORDS and not sentence.rstrip("”\"'»)").endswith("?")


def _sources(library: Library, claim: str) -> tuple[Citation, ...]:
    asked = claim[:LONGEST_CLAIM]
    reader = ExcerptReader(library, asked)
    found = library.search(Query(asked), limit=ARTICLES)
    articles = library.get_all(each.article_id for each in found)
    excerpts = [
        excerpt
        for each in found
        if each.article_id in articles
        for excerpt in reader.best(each, articles[each.article_id])
        if excerpt.own >= LEAST_WORDS and excerpt.score >= LEAST_SCORE
    ]
    best = sorted(excerpts, key=_worst_last)[: 2 * SOURCES]
    citations = cited(library, ((excerpt.article, excerpt.span) for excerpt in best))
    return with_copies(library, tuple(citations))[:SOURCES]


def _worst_last(excerpt: Excerpt) -> float:
    return -excerpt.score
