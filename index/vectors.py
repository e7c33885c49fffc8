"""The only FAISS import: nearest passages by cosine, as a cache that is derived from the store.

Owns one index per library, brought up to date with the store before each search, and
its snapshots on disk. A snapshot that is stale is caught up; one that is missing,
damaged, of another model or from another database is built anew.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from index.arrays import Ids, Vectors
from index.errors import StorageError
from index.store.store import Store
from index.types import EmbeddingModel

if TYPE_CHECKING:
    import faiss

# Fewer passages than these are read from the database faster than a file is written.
SNAPSHOT_WORTH: Final = 2_000


class VectorIndex:
    """Vectors of one library by passage id; exact search over 16-bit floats."""

    def __init__(self, dimension: int) -> None:
        import faiss

        # On busy cores a second thread makes single queries slower.
        faiss.omp_set_num_threads(1)
        flat = faiss.IndexScalarQuantizer(
            dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        self._index = faiss.IndexIDMap2(flat)

    @classmethod
    def from_bytes(cls, data: bytes) -> VectorIndex:
        """Raises RuntimeError for bytes that FAISS did not write."""
        import faiss

        index = cls(1)
        index._index = cast(
            "faiss.IndexIDMap2", faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        )
        return index

    def to_bytes(self) -> bytes:
        import faiss

        return bytes(faiss.serialize_index(self._index))

    @property
    def ids(self) -> Ids:
        import faiss

        if self._index.ntotal == 0:
            return np.empty(0, dtype=np.int64)
        return faiss.vector_to_array(self._index.id_map).astype(np.int64)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        self._index.add_with_ids(vectors, ids)

    def remove(self, ids: Ids) -> None:
        import faiss

        self._index.remove_ids(faiss.IDSelectorBatch(ids))

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """The nearest passage ids with their cosines, best first."""
        if self._index.ntotal == 0:
            return []
        scores, ids = self._index.search(vector.reshape(1, -1), min(limit, self._index.ntotal))
        return [(int(id_), float(score)) for id_, score in zip(ids[0], scores[0], strict=True)]

    def cosines(self, vector: Vectors, ids: Ids) -> Vectors:
        """The cosine of each of these passages, 0 for one that is not here."""
        if len(ids) == 0:
            return np.zeros(0, dtype=np.float32)
        try:
            return np.asarray(self._index.reconstruct_batch(ids) @ vector)
        except RuntimeError:
            # One of them came after the index was last in step, so only now is it worth a look.
            held = np.isin(ids, self.ids)
            result = np.zeros(len(ids), dtype=np.float32)
            if held.any():
                result[held] = self._index.reconstruct_batch(ids[held]) @ vector
            return result


class LibraryVectors:
    """The index of one library, kept in step with the store; safe to share between threads."""

    def __init__(self, store: Store, library: int, model: EmbeddingModel, folder: Path) -> None:
        self._store = store
        self._library = library
        self._model = model
        self._path = folder / f"library-{library}.faiss"
        self._lock = threading.Lock()
        self._index: VectorIndex | None = None
        self._generation = -1

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        with self._lock:
            return self._current().search(vector, limit)

    def cosines(self, vector: Vectors, ids: Ids) -> Vectors:
        with self._lock:
            return self._current().cosines(vector, ids)

    def rebuild(self) -> None:
        """Forget the index and its snapshot, and build both from the store."""
        with self._lock:
            self._path.unlink(missing_ok=True)
            self._index = None
            self._generation = -1
            self._current()

    def difference(self) -> int:
        """How many passages the index lacks or holds too many; 0 when it is in step."""
        with self._lock:
            held = self._current().ids
        return len(np.setxor1d(held, self._store.embedded(self._library, self._model)))

    def _current(self) -> VectorIndex:
        generation = self._store.generation(self._library)
        if self._index is None or generation != self._generation:
            self._index = self._catch_up(self._index or self._read_snapshot())
            self._generation = generation
        return self._index

    def _catch_up(self, index: VectorIndex | None) -> VectorIndex:
        index = index or VectorIndex(self._model.dimension)
        held = index.ids
        stored = self._store.embedded(self._library, self._model)
        gone = np.setdiff1d(held, stored)
        new = np.setdiff1d(stored, held, assume_unique=True)
        if len(gone):
            index.remove(gone)
        for ids, vectors in self._store.vectors(self._library, new, self._model):
            index.add(ids, vectors)
        if len(new) + len(gone) >= SNAPSHOT_WORTH:
            self._write_snapshot(index)
        return index

    def _read_snapshot(self) -> VectorIndex | None:
        name = self._store.snapshot(self._library)
        try:
            header, _, body = self._path.read_bytes().partition(b"\n")
            facts: dict[str, Any] = json.loads(header)
            if name is None or facts != self._facts(name, body):
                return None
            return VectorIndex.from_bytes(body)
        except (OSError, ValueError, RuntimeError):
            return None

    def _write_snapshot(self, index: VectorIndex) -> None:
        name = secrets.token_hex(8)
        body = index.to_bytes()
        temporary = self._path.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as file:
                file.write(json.dumps(self._facts(name, body)).encode() + b"\n" + body)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._path)
            self._store.name_snapshot(self._library, name)
        except (OSError, StorageError):
            # Only a cache: without it the next start reads the vectors from the database.
            temporary.unlink(missing_ok=True)

    def _facts(self, name: str, body: bytes) -> dict[str, Any]:
        return {
            "snapshot": name,
            "model": self._model.fingerprint,
            "bytes": len(body),
            "crc32": zlib.crc32(body),
        }
