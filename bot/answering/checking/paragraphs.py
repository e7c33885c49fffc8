"""A quotation that goes on over paragraphs, each of which begins with its mark anew.

Those marks are the printer's: nobody who quotes the whole has to repeat them.
"""

from __future__ import annotations

from typing import Final

from index.alignment import align
from index.library import Library
from index.sentences import sentence_spans
from index.statements.quotations import quotations
from index.types import Article, Span

_LONGEST: Final = 4000
_CANDIDATES: Final = 8


def over_paragraphs(library: Library, words: str) -> list[tuple[Article, Span]]:
    """Where the words stand exactly but for the marks at the beginning of paragraphs."""
    if len(words) > _LONGEST or len(sentence_spans(words)) < 2:
        return []
    passages = library.worded_like(words, limit=_CANDIDATES)
    articles = library.get_all(dict.fromkeys(passage.article_id for passage in passages))
    return [
        (article, span)
        for article in articles.values()
        for span in align(words, _continued(article.text))
    ]


def _continued(text: str) -> str:
    """The text with a space for each mark with which a quotation only goes on."""
    marks = {
        outer.start
        for quotation in quotations(text)
        for outer, inner in zip(quotation.outer[1:], quotation.spans[1:], strict=True)
        if outer.start < inner.start and "\n" in text[max(outer.start - 2, 0) : outer.start]
    }
    return "".join(" " if at in marks else character for at, character in enumerate(text))
