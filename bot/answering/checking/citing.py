"""Words of an article as a citation, with the statement that they belong to, where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.answering.drafting.reports import report_span
from bot.answering.types import Citation, CitationKind
from index.library import Library
from index.types import Article, Span, Statement


def cited(library: Library, places: Iterable[tuple[Article, Span]]) -> Iterator[Citation]:
    """Places of articles as citations, in their order."""
    known: dict[str, Sequence[Statement]] = {}
    for article, span in places:
        if article.id not in known:
            known[article.id] = library.statements(article_id=article.id)
        yield _cited(article, span, known[article.id])


def _cited(article: Article, span: Span, statements: Sequence[Statement]) -> Citation:
    for kind, said, spans in _stretches(statements, article.text):
        if any(stretch.contains(span) for stretch in spans):
            return Citation(article, span, kind, said.speaker, said.id, said.is_inferred)
    return Citation(article, span, "passage")


def _stretches(
    statements: Sequence[Statement], text: str
) -> Iterator[tuple[CitationKind, Statement, Sequence[Span]]]:
    """Where what is said stands: in marks, as it is reported, in the report as a whole."""
    yield from (("direct", said, said.quote_spans) for said in statements)
    yield from (("indirect", said, said.content_spans) for said in statements)
    yield from (
        ("indirect", said, (report_span(said, text),)) for said in statements if said.speaker
    )
