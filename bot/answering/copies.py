"""Where else the words of a quotation stand: the other outlets that ran the same report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from bot.answering.types import Citation
from index.alignment import align
from index.library import Library


def with_copies(library: Library, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations, each with the copies of its article that have its words, word for word.

    What is copied is said once, and by how many it is copied confirms nothing.
    """
    stories = library.stories(citation.article.id for citation in citations)
    ids = {id_: story.article_ids for id_, story in stories.items() if len(story.article_ids) > 1}
    articles = library.get_all(chain.from_iterable(ids.values()))
    return tuple(
        replace(
            citation,
            also_in=tuple(
                articles[id_]
                for id_ in ids.get(citation.article.id, ())
                if id_ != citation.article.id
                and id_ in articles
                and align(citation.quote, articles[id_].text)
            ),
        )
        for citation in citations
    )
