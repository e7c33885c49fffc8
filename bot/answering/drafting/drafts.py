"""What an answer is drafted from: points that the verifier has still to prove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.answering.types import CitationKind
from index.types import Span


@dataclass(frozen=True, slots=True)
class Point:
    """Words proposed for showing, as a span of an article, with what they claim to be.

    `relevance`, 0 to 1, says how well they speak to the question. `speaker` only keeps
    different voices apart while drafting: the verifier takes the stored statement's.
    `passage_id` names the passage, and so the version of the text, that an excerpt is of.
    """

    article_id: str
    span: Span
    kind: CitationKind
    relevance: float
    statement_id: str | None = None
    speaker: str | None = None
    passage_id: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Points in the order of showing, and how sure the draft is that they answer.

    `support` is `plain` where they answer, `related` where they are only the closest, and
    `none` where nothing speaks to the question; `reason` says why for the last two.
    """

    support: Literal["plain", "related", "none"]
    points: tuple[Point, ...]
    confidence: float
    reason: str = ""
