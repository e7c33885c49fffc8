"""The evaluation data, which is never part of the project: where it is, and what it holds."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VARIABLE = "WHOSAID_DATA"


def data_directory() -> Path:
    """The folder with the evaluation data; ends the process with a line where there is none."""
    named = os.environ.get(VARIABLE)
    if named is None or not Path(named).is_dir():
        raise SystemExit(f"Set {VARIABLE} to the folder of the evaluation data (now: {named}).")
    return Path(named)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
