"""Where else the words of a quotation stand: the other outlets that ran the same report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.answering.types import Citation
from index.alignment import align
from index.library import Library
from index.types import Article


def with_copies(library: Library, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations, each once, with the copies of its article that have the same words.

    By how many outlets a report is run confirms nothing of it.
    """
    stories = library.stories(citation.article.id for citation in citations)
    ids = {id_: story.article_ids for id_, story in stories.items() if len(story.article_ids) > 1}
    articles = library.get_all(chain.from_iterable(ids.values()))
    kept: list[Citation] = []
    for citation in citations:
        others = (articles[id_] for id_ in ids.get(citation.article.id, ()) if id_ in articles)
        if not any(_repeats(citation, other) for other in kept):
            kept.append(replace(citation, also_in=tuple(_holding(citation, others))))
    return tuple(kept)


def _holding(citation: Citation, articles: Iterable[Article]) -> Iterator[Article]:
    """Those of the articles, beside its own, that have the quotation's words."""
    for article in articles:
        if article.id != citation.article.id and align(citation.quote, article.text):
            yield article


def _repeats(citation: Citation, other: Citation) -> bool:
    """Whether a copy says no more than what is cited already, nor of somebody else."""
    is_copy = citation.article.id in {copy.id for copy in other.also_in}
    says_less = citation.speaker is None or (
        other.speaker is not None and citation.speaker.name == other.speaker.name
    )
    return is_copy and says_less and bool(align(citation.quote, other.quote))
