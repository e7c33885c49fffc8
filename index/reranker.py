"""Reading questions and passages together: a cross-encoder of somebody's own, where one is named.

None is bundled: the weighted signals of the retriever reach what is asked of them without.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.arrays import Vectors
from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Reranker(Protocol):
    """Judges how well passages answer a question."""

    def scores(self, question: str, passages: Sequence[str]) -> Vectors:
        """A score in 0 to 1 for each passage, in their order. Raises ModelError."""


class CrossEncoderReranker:
    """A Reranker over a sentence-transformers CrossEncoder: a folder, or a name in the cache.

    Loaded on first use; raises ModelError where it cannot be. Nothing is ever downloaded.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._model: CrossEncoder | None = None

    def scores(self, question: str, passages: Sequence[str]) -> Vectors:
        pairs = [(question, passage) for passage in passages]
        with self._lock:
            # Models differ in whether they give likelihoods or logits, so logits are asked for.
            logits = self._loaded().predict(
                pairs, activation_fn=lambda logits: logits, show_progress_bar=False
            )
        return np.asarray(1 / (1 + np.exp(-np.asarray(logits))), dtype=np.float32)

    def _loaded(self) -> CrossEncoder:
        if self._model is None:
            self._model = _load(self._name)
        return self._model


def _load(name: str) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    advice = (
        "Leave RERANKER_MODEL empty, or give the folder of a sentence-transformers "
        "CrossEncoder with one label; nothing is downloaded at run time."
    )
    try:
        model: CrossEncoder = CrossEncoder(name, device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The reranking model {name!r} cannot be loaded: {error}.", advice
        ) from error
    if model.num_labels != 1:
        raise ModelError(f"{name!r} gives {model.num_labels} scores for a pair, not one.", advice)
    return model
