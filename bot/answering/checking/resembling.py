"""What comes nearest to a claim in meaning, where the library does not speak to it in its words.

Likeness in meaning is no support: "the dam was opened" is very like "the dam was closed".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.answering.checking.citing import cited
from bot.answering.types import Citation
from index.languages import words
from index.library import Library
from index.sentences import sentence_spans
from index.types import Article, FoundArticle, Span

LEAST_LIKENESS: Final = 0.6
"""Measured on claims that a library of 2,948 articles does not speak to: one in twenty has a
sentence so near, and in a small library none."""

_ARTICLES: Final = 4
_PASSAGES: Final = 2
_MOST_SENTENCES: Final = 24
"""Each is embedded, which takes some hundredths of a second."""
_LEAST_OF_PASSAGE: Final = 0.35
"""Passages that are less near hold no sentence that is."""
_FEWEST_WORDS: Final = 4

Place = tuple[Article, Span]


def nearest_of(
    library: Library, claim: str, found: Sequence[FoundArticle], articles: Mapping[str, Article]
) -> tuple[Citation, ...]:
    """The one sentence that is most like a claim, if it is like enough; blocks."""
    if not library.reads(claim):
        return ()
    places = list(_sentences(found, articles))[:_MOST_SENTENCES]
    likeness = library.likeness(claim, [span.of(article.text) for article, span in places])
    best = max(zip(likeness, range(len(places)), strict=True), default=(0.0, 0))
    return tuple(cited(library, [places[best[1]]])) if best[0] >= LEAST_LIKENESS else ()


def _sentences(found: Sequence[FoundArticle], articles: Mapping[str, Article]) -> Iterator[Place]:
    passages = [
        (article, scored)
        for each in found[:_ARTICLES]
        if (article := articles.get(each.article_id))
        for scored in sorted(each.passages, key=lambda one: -one.dense)[:_PASSAGES]
        if scored.dense >= _LEAST_OF_PASSAGE
    ]
    for article, scored in sorted(passages, key=lambda one: -one[1].dense):
        start = scored.passage.span.start
        for sentence in sentence_spans(scored.passage.span.of(article.text)):
            span = Span(start + sentence.start, start + sentence.end)
            if len(words(span.of(article.text))) >= _FEWEST_WORDS:
                yield article, span
