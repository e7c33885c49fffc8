"""Annotated articles as rows of words with tags, and their batches for one epoch."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch
from torch import Tensor

from index.statements.tagger.batches import Batch, batch_of
from index.statements.tagger.labels import LABELS, WordSpan, tags_of
from index.statements.tagger.words import LONGEST_WINDOW, Window, Words, read_words, windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BATCH_PIECES: Final = 4096
_SHORTEST_WINDOW: Final = 160
_MASK: Final = 103


@dataclass(frozen=True, slots=True)
class Example:
    """An article's words, and the tag of each, shape (words,)."""

    words: Words
    tags: Tensor


def read_examples(path: Path, tokenizer: Tokenizer) -> list[Example]:
    """The articles of a PolNeAR file: JSON lines with `text` and `attributions`, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [_example(json.loads(line), tokenizer) for line in lines]


def _example(row: dict[str, Any], tokenizer: Tokenizer) -> Example:
    words = read_words(row["text"], tokenizer)
    spans = [
        WordSpan(label, *_words_of(words, start, end))
        for attribution in row["attributions"]
        for label in LABELS
        for start, end in attribution[label]
    ]
    spans = [span for span in spans if span.first < span.last]
    return Example(words, torch.tensor(tags_of(spans, len(words)), dtype=torch.long))


def _words_of(words: Words, start: int, end: int) -> tuple[int, int]:
    first = np.searchsorted(words.ends, start, side="right")
    return int(first), int(np.searchsorted(words.starts, end, side="left"))


def epoch(
    examples: Sequence[Example], dice: random.Random, hidden: float
) -> Iterator[tuple[Batch, Tensor]]:
    """Batches of windows with the tags of their words, shape (windows, words), in random order.

    Windows are cut anew each time, and a share `hidden` of the words is masked, so that
    no epoch is quite like another.
    """
    cut = [
        (example, window)
        for example in examples
        if len(example.words)
        for window in windows(example.words, 0, dice.randint(_SHORTEST_WINDOW, LONGEST_WINDOW))
    ]
    dice.shuffle(cut)
    cut.sort(key=lambda pair: pair[0].words.pieces_in(pair[1].first, pair[1].last) // 16)
    batches = list(_full(cut))
    dice.shuffle(batches)
    for batch in batches:
        yield _tensors(batch, dice, hidden)


def _full(cut: Sequence[tuple[Example, Window]]) -> Iterator[list[tuple[Example, Window]]]:
    batch: list[tuple[Example, Window]] = []
    longest = 0
    for example, window in cut:
        longest = max(longest, example.words.pieces_in(window.first, window.last) + 2)
        if batch and longest * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append((example, window))
    if batch:
        yield batch


def _tensors(
    pairs: Sequence[tuple[Example, Window]], dice: random.Random, hidden: float
) -> tuple[Batch, Tensor]:
    batch = batch_of([(example.words, window) for example, window in pairs])
    tags = torch.zeros(batch.words.shape, dtype=torch.long)
    for row, (example, window) in enumerate(pairs):
        tags[row, : window.last - window.first] = example.tags[window.first : window.last]
    chance = torch.Generator().manual_seed(dice.getrandbits(48))
    drawn = (torch.rand(batch.words.shape, generator=chance) < hidden) & batch.words
    begins = torch.zeros(batch.pieces.shape, dtype=torch.long)
    begins.scatter_add_(1, batch.first_pieces, batch.words.long())
    word = (begins.cumsum(1) - 1).clamp(min=0)
    masked = drawn.gather(1, word) & (begins.cumsum(1) > 0) & batch.kept & (batch.pieces > _MASK)
    return batch._replace(pieces=batch.pieces.masked_fill(masked, _MASK)), tags
