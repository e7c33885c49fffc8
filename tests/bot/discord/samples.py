"""Invented articles and outcomes for the tests of the Discord front end."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.answering.types import (
    VERIFIED,
    Answer,
    Citation,
    CitationKind,
    Evidence,
    NotFound,
    Question,
    Related,
    Timings,
)
from index.query import Query
from index.types import Article, Metadata, Span, Speaker

EVIDENCE = Evidence(Query("?"), (), 0.5, Timings(1.0, 1.0, 2.0))
QUESTION = Question("What did the mayor say?", date(2026, 3, 31))
METADATA = Metadata(
    title="Mayor promises a bridge",
    url="https://example.org/bridge",
    author="Jo Writer",
    publisher="The Example",
    published=date(2026, 3, 30),
)
MAYOR = Speaker("Ada Vell", "the mayor, Ada Vell")


def article(text: str, metadata: Metadata = METADATA, article_id: str = "A-7f3k2") -> Article:
    return Article(article_id, 1, text, metadata, datetime(2026, 3, 31, tzinfo=UTC), "discord:7")


def citation(
    words: str,
    kind: CitationKind = "direct",
    speaker: Speaker | None = MAYOR,
    metadata: Metadata = METADATA,
) -> Citation:
    text = f"Before. {words} After."
    return Citation(article(text, metadata), Span(8, 8 + len(words)), kind, speaker)


def answer(*citations: Citation, lead: str = "Ada Vell spoke of a bridge [1].") -> Answer:
    return Answer(QUESTION, lead, citations, EVIDENCE, "extractive", VERIFIED)


def related(*citations: Citation, reason: str = "Nothing names the river.") -> Related:
    return Related(QUESTION, reason, citations, EVIDENCE)


def not_found(reason: str = "The library holds nothing on this.") -> NotFound:
    return NotFound(QUESTION, reason, EVIDENCE)
