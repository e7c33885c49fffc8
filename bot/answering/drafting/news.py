"""Answers to "the latest on Y": how the newest articles that are about it begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.answering.drafting.drafts import Draft, Point
from bot.answering.drafting.novelty import without_repeats
from index.library import Library
from index.query import Query
from index.relevance import Relevance
from index.sentences import sentence_spans
from index.types import Article, FoundArticle

MOST_NEWS: Final = 3
# An article is about what its headline and first sentence hold nearly all of.
IS_ABOUT: Final = 0.9
HEAD: Final = 2000
"""Characters at the head of an article, in which it begins."""
FEWEST_WORDS: Final = 8
"""A line of fewer words, at the head of an article, is a byline or a heading."""


def draft_news(library: Library, query: Query, found: Sequence[FoundArticle]) -> Draft | None:
    """The newest of the articles found that are about it; None where none is."""
    relevance = Relevance(library.rarity(query.text))
    articles = library.get_all(each.article_id for each in found)
    begun = [_begun(article, relevance) for article in articles.values()]
    about = [point for point in begun if point and point.relevance >= IS_ABOUT]
    about.sort(key=lambda point: _day(articles[point.article_id]), reverse=True)
    texts = {article.id: article.text for article in articles.values()}
    told = without_repeats(about, texts, MOST_NEWS)
    shown = [replace(point, passage_id=_passage(library, point)) for point in told]
    return Draft("plain", tuple(shown), max(p.relevance for p in shown)) if shown else None


def _begun(article: Article, relevance: Relevance) -> Point | None:
    """The first sentence, as relevant as it is together with the headline."""
    sentences = sentence_spans(article.text[:HEAD])
    told = (span for span in sentences if len(span.of(article.text).split()) >= FEWEST_WORDS)
    first = next(told, None)
    if first is None:
        return None
    title, spoken = article.metadata.title or "", article.language
    share = relevance.coverage(first.of(article.text), title, spoken=spoken)
    return Point(article.id, first, "passage", share)


def _day(article: Article) -> date:
    return article.metadata.published or date.min


def _passage(library: Library, point: Point) -> int | None:
    passages = library.passages(point.article_id)
    return next((each.id for each in passages if each.span.overlaps(point.span)), None)
