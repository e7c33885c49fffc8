"""Windows of words as the tensors that the network takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import torch
from torch import Tensor

from index.statements.tagger.words import Window, Words

FIRST, LAST, PADDING = 101, 102, 0
"""The model's word pieces that open a text, close it, and fill up a batch."""

_NO_SHAPE: Final = 0


class Batch(NamedTuple):
    """Windows side by side.

    `pieces`, `shapes` and `kept` have shape (windows, pieces); `kept` is false for
    padding. `first_pieces` says at which piece each word begins, shape (windows,
    words); `words` is false there for padding.
    """

    pieces: Tensor
    shapes: Tensor
    kept: Tensor
    first_pieces: Tensor
    words: Tensor


def batch_of(windows: Sequence[tuple[Words, Window]]) -> Batch:
    """The windows' words from `first` to `last`, each window between its two end pieces."""
    long = max(words.pieces_in(w.first, w.last) for words, w in windows) + 2
    most = max(w.last - w.first for _, w in windows)
    rows = len(windows)
    pieces = torch.full((rows, long), PADDING)
    shapes = torch.full((rows, long), _NO_SHAPE)
    kept = torch.zeros((rows, long), dtype=torch.bool)
    first_pieces = torch.zeros((rows, most), dtype=torch.long)
    in_words = torch.zeros((rows, most), dtype=torch.bool)
    for row, (words, window) in enumerate(windows):
        starts = torch.from_numpy(words.first_piece[window.first : window.last + 1])
        origin, count = int(starts[0]), int(starts[-1] - starts[0])
        kept[row, : count + 2] = True
        pieces[row, 0], pieces[row, count + 1] = FIRST, LAST
        pieces[row, 1 : count + 1] = torch.from_numpy(words.pieces[origin : origin + count])
        each = torch.from_numpy(words.shapes[window.first : window.last])
        shapes[row, 1 : count + 1] = each.repeat_interleave(starts.diff())
        first_pieces[row, : len(each)] = starts[:-1] - origin + 1
        in_words[row, : len(each)] = True
    return Batch(pieces, shapes, kept, first_pieces, in_words)


def by_word(scores: Tensor, batch: Batch) -> Tensor:
    """Scores of each word's first piece, shape (windows, words, tags)."""
    places = batch.first_pieces[:, :, None].expand(-1, -1, scores.shape[2])
    return scores.gather(1, places)
