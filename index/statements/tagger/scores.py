"""Runs the network over texts: windows of many texts side by side, shortest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Final

import numpy as np
import torch

from index.arrays import Scores
from index.statements.tagger.batches import batch_of, by_word
from index.statements.tagger.labels import TAGS
from index.statements.tagger.network import TagNetwork
from index.statements.tagger.words import Window, Words, windows

BATCH: Final = 8
OVERLAP: Final = 64


def scores_of(
    network: TagNetwork,
    read: Sequence[Words],
    turn: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> list[Scores]:
    """Scores of the words of each text, shape (words, TAGS); `turn` is held for each batch.

    A word that several windows share has the mean of its scores there, in which a window
    counts the more the deeper the word stands in it.
    """
    scores = [np.zeros((len(words), TAGS), dtype=np.float32) for words in read]
    weights = [np.zeros((len(words), 1), dtype=np.float32) for words in read]
    cut = [(at, window) for at, words in enumerate(read) for window in windows(words, OVERLAP)]
    cut.sort(key=lambda pair: _length(read[pair[0]], pair[1]))
    for start in range(0, len(cut), BATCH):
        part = cut[start : start + BATCH]
        with turn(), torch.inference_mode():
            batch = batch_of([(read[at], window) for at, window in part])
            pieces = network(batch.pieces, batch.shapes, batch.kept).float()
        found = by_word(pieces, batch).numpy()
        for row, (at, window) in enumerate(part):
            depth = _depth(window.last - window.first)
            scores[at][window.first : window.last] += depth * found[row, : len(depth)]
            weights[at][window.first : window.last] += depth
    return [total / weight for total, weight in zip(scores, weights, strict=True)]


def _depth(words: int) -> Scores:
    """How far each word of a window is from its nearer edge, from 1, shape (words, 1)."""
    places = np.arange(words, dtype=np.float32)[:, None]
    return np.minimum(places + 1, words - places)


def _length(words: Words, window: Window) -> int:
    return words.pieces_in(window.first, window.last)
