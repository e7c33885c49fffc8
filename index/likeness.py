"""Nearness in meaning of short texts to a query, remembering the texts' vectors."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

import numpy as np

from index.arrays import Vectors
from index.embedder import Embedder

REMEMBERED: Final = 5_000


class Likeness:
    """Cosines of texts to queries; the vectors last used are kept, about 8 MB of them."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lock = threading.Lock()
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()

    def cosines(self, query: str, texts: Sequence[str]) -> list[float]:
        """The cosine of each text to the query, in the order of the texts."""
        if not texts:
            return []
        known = self._known(texts)
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, self._embedder.passages(new), strict=True))
            self._remember(known)
        matrix = np.stack([known[text] for text in texts])
        return [float(cosine) for cosine in matrix @ self._embedder.question(query)]

    def _known(self, texts: Sequence[str]) -> dict[str, Vectors]:
        with self._lock:
            return {text: self._vectors[text] for text in texts if text in self._vectors}

    def _remember(self, vectors: dict[str, Vectors]) -> None:
        with self._lock:
            for text, vector in vectors.items():
                self._vectors[text] = vector
                self._vectors.move_to_end(text)
            while len(self._vectors) > REMEMBERED:
                self._vectors.popitem(last=False)
