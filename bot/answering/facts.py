"""Answers to all other questions: the sentences of the best passages that speak to them.

Owns the judgement whether the library supports an answer at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bot.answering.drafts import Draft, Point
from bot.answering.expected import expected_of
from bot.answering.novelty import without_repeats
from bot.answering.relevance import Relevance
from bot.answering.reports import unmarked_span
from index.library import Library
from index.sentences import sentence_spans
from index.types import Article, ScoredPassage, Span

MOST_POINTS: Final = 3
PASSAGES_READ: Final = 8
PLAIN: Final = 0.60
RELATED: Final = 0.45
# An excerpt this much weaker than the best is not worth showing beside it.
WORTH_SHOWING: Final = 0.85

OWN_WORDS: Final = 0.45
WORDS_AROUND: Final = 0.35
MEANING: Final = 0.20
FORM_MET: Final = 0.05
FORM_MISSED: Final = -0.15
SECOND_SENTENCE: Final = -0.04
LONGEST_PAIR: Final = 450


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """One or two sentences of an article, and how well they answer, 0 to 1."""

    article: Article
    passage_id: int
    span: Span
    score: float


def draft_fact(library: Library, question: str, passages: Sequence[ScoredPassage]) -> Draft:
    """The sentences that answer, those that only come near, or neither."""
    reader = _Reader(library, question)
    read = passages[:PASSAGES_READ]
    articles = library.get_all(found.passage.article_id for found in read)
    excerpts = [
        excerpt
        for found in read
        if (article := articles.get(found.passage.article_id))
        for excerpt in reader.read(found, article)
    ]
    excerpts.sort(key=lambda excerpt: -excerpt.score)
    best = excerpts[0].score if excerpts else 0.0
    if best < RELATED:
        return Draft("none", (), best, "Nothing in this library speaks to that.")
    worthy = [excerpt for excerpt in excerpts if excerpt.score >= best * WORTH_SHOWING]
    shown = tuple(_voiced(library, point, articles[point.article_id]) for point in _points(worthy))
    if best < PLAIN:
        return Draft("related", shown, best, "Nothing in this library answers that plainly.")
    return Draft("plain", shown, best)


class _Reader:
    """Scores the sentences of passages for one question."""

    def __init__(self, library: Library, question: str) -> None:
        self._expected, subject = expected_of(question)
        self._relevance = Relevance(library.rarity(subject))
        self._noun = Relevance({self._expected.noun.lower(): 1.0} if self._expected.noun else {})

    def read(self, found: ScoredPassage, article: Article) -> Iterator[_Excerpt]:
        text = found.passage.span.of(article.text)
        title, spoken = article.metadata.title or "", article.language
        around = self._relevance.coverage(text, title, spoken=spoken)
        passage = WORDS_AROUND * around + MEANING * found.dense
        for span in _excerpts(text):
            words = span.of(text)
            own = self._relevance.coverage(words, spoken=spoken)
            score = passage + OWN_WORDS * own + self._form(words)
            if len(sentence_spans(words)) > 1:
                score += SECOND_SENTENCE
            start = found.passage.span.start
            place = Span(start + span.start, start + span.end)
            yield _Excerpt(article, found.passage.id, place, min(max(score, 0.0), 1.0))

    def _form(self, words: str) -> float:
        if self._expected.pattern is None:
            return 0.0
        counted = self._noun.coverage(words) if self._noun.total else 1.0
        return FORM_MET if counted and self._expected.found_in(words) else FORM_MISSED


def _excerpts(text: str) -> Iterator[Span]:
    """Each sentence, and each two neighbours that are short enough to be read as one."""
    sentences = sentence_spans(text)
    yield from sentences
    for first, second in pairwise(sentences):
        if second.end - first.start <= LONGEST_PAIR:
            yield Span(first.start, second.end)


def _points(excerpts: Sequence[_Excerpt]) -> tuple[Point, ...]:
    texts = {excerpt.article.id: excerpt.article.text for excerpt in excerpts}
    points: list[Point] = []
    for excerpt in excerpts:
        overlapping = any(
            point.article_id == excerpt.article.id and point.span.overlaps(excerpt.span)
            for point in points
        )
        if not overlapping:
            points.append(
                Point(
                    excerpt.article.id,
                    excerpt.span,
                    "passage",
                    excerpt.score,
                    passage_id=excerpt.passage_id,
                )
            )
    return without_repeats(points, texts, MOST_POINTS)


def _voiced(library: Library, point: Point, article: Article) -> Point:
    """The point as somebody's own words where it is nothing else: no outlet says them."""
    words = unmarked_span(point.span, article.text)
    for statement in library.statements(article_id=article.id):
        if words and any(quoted.contains(words) for quoted in statement.quote_spans):
            return replace(point, kind="direct", span=words, statement_id=statement.id)
    return point
