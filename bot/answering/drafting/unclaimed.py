"""Quotations that an article credits nobody with, though it names whoever is asked for.

They may be theirs; nobody is told that they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.answering.drafting.showing import speaks_in_quotes
from bot.answering.drafting.statements import Judged, judge
from bot.answering.questions.question import SpeechQuestion
from bot.answering.questions.scope import Scope
from index.library import Library
from index.speakers import name_words
from index.types import FoundArticle, Span, Statement

BESIDE: Final = 300
"""So many characters from the words, whoever is asked for must be named."""


def open_words(
    library: Library, question: SpeechQuestion, statements: Sequence[Statement], least: float
) -> list[Judged]:
    """Those that speak at least so much to the topic, the best first.

    None without a topic: nothing would tell that they are asked for.
    """
    if not question.topic:
        return []
    candidates = [s for s in statements if s.speaker is None and speaks_in_quotes(s)]
    judged = judge(library, candidates, question.sought, question.language)
    return [each for each in judged if each.relevance >= least and _names(each, question)]


def within(library: Library, found: Sequence[FoundArticle], scope: Scope) -> list[Statement]:
    """The statements of those articles that lie within a scope."""
    return [
        statement
        for each in found
        for statement in library.statements(
            article_id=each.article_id,
            since=scope.period.since,
            until=scope.period.until,
            publishers=scope.outlets,
        )
    ]


def _names(judged: Judged, question: SpeechQuestion) -> bool:
    """Whether whoever is asked for is named beside the words: people by the last name at least."""
    asked = [_telling(name) for name in (question.who, *question.names)]
    extent = judged.statement.extent
    beside = Span(max(extent.start - BESIDE, 0), extent.end + BESIDE)
    words = set(name_words(beside.of(judged.article.text)))
    return any(set(telling) <= words for telling in asked if telling)


def _telling(name: str) -> tuple[str, ...]:
    """The last name; all of it where it may be a body's ("the Bank of Tolmira")."""
    words = name_words(name)
    return words if " of " in name or name.lower().startswith("the ") else words[-1:]
