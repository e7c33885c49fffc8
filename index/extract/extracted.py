"""What every kind of source is read into."""

from __future__ import annotations

from dataclasses import dataclass

from index.types import Metadata


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article's text, and what its source says about it."""

    text: str
    metadata: Metadata
