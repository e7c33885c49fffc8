"""From a text to its tagged spans: owns the loaded network."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from index.arrays import Scores
from index.statements.tagger.decoding import best_tags, likelihoods
from index.statements.tagger.files import published_fingerprint
from index.statements.tagger.labels import (
    INSIDE,
    NEVER,
    Label,
    impossible_starts,
    impossible_steps,
    spans_of,
)
from index.statements.tagger.words import Words, read_words
from index.types import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import BertModel

    from index.statements.tagger.network import TagNetwork


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Words that are a source, a cue or content, and how likely that is, 0 to 1."""

    label: Label
    span: Span
    likelihood: float


class Base(Protocol):
    """What the tagger shares with the embedding model's owner."""

    def bundled(self) -> tuple[BertModel, Tokenizer]:
        """The bundled model, whose word embeddings the network stands on; raises ModelError."""

    def turn(self) -> AbstractContextManager[None]:
        """Held for each batch, so that questions are never kept waiting for long."""


class Tagger:
    """Tags texts; the network is loaded when first needed, and threads may share it."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._loading = threading.Lock()
        self._loaded: tuple[Tokenizer, TagNetwork] | None = None

    def fingerprint(self) -> str:
        """The SHA-256 of the weights; raises ModelError where there are none."""
        return published_fingerprint()

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """The spans of each text, in order, none of which overlap; raises ModelError."""
        from index.statements.tagger.scores import scores_of

        tokenizer, network = self._load()
        read = [read_words(text, tokenizer) for text in texts]
        steps = network.steps.detach().float().numpy() + impossible_steps()
        starts = network.starts.detach().float().numpy() + impossible_starts()
        scores = scores_of(network, read, self._base.turn)
        return [
            list(_tagged(words, each, starts, steps))
            for words, each in zip(read, scores, strict=True)
        ]

    def _load(self) -> tuple[Tokenizer, TagNetwork]:
        from index.statements.tagger import weights

        with self._loading:
            if self._loaded is None:
                model, tokenizer = self._base.bundled()
                network = weights.load(model, kind=weights.fast_type())
                self._loaded = (tokenizer, network)
            return self._loaded


def _tagged(words: Words, scores: Scores, starts: Scores, steps: Scores) -> Iterator[TaggedSpan]:
    if not len(words):
        return
    # Speech ends with its paragraph, in all of what the network has learned from.
    scores[words.opens_paragraph()[:, None], INSIDE] = NEVER
    tags = best_tags(scores, starts, steps)
    sure = likelihoods(scores, tags)
    for found in spans_of(tags.tolist()):
        inner = sure[found.first : found.last]
        span = words.span(found.first, found.last)
        yield TaggedSpan(found.label, span, round(float(inner.mean()), 3))
