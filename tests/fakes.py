"""Stand-ins for speed where meaning does not matter."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache

import numpy as np
from tokenizers import Tokenizer
from transformers import BertModel

from index.arrays import Ids, Vectors
from index.embedder import SentenceEmbedder
from index.types import EmbeddingModel, Span

_WORD = re.compile(r"\w+|[^\w\s]")


@lru_cache(maxsize=1)
def _bundled() -> tuple[BertModel, Tokenizer]:
    return SentenceEmbedder().bundled()


class WordEmbedder:
    """An Embedder whose vectors are hashed bags of words: shared words make texts alike."""

    def __init__(self, name: str = "words", dimension: int = 64) -> None:
        self._model = EmbeddingModel(name, f"{name}-{dimension}", dimension)
        self.embedded: list[str] = []

    def model(self) -> EmbeddingModel:
        return self._model

    def question(self, text: str) -> Vectors:
        return self._vector(text)

    def prepare(self, texts: Sequence[str]) -> None:
        """Nothing is gained by it here."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(
            len(texts), self._model.dimension
        )

    def passages_with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[Span]]
    ) -> tuple[Vectors, list[Vectors]]:
        of_parts = [
            np.array([self._vector(span.of(text)) for span in spans], dtype=np.float32).reshape(
                len(spans), self._model.dimension
            )
            for text, spans in zip(texts, parts, strict=True)
        ]
        return self.passages(texts), of_parts

    def turn(self) -> AbstractContextManager[None]:
        return nullcontext()

    def bundled(self) -> tuple[BertModel, Tokenizer]:
        return _bundled()

    def word_pieces(self, text: str) -> Ids:
        return np.array([match.start() for match in _WORD.finditer(text)], dtype=np.int64)

    def _vector(self, text: str) -> Vectors:
        vector = np.full(self._model.dimension, 1e-3, dtype=np.float32)
        for word in _WORD.findall(text.lower()):
            vector[zlib.crc32((self._model.name + word).encode()) % self._model.dimension] += 1
        return vector / np.float32(np.linalg.norm(vector))
