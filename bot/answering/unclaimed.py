"""Quotations that an article credits nobody with, though it names whoever is asked for.

They may be theirs; nobody is told that they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.answering.question import SpeechQuestion
from bot.answering.showing import speaks_in_quotes
from bot.answering.statements import Judged, judge
from index.library import Library
from index.speakers import name_words
from index.types import FoundArticle, Span, Statement

BESIDE: Final = 300
"""So many characters from the words, whoever is asked for must be named."""


def open_words(
    library: Library, question: SpeechQuestion, found: Sequence[FoundArticle], least: float
) -> list[Judged]:
    """Those that speak at least so much to the topic, within the scope, the best first."""
    candidates = [
        statement
        for each in found
        for statement in _within(library, each.article_id, question)
        if statement.speaker is None and speaks_in_quotes(statement)
    ]
    judged = judge(library, candidates, question.topic)
    return [each for each in judged if each.relevance >= least and _names(each, question)]


def _within(library: Library, article_id: str, question: SpeechQuestion) -> Sequence[Statement]:
    period = question.scope.period
    return library.statements(
        article_id=article_id,
        since=period.since,
        until=period.until,
        publishers=question.scope.outlets,
    )


def _names(judged: Judged, question: SpeechQuestion) -> bool:
    """Whether whoever is asked for is named beside the words, by the last name at least."""
    asked = {name_words(name)[-1:] for name in (question.who, *question.names)}
    extent = judged.statement.extent
    beside = Span(max(extent.start - BESIDE, 0), extent.end + BESIDE)
    words = set(name_words(beside.of(judged.article.text)))
    return any(set(last) <= words for last in asked if last)
