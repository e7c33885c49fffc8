"""Answers to all other questions: the sentences of the best articles that speak to them.

Owns the judgement whether the library supports an answer at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.answering.drafting.confidence import Features, confidence, features
from bot.answering.drafting.drafts import Draft, Point
from bot.answering.drafting.excerpts import Excerpt, ExcerptReader
from bot.answering.drafting.novelty import without_repeats
from bot.answering.drafting.reports import unmarked_span
from bot.answering.drafting.shortfalls import nothing_near, only_near
from bot.answering.drafting.showing import points
from bot.answering.drafting.speech import said_among
from bot.answering.drafting.statements import Judged
from bot.answering.drafting.unclaimed import within
from bot.answering.questions.question import SpeechQuestion
from index.library import Library
from index.query import Query
from index.types import Article, FoundArticle

ONLY_SAID: Final = "Nothing here answers that plainly; these are their nearest words."
MOST_EXCERPTS: Final = 4
MOST_WHOLE: Final = 2
PLAIN: Final = 0.45
"""From this likelihood on it answers."""
RELATED: Final = 0.15
NEAR: Final = 0.365
"""The likelihood, or the score of an article, from which on it is worth showing all the same."""
MOST_SAID: Final = 4
MOST_SHOWN: Final = 5
LEADING: Final = 2
"""So many of the sentences that answer go before what is said by those who are named."""
SENTENCE: Final = 2.0
"""So much more a sentence's own score counts than its article's for what goes first."""
# Articles and excerpts this much weaker than the best are not worth showing beside it.
WORTH_SHOWING: Final = 0.6


@dataclass(frozen=True, slots=True)
class Judgement:
    """The best excerpts of the best articles, and what tells whether the first one answers.

    `missing` are the question's words that its article lacks, the most telling first.
    `is_whole` says that the first leaves nothing wanting, however many others are near.
    """

    excerpts: tuple[Excerpt, ...]
    features: Features
    missing: tuple[str, ...]
    is_whole: bool


def draft_fact(
    library: Library,
    query: Query,
    found: Sequence[FoundArticle],
    named: Sequence[SpeechQuestion] = (),
) -> Draft:
    """The sentences that answer, those that only come near, or neither.

    What the speakers whom the question names say about the rest of it goes with the sentences.
    """
    judged = judge_fact(library, query, found)
    if judged is None:
        return Draft("none", (), 0.0, nothing_near(library, query))
    sure, said = confidence(judged.features), _said(library, found, named)
    is_wanting = not judged.excerpts[0].whole
    is_far = is_wanting and sure < RELATED and found[0].score < NEAR
    if is_far and not said:
        return Draft("none", (), sure, nothing_near(library, query))
    if is_far:
        return Draft("related", points(library, said, ""), sure, ONLY_SAID)
    telling = points(library, [each for each in said if each.speaker], "")
    others = points(library, [each for each in said if not each.speaker], "")
    written = excerpts_shown(library, judged.excerpts)
    if judged.is_whole or (sure >= PLAIN and judged.excerpts[0].tells):
        shown = (*written[:LEADING], *telling, *written[LEADING:])
        return Draft("plain", shown[:MOST_SHOWN], sure)
    shown = (*telling, *written[:LEADING], *others, *written[LEADING:])
    reason = only_near(query, judged.excerpts[0], judged.missing)
    return Draft("related", shown[:MOST_SHOWN], sure, reason)


def judge_fact(library: Library, query: Query, found: Sequence[FoundArticle]) -> Judgement | None:
    """How well the articles found answer; None where there are none, or none any more."""
    articles = library.get_all(each.article_id for each in found)
    reader = ExcerptReader(library, query.text)
    read = [
        (each, excerpts)
        for each in found[:MOST_EXCERPTS]
        if (article := articles.get(each.article_id)) and (excerpts := reader.best(each, article))
    ]
    if not read:
        return None
    first, (best, *_) = read[0]
    # A copy of the same words takes nothing from what it confirms.
    words = best.span.of(best.article.text)
    others = [
        (each, article)
        for each in found
        if (article := articles.get(each.article_id)) and words not in article.text
    ]
    observed = features(query, reader, [(first, best.article), *others], best)
    shown = _worth_showing(read)
    # Where each of many articles would do, the question is about none of them.
    is_told = sum(excerpts[0].whole for _, excerpts in read) <= MOST_WHOLE
    return Judgement(shown, observed, tuple(reader.missing(best)), is_told and shown[0].whole)


def _worth_showing(
    read: Sequence[tuple[FoundArticle, Sequence[Excerpt]]],
) -> tuple[Excerpt, ...]:
    """The best excerpts of these articles and the others of the first, the best first.

    What leaves nothing wanting goes before the rest, else what sentence and article say.
    """
    first, (best, *further) = read[0]
    strength = {found.article_id: found.score / first.score for found, _ in read if first.score}
    worthy = [
        excerpts[0]
        for found, excerpts in read
        if excerpts[0].whole or found.score >= WORTH_SHOWING * first.score
    ]
    shown = [
        each
        for each in (*worthy, *further)
        if each.score >= WORTH_SHOWING * best.score and (each.fits or not best.fits)
    ]

    def worst_last(each: Excerpt) -> tuple[bool, float]:
        return not each.whole, -(strength.get(each.article.id, 0.0) + SENTENCE * each.score)

    return tuple(sorted(shown, key=worst_last))


def _said(
    library: Library, found: Sequence[FoundArticle], named: Sequence[SpeechQuestion]
) -> list[Judged]:
    """What the speakers who are named say in these articles about the rest of the question."""
    if not named:
        return []
    statements = within(library, found[:MOST_EXCERPTS], named[0].scope)
    judged = [each for asked in named for each in said_among(library, asked, statements)]
    return sorted(judged, key=lambda each: -each.relevance)[:MOST_SAID]


def excerpts_shown(library: Library, excerpts: Sequence[Excerpt]) -> tuple[Point, ...]:
    """The excerpts as points, each thing once; what is nothing but a quotation as its speaker's."""
    texts = {excerpt.article.id: excerpt.article.text for excerpt in excerpts}
    points = (_voiced(library, _point(excerpt), excerpt.article) for excerpt in excerpts)
    return without_repeats(points, texts, MOST_SHOWN)


def _point(excerpt: Excerpt) -> Point:
    article = excerpt.article
    return Point(article.id, excerpt.span, "passage", excerpt.score, passage_id=excerpt.passage_id)


def _voiced(library: Library, point: Point, article: Article) -> Point:
    """The point as somebody's own words where it is nothing else: no outlet says them."""
    words = unmarked_span(point.span, article.text)
    for statement in library.statements(article_id=article.id):
        if words and any(quoted.contains(words) for quoted in statement.quote_spans):
            return replace(point, kind="direct", span=words, statement_id=statement.id)
    return point
