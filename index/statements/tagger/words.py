"""A text as the tagger reads it: words, their word pieces, and their shapes.

The embedding model knows no capitals and no quotation marks' pairs, and both tell who
speaks: each word therefore has a shape, made of its capitals, whether it stands inside
quotation marks, and whether it begins a sentence or a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from index.arrays import Ids
from index.sentences import LINE_BREAKS, sentence_spans
from index.statements.quotations import MARKS, quotations
from index.types import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST_WINDOW: Final = 254
"""Word pieces of a window, without the two that mark its ends."""

_CASES: Final = 8
_QUOTED: Final = 3
_PLACES: Final = 3
_OPENS_PARAGRAPH: Final = 2
SHAPES: Final = _CASES * _QUOTED * _PLACES

_QUOTATION_MARKS: Final = frozenset(MARKS)


class Window(NamedTuple):
    """Words `first` to `last`, end-exclusive, that are read together."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, n of them in p word pieces.

    `starts` and `ends` are offsets in code points, shape (n,); `pieces` are the ids of
    all word pieces, shape (p,); `first_piece` is where each word's pieces begin, and
    where the last word's end, shape (n + 1,); `shapes` are numbers below SHAPES, shape
    (n,); `sentences` are the numbers of the words that begin a sentence, ascending.
    """

    starts: Ids
    ends: Ids
    pieces: Ids
    first_piece: Ids
    shapes: Ids
    sentences: Ids

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """Words `first` to `last`, end-exclusive, as a span of the text."""
        return Span(int(self.starts[first]), int(self.ends[last - 1]))

    def opens_paragraph(self) -> Ids:
        """The numbers of the words that begin a paragraph, ascending."""
        return np.flatnonzero(self.shapes % _PLACES == _OPENS_PARAGRAPH)

    def pieces_in(self, first: int, last: int) -> int:
        return int(self.first_piece[last] - self.first_piece[first])


def read_words(text: str, tokenizer: Tokenizer) -> Words:
    """Read `text`. The tokenizer must neither cut nor pad."""
    [encoding] = tokenizer.encode_batch([text], add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    numbers = np.array(encoding.word_ids, dtype=np.int64)
    changes = np.flatnonzero(np.diff(numbers, prepend=-1))
    first_piece = np.append(changes, len(numbers))
    starts = offsets[first_piece[:-1], 0]
    ends = offsets[first_piece[1:] - 1, 1]
    spans = sentence_spans(text)
    sentences = np.unique(np.searchsorted(starts, [span.start for span in spans]))
    sentences = sentences[sentences < len(starts)]
    return Words(
        starts=starts,
        ends=ends,
        pieces=np.array(encoding.ids, dtype=np.int64),
        first_piece=first_piece,
        shapes=_shapes(text, starts, ends, sentences),
        sentences=sentences,
    )


def windows(words: Words, overlap: int, longest: int = LONGEST_WINDOW) -> list[Window]:
    """Windows of whole sentences over all words; neighbours share up to `overlap` pieces."""
    edges = _edges(words, longest)
    found: list[Window] = []
    at = 0
    while at < len(edges) - 1:
        end = at + 1
        while end < len(edges) - 1 and words.pieces_in(edges[at], edges[end + 1]) <= longest:
            end += 1
        found.append(Window(edges[at], edges[end]))
        if end == len(edges) - 1:
            break
        following = end
        while following - 1 > at and words.pieces_in(edges[following - 1], edges[end]) <= overlap:
            following -= 1
        at = following
    return found


def _edges(words: Words, longest: int) -> list[int]:
    """Where sentences begin, and where those too long for a window are cut; then the end."""
    edges: list[int] = []
    bounds = [*map(int, words.sentences), len(words)]
    if bounds[0] != 0:
        bounds.insert(0, 0)
    for first, last in pairwise(bounds):
        edges.append(first)
        while words.pieces_in(edges[-1], last) > longest:
            limit = words.first_piece[edges[-1]] + longest
            cut = int(np.searchsorted(words.first_piece, limit, side="right")) - 1
            edges.append(max(cut, edges[-1] + 1))
    return [*edges, len(words)]


def _shapes(text: str, starts: Ids, ends: Ids, sentences: Ids) -> Ids:
    cases = np.fromiter(
        (_case(text[a:b]) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)),
        dtype=np.int64,
        count=len(starts),
    )
    quoted = np.zeros(len(starts), dtype=np.int64)
    for quotation in quotations(text):
        if quotation.level == 0:
            for part in quotation.outer:
                first, last = np.searchsorted(starts, (part.start, part.end))
                quoted[first:last] = 1 if quotation.closed else 2
    places = np.zeros(len(starts), dtype=np.int64)
    places[sentences] = 1
    places[_paragraph_openings(text, starts, ends, sentences.tolist())] = _OPENS_PARAGRAPH
    return (cases * _QUOTED + quoted) * _PLACES + places


def _paragraph_openings(text: str, starts: Ids, ends: Ids, sentences: Iterable[int]) -> list[int]:
    return [
        word
        for word in sentences
        if word == 0 or not LINE_BREAKS.isdisjoint(text[ends[word - 1] : starts[word]])
    ]


def _case(word: str) -> int:
    if word.islower():
        return 0
    if word[:1].isupper():
        return 1 if len(word) == 1 or word[1:].islower() else 2 if word.isupper() else 3
    if word[:1].isdigit():
        return 4
    if word in _QUOTATION_MARKS:
        return 5
    return 6 if word[:1].isalpha() else 7
