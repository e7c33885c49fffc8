"""What a language model gives to be proved: claims, and the passages that it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.types import Span


@dataclass(frozen=True, slots=True)
class Support:
    """Words that a claim relies on, and the number of the passage said to hold them."""

    passage: int
    words: str


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """One sentence as the model wrote it; nothing of it is believed."""

    text: str
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class SentPassage:
    """A stretch of an article at one version, as it was sent to the model."""

    article_id: str
    version: int
    span: Span


Material = Mapping[int, SentPassage]
"""What was sent, by the numbers under which it was sent."""
