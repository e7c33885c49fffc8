"""The claims of a text, each with the words of the library that speak to it.

Whether they bear a claim out is for the reader to judge; nothing here says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.citing import cited
from bot.answering.checking.markdown import Plain
from bot.answering.checking.resembling import nearest_of
from bot.answering.copies import with_copies
from bot.answering.drafting.excerpts import Excerpt, ExcerptReader
from bot.answering.drafting.reports import report_span
from bot.answering.drafting.showing import speaks_in_quotes
from bot.answering.types import Citation
from index.languages import words
from index.library import Library
from index.query import Query
from index.sentences import sentence_spans
from index.types import Article, FoundArticle, Span

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

MOSTLY_SAID: Final = 0.4
"""The share of an excerpt from which on the statement in it is shown in its place."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, and what speaks to it, the nearest first; nothing where the library does not.

    `nearest` is then what comes nearest to it in meaning, if anything is near. It may say
    something else, and must not be shown as if it spoke to the claim.
    """

    words: str
    sources: tuple[Citation, ...]
    nearest: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a text in their order, and how many were left out as too many."""

    claims: tuple[Claim, ...]
    left_out: int = 0


def sources_of(library: Library, text: Plain) -> Claims:
    """What the library holds on each sentence of a text that claims something; blocks."""
    sentences = [span.of(text.text) for span in sentence_spans(text.text)]
    told = [sentence for sentence in sentences if _claims(sentence)]
    found = tuple(_claim(library, each) for each in told[:MOST_CLAIMS])
    return Claims(found, max(0, len(told) - MOST_CLAIMS))


def _claims(sentence: str) -> bool:
    """Whether it may claim something: neither an exclamation of a word or two, nor a question."""
    return len(words(sentence)) >= FEWEST_WORDS and not sentence.rstrip("”\"'»)").endswith("?")


def _claim(library: Library, words: str) -> Claim:
    asked = words[:LONGEST_CLAIM]
    found = library.search(Query(asked), limit=ARTICLES)
    articles = library.get_all(each.article_id for each in found)
    sources = _sources(library, asked, found, articles)
    return Claim(words, sources, () if sources else nearest_of(library, asked, found, articles))


def _sources(
    library: Library, asked: str, found: Sequence[FoundArticle], articles: Mapping[str, Article]
) -> tuple[Citation, ...]:
    reader = ExcerptReader(library, asked)
    excerpts = [
        excerpt
        for each in found
        if each.article_id in articles
        for excerpt in reader.best(each, articles[each.article_id])
        if excerpt.own >= LEAST_WORDS and excerpt.score >= LEAST_SCORE
    ]
    best = sorted(excerpts, key=_worst_last)[: 2 * SOURCES]
    places = dict.fromkeys((each.article, _said(library, each)) for each in best)
    return with_copies(library, tuple(cited(library, places)))[:SOURCES]


def _said(library: Library, excerpt: Excerpt) -> Span:
    """What somebody says there, where that is most of it; else the excerpt as it is."""
    text = excerpt.article.text
    stretches = [
        stretch
        for said in library.statements(article_id=excerpt.article.id)
        for stretch in (said.quote_spans if speaks_in_quotes(said) else [report_span(said, text)])
    ]
    longest = max(stretches, key=lambda each: _shared(each, excerpt.span), default=excerpt.span)
    is_most = _shared(longest, excerpt.span) >= MOSTLY_SAID * len(excerpt.span)
    return longest if is_most else excerpt.span


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _worst_last(excerpt: Excerpt) -> float:
    return -excerpt.score
