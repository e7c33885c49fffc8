"""Where else the words of a quotation stand: the other outlets that ran the same report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.answering.types import Citation
from index.alignment import align
from index.library import Library
from index.types import Article, Span


def with_copies(library: Library, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations, each once, with the copies of its article that credit the words likewise.

    By how many outlets a report is run confirms nothing of it.
    """
    kept: list[Citation] = []
    for citation in copied(library, citations):
        if not any(_repeats(citation, other) for other in kept):
            kept.append(citation)
    return tuple(kept)


def copied(library: Library, citations: Sequence[Citation]) -> Iterator[Citation]:
    """Every citation, in order, with the copies of its article that credit the words likewise."""
    stories = library.stories(citation.article.id for citation in citations)
    ids = {id_: story.article_ids for id_, story in stories.items() if len(story.article_ids) > 1}
    articles = library.get_all(chain.from_iterable(ids.values()))
    for citation in citations:
        told = ids.get(citation.article.id, ())
        copies = [articles[id_] for id_ in told if id_ in articles and id_ != citation.article.id]
        # Most articles have none, and an answer is not to wait for what they say.
        also_in = tuple(_holding(library, citation, copies)) if copies else ()
        yield replace(citation, also_in=also_in)


def copies_of(library: Library, citation: Citation) -> tuple[Article, ...]:
    """The copies of one citation's article that credit the words likewise."""
    [with_them] = with_copies(library, [citation])
    return with_them.also_in


def _holding(library: Library, citation: Citation, copies: Iterable[Article]) -> Iterator[Article]:
    """Those of the copies of its article that have its words and credit them no otherwise.

    Where the citation names a speaker, a copy has to; nobody may be credited in a copy alone.
    """
    named = {citation.speaker.name} if citation.speaker else set()
    credited = named | _speakers(library, citation.article.id, citation.span)
    for copy in copies:
        places = align(citation.quote, copy.text)
        if any(named <= _speakers(library, copy.id, place) <= credited for place in places):
            yield copy


def _speakers(library: Library, article_id: str, place: Span) -> set[str]:
    """Everybody whose words an article has there, as far as it tells."""
    return {
        statement.speaker.name
        for statement in library.statements(article_id=article_id)
        if statement.speaker and any(span.overlaps(place) for span in statement.content_spans)
    }


def _repeats(citation: Citation, other: Citation) -> bool:
    """Whether a copy says no more than what is cited already, nor of somebody else."""
    is_copy = citation.article.id in {copy.id for copy in other.also_in}
    says_less = citation.speaker is None or (
        other.speaker is not None and citation.speaker.name == other.speaker.name
    )
    return is_copy and says_less and bool(align(citation.quote, other.quote))
