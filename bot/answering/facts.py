"""Answers to all other questions: the sentences of the best passages that speak to them.

Owns the judgement whether the library supports an answer at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.drafts import Draft, Point
from bot.answering.novelty import without_repeats
from bot.answering.relevance import Relevance
from index.library import Library
from index.sentences import sentence_spans
from index.types import Article, ScoredPassage, Span

MOST_POINTS: Final = 3
PASSAGES_READ: Final = 8
PLAIN: Final = 0.62
RELATED: Final = 0.45
# A sentence this much weaker than the best is not worth showing beside it.
WORTH_SHOWING: Final = 0.85

_NUMBER: Final = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
    r"|thousands?|millions?|half|third|quarter|none|no)\b",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"\b(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday"
    r"|morning|evening|night|noon|midnight|week|month|year|ago)\b",
    re.IGNORECASE,
)
_REASON: Final = re.compile(
    r"\b(?:because|since|as|to|for|after|due|so|until|over|caused?)\b", re.IGNORECASE
)
_EXPECTED: Final = (
    (re.compile(r"\bhow (?:many|much|long|old|big|far|tall|high|often)\b", re.I), _NUMBER),
    (re.compile(r"\bwhen\b|\bwhat (?:day|date|year|time)\b", re.I), _DAY),
    (re.compile(r"\bwhy\b", re.I), _REASON),
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    article: Article
    span: Span
    score: float


def draft_fact(library: Library, text: str, passages: Sequence[ScoredPassage]) -> Draft:
    """The sentences that answer, those that only come near, or neither."""
    relevance = Relevance(library.rarity(text))
    sentences = [
        sentence
        for found in passages[:PASSAGES_READ]
        for sentence in _sentences(library.get(found.passage.article_id), found, relevance, text)
    ]
    sentences.sort(key=lambda sentence: -sentence.score)
    best = sentences[0].score if sentences else 0.0
    if best < RELATED:
        return Draft("none", (), best, "Nothing in this library speaks to that.")
    texts = {sentence.article.id: sentence.article.text for sentence in sentences}
    points = [
        Point(sentence.article.id, sentence.span, "passage", sentence.score)
        for sentence in sentences
        if sentence.score >= best * WORTH_SHOWING
    ]
    shown = without_repeats(points, texts, MOST_POINTS)
    if best < PLAIN:
        return Draft("related", shown, best, "Nothing in this library answers that plainly.")
    return Draft("plain", shown, best)


def _sentences(
    article: Article, found: ScoredPassage, relevance: Relevance, question: str
) -> list[_Sentence]:
    """Each sentence of a passage with its score: its own words, its passage's, and the form."""
    passage = found.passage.span
    text = passage.of(article.text)
    title = article.metadata.title or ""
    around = relevance.coverage(text, title)
    sentences = []
    for span in sentence_spans(text):
        words = span.of(text)
        score = 0.45 * relevance.coverage(words) + 0.35 * around + 0.20 * found.dense
        score += 0.1 * (_form_met(question, words) - 0.5)
        place = Span(passage.start + span.start, passage.start + span.end)
        sentences.append(_Sentence(article, place, min(max(score, 0.0), 1.0)))
    return sentences


def _form_met(question: str, words: str) -> float:
    """1 where the words hold what is asked for, a number or a day, 0 where not, else a half."""
    for asked, expected in _EXPECTED:
        if asked.search(question):
            return 1.0 if expected.search(words) else 0.0
    return 0.5
