"""What reading statements costs beside embedding the same text, in time and in memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Final

import psutil

from index.chunking import passage_spans
from index.embedder import SentenceEmbedder
from index.statements.extractor import StatementExtractor
from index.statements.tagger.tagger import Tagger

AT_ONCE: Final = 16
"""Articles that take turns, so that a noisy machine slows both alike."""


def measure(texts: Sequence[str]) -> Iterator[str]:
    """Read and encode the same articles, in turns; lines for a person."""
    embedder = SentenceEmbedder()
    bare = embedder.transformer()
    bare.encode(["Warm up."] * 32, show_progress_bar=False)
    before = _megabytes()
    extractor = StatementExtractor(Tagger(embedder))
    extractor.extract(texts[:1])
    added = _megabytes() - before
    reading = encoding = 0.0
    for start in range(0, len(texts), AT_ONCE):
        some = texts[start : start + AT_ONCE]
        passages = [
            span.of(text) for text in some for span in passage_spans(text, embedder.word_pieces)
        ]
        began = perf_counter()
        bare.encode(passages, batch_size=32, show_progress_bar=False, normalize_embeddings=True)
        encoded = perf_counter()
        extractor.extract(some)
        reading += perf_counter() - encoded
        encoding += encoded - began
    yield f"reading: statements cost {reading / encoding:.2f} times a bare encode (at most 1.3)"
    yield f"reading: {added:.0f} MB are added to the process (at most 60)"


def _megabytes() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 1e6
