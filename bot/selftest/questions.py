"""The values of a question set: what is asked, and what is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.answering.types import Question


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question and what a right answer to it holds."""

    question: Question
    expect: Literal["answered", "not_found"] = "answered"
    articles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    speaker: str | None = None
    evidence: str | None = None
    id: object = None
