"""Names for the arrays that travel between the model, the database and the index."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (dimension,) or (texts, dimension); each row has length 1."""

Ids = NDArray[np.int64]
"""Passage ids, shape (n,)."""
