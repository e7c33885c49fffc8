"""The evaluation data, which is never part of the project: where it is, and what it holds."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VARIABLE = "WHOSAID_DATA"
DEFAULT = Path(__file__).parents[2] / "shared" / "data"


class DataMissing(Exception):
    """The evaluation data is not where it was looked for; says how to name another place."""


def data_directory() -> Path:
    """The folder with the evaluation data; raises DataMissing."""
    directory = Path(os.environ.get(VARIABLE, DEFAULT))
    if not directory.is_dir():
        raise DataMissing(f"No evaluation data at {directory}; set {VARIABLE} to its folder.")
    return directory


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
