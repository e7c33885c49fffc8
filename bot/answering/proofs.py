"""Proving single words against the stored article: those of a draft, and those shown before.

What is said of a point is not believed: the words are sliced from the article as it is
stored, and the speaker is the one of the stored statement that holds the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.copies import copies_of
from bot.answering.drafting.drafts import Point
from bot.answering.drafting.reports import report_span
from bot.answering.types import Citation, CitationKind
from index.errors import LibraryError
from index.exchanges import CitedWords
from index.library import Library
from index.types import Span, Statement


def prove(library: Library, point: Point) -> Citation | None:
    """The words of a point with whoever said them, or None where they do not hold."""
    try:
        article = library.get(point.article_id)
        statement = library.statement(point.statement_id) if point.statement_id else None
    except LibraryError:
        return None
    if point.span.end > len(article.text) or not point.span.of(article.text).strip():
        return None
    if point.kind == "passage":
        return Citation(article, point.span, "passage") if _stands(library, point) else None
    if (
        statement is None
        or statement.article_id != article.id
        or not _holds(statement, point, article.text)
    ):
        return None
    return Citation(
        article,
        point.span,
        point.kind,
        statement.speaker,
        statement.id,
        statement.is_inferred,
    )


def prove_again(library: Library, kept: CitedWords) -> Citation | None:
    """Prove words that were shown once, in the version that they were quoted from.

    None where the article is gone, or where nobody is credited with these words any more.
    """
    try:
        return _again(library, kept)
    except LibraryError:
        return None


def _again(library: Library, kept: CitedWords) -> Citation | None:
    article = library.version(kept.article_id, kept.version)
    newest = library.get(kept.article_id)
    if kept.span.end > len(article.text) or not kept.span.of(article.text).strip():
        return None
    citation = Citation(article, kept.span, kept.kind)
    if newest.version != article.version:
        citation = replace(citation, is_superseded=True)
    credited = citation if kept.kind == "passage" else _credited(library, citation, kept)
    if credited is None or credited.is_superseded:
        return credited
    return replace(credited, also_in=copies_of(library, credited))


def _credited(library: Library, citation: Citation, kept: CitedWords) -> Citation | None:
    """The words with whoever said them in that version of the article."""
    statement = _of_version(library, citation, kept)
    is_sure = statement is not None
    if statement is None:
        statement = _of_later_version(library, citation, kept)
    if statement is None:
        return None
    return replace(
        citation,
        speaker=statement.speaker,
        statement_id=statement.id,
        inferred=statement.is_inferred or not is_sure,
    )


def _of_version(library: Library, citation: Citation, kept: CitedWords) -> Statement | None:
    """The statement as this version of the article makes it; None where it does not."""
    article = citation.article
    if citation.is_superseded:
        made = library.history(article.id).versions[article.version - 1].statements
    else:
        made = tuple(library.statements(article_id=article.id))
    for statement in made:
        spans = _own_spans(statement, citation.kind, article.text)
        if statement.id == kept.statement_id and any(s.contains(kept.span) for s in spans):
            return statement
    return None


def _of_later_version(library: Library, citation: Citation, kept: CitedWords) -> Statement | None:
    """The statement as it is kept of a later version, where this one reports it word for word.

    Of versions that say the same, only the last keeps what it says.
    """
    if not citation.is_superseded or kept.statement_id is None:
        return None
    said = library.cited(kept.statement_id)
    text = said.article.text
    spans = _own_spans(said.statement, citation.kind, text)
    reported = said.statement.extent.of(text)
    around = citation.article.text[
        max(kept.span.start - len(reported), 0) : kept.span.end + len(reported)
    ]
    same = said.article.id == kept.article_id and reported in around
    return said.statement if same and any(citation.quote in s.of(text) for s in spans) else None


def _stands(library: Library, point: Point) -> bool:
    """Whether the passage is still there: a new version of an article has passages of its own."""
    return any(
        passage.id == point.passage_id and passage.span.contains(point.span)
        for passage in library.passages(point.article_id)
    )


def _holds(statement: Statement, point: Point, text: str) -> bool:
    """Whether the words are the statement's own."""
    return any(span.contains(point.span) for span in _own_spans(statement, point.kind, text))


def _own_spans(statement: Statement, kind: CitationKind, text: str) -> Sequence[Span]:
    """Where words of a kind must stand to be the statement's own.

    Words that claim to be quoted must stand inside its marks, reported ones within the
    report of what an identified speaker said.
    """
    if kind == "direct":
        return statement.quote_spans
    return (report_span(statement, text),) if statement.speaker is not None else ()
