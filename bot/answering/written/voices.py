"""Whose words stand at a place of an article, as its stored statements have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.drafting.reports import report_span
from bot.answering.types import Citation
from index.types import Article, Span, Speaker, Statement


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's words: the statement that holds them, and who plainly says them, if anybody."""

    statement: Statement
    speaker: Speaker | None


def voice_at(statements: Sequence[Statement], article: Article, span: Span) -> Voice | None:
    """Whose words these are; None where they are the article's own.

    Of statements within each other the inmost speaks. A speaker who is only inferred, and
    one of several whom the words could be of, is nobody for certain.
    """
    touching = [
        statement
        for statement in statements
        if any(content.overlaps(span) for content in statement.content_spans)
    ]
    if not touching:
        return None
    holding = [each for each in touching if _content_around(each, span) is not None]
    if holding:
        inmost = min(_size(each, span) for each in holding)
        candidates = [each for each in holding if _size(each, span) == inmost]
    else:
        candidates = touching
    speakers = {_certain(each) for each in candidates}
    best = max(candidates, key=lambda each: _holds_quoted(each, span))
    if len(speakers) > 1 or (not holding and not _reports(candidates, article, span)):
        return Voice(best, None)
    return Voice(best, None if best.is_inferred else best.speaker)


def cited(voice: Voice | None, article: Article, span: Span) -> Citation:
    """The place as a citation, with the speaker where there is one."""
    if voice is None:
        return Citation(article, span, "passage")
    said = voice.statement
    if _holds_quoted(said, span):
        return Citation(article, span, "direct", said.speaker, said.id, said.is_inferred)
    if said.speaker and report_span(said, article.text).contains(span):
        return Citation(article, span, "indirect", said.speaker, said.id, said.is_inferred)
    return Citation(article, span, "passage")


def _certain(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker and not statement.is_inferred else None


def _content_around(statement: Statement, span: Span) -> Span | None:
    return next((each for each in statement.content_spans if each.contains(span)), None)


def _size(statement: Statement, span: Span) -> int:
    content = _content_around(statement, span)
    return len(content) if content else 0


def _holds_quoted(statement: Statement, span: Span) -> bool:
    return any(quoted.contains(span) for quoted in statement.quote_spans)


def _reports(statements: Sequence[Statement], article: Article, span: Span) -> bool:
    """Whether the words are within the report of each statement that they touch."""
    return all(report_span(each, article.text).contains(span) for each in statements)
