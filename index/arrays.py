"""The arrays that travel between the model, the database and the index: names, stored form.

Spelled out, as reading `numpy.typing` would slow every start.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Vectors = np.ndarray[Any, np.dtype[np.float32]]
"""Shape (dimension,) or (texts, dimension); each row has length 1."""

Scores = np.ndarray[Any, np.dtype[np.float32]]
"""Numbers that are compared with each other; the shape is said where they are used."""

Ids = np.ndarray[Any, np.dtype[np.int64]]
"""Passage ids, shape (n,)."""


def to_bytes(vector: Vectors) -> bytes:
    """A vector as it is stored: float16, half the size for no loss that a search would see."""
    return vector.astype(np.float16).tobytes()


def from_bytes(stored: bytes) -> Vectors:
    """One or several stored vectors, end to end, as one row of numbers."""
    return np.frombuffer(stored, dtype=np.float16).astype(np.float32)
