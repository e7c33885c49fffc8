"""Articles to passages: whole sentences, about 128 word pieces at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from index.arrays import Ids
from index.sentences import sentence_spans
from index.types import Span

TARGET_PIECES: Final = 128

WordPieces = Callable[[str], Ids]


def passage_spans(text: str, word_pieces: WordPieces) -> list[Span]:
    """Split a text into passages that together cover every sentence exactly once.

    A passage holds as many whole sentences as fit TARGET_PIECES word pieces; a longer
    sentence is cut between words.
    """
    starts = word_pieces(text)
    sentences = [part for sentence in sentence_spans(text) for part in _cut(sentence, text, starts)]
    return list(_packed(sentences, starts))


def _packed(sentences: Sequence[Span], starts: Ids) -> Iterator[Span]:
    current: Span | None = None
    for sentence in sentences:
        joined = Span(current.start, sentence.end) if current else sentence
        if current and _pieces(joined, starts) > TARGET_PIECES:
            yield current
            joined = sentence
        current = joined
    if current:
        yield current


def _cut(sentence: Span, text: str, starts: Ids) -> Iterator[Span]:
    while _pieces(sentence, starts) > TARGET_PIECES:
        first = int(np.searchsorted(starts, sentence.start))
        limit = int(starts[first + TARGET_PIECES])
        space = max(
            text.rfind(" ", sentence.start + 1, limit), text.rfind("\t", sentence.start + 1, limit)
        )
        end = space if space > sentence.start else limit
        yield Span(sentence.start, end)
        start = end
        while start < sentence.end and text[start].isspace():
            start += 1
        if start >= sentence.end:
            return
        sentence = Span(start, sentence.end)
    yield sentence


def _pieces(span: Span, starts: Ids) -> int:
    first, last = np.searchsorted(starts, (span.start, span.end))
    return int(last - first)
