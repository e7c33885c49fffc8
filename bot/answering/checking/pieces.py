"""A quotation whose parts are exact, but do not follow each other in the source.

Its parts are what an ellipsis sets apart, or its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.answering.checking.types import Change
from index.alignment import align
from index.languages import words
from index.library import Library
from index.sentences import sentence_spans
from index.types import Article, Span

MOST_PIECES: Final = 8
LONGEST_SKIP: Final = 1000
"""Characters that an ellipsis may stand for, to be shown as what it leaves out."""
LONGEST_BETWEEN: Final = 150
"""Characters between two sentences, for them to be shown with what stands between."""

Place = tuple[Article, Span]

_FEWEST_WORDS: Final = 3
_ELLIPSIS: Final = re.compile(r"\s*[\[(]?(?:…|\.{3,4}|\. \. \.)[\])]?\s*")
_EDGES: Final = " \t\n,;:.“”„«»\"'’‘"


@dataclass(frozen=True, slots=True)
class Pieces:
    """Where the parts stand: each for itself, and the stretch that holds them all, if any does.

    `change` says what a reader has to know of it.
    """

    apart: tuple[Place, ...]
    together: Place | None
    change: Change


def pieces_of(library: Library, quotation: str) -> Pieces | None:
    """The places of a quotation's parts; None where it has one part, or one is not exact."""
    parted = [part for part in _ELLIPSIS.split(quotation) if words(part)]
    if 1 < len(parted) <= MOST_PIECES:
        return _placed(library, parted, LONGEST_SKIP)
    sentences = [span.of(quotation).strip(_EDGES) for span in sentence_spans(quotation)]
    told = [each for each in sentences if words(each)]
    if 1 < len(told) <= MOST_PIECES and any(len(words(each)) >= _FEWEST_WORDS for each in told):
        return _placed(library, told, LONGEST_BETWEEN)
    return None


def _placed(library: Library, parts: Sequence[str], farthest: int) -> Pieces | None:
    """In one article, in their order and near each other; else each where it is.

    None where no word stands between them: then they are in one piece.
    """
    run = _run(library, parts, farthest)
    if run is None:
        apart = _scattered(library, parts)
        return Pieces(apart, None, Change("joined", "", "")) if apart else None
    article, spans = run
    between = [article.text[one.end : other.start] for one, other in pairwise(spans)]
    if not any(words(each) for each in between):
        return None
    skipped = " … ".join(" ".join(each.split()) for each in between if words(each))
    is_skipping = farthest == LONGEST_SKIP
    change = Change("skipped", skipped, "…") if is_skipping else Change("joined", "", "")
    together = article, Span(spans[0].start, spans[-1].end)
    return Pieces(tuple((article, span) for span in spans), together, change)


def _scattered(library: Library, parts: Sequence[str]) -> tuple[Place, ...]:
    """Each part where it stands first, all of them in one article if any has them all."""
    if any(len(words(part)) < _FEWEST_WORDS for part in parts):
        return ()
    found = [library.find_quote(part) for part in parts]
    if not all(found):
        return ()
    common = set.intersection(*({article.id for article, _ in places} for places in found))
    return tuple(
        next((each for each in places if each[0].id in common), places[0]) for places in found
    )


def _run(
    library: Library, parts: Sequence[str], farthest: int
) -> tuple[Article, list[Span]] | None:
    """An article that has all parts in their order, each at most so far behind the last."""
    longest = max(parts, key=len)
    for article in {article.id: article for article, _ in library.find_quote(longest)}.values():
        firsts, *others = (align(part, article.text) for part in parts)
        for first in firsts:
            spans = [first]
            for places in others:
                following = next((s for s in places if s.start >= spans[-1].end), None)
                if following is None or following.start - spans[-1].end > farthest:
                    break
                spans.append(following)
            if len(spans) == len(parts):
                return article, spans
    return None
