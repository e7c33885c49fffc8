"""The values of gaps: what was asked in vain, and which answers were found bad.

Owns which questions are the same. Nothing here says who asked: whoever asked in private
isn't even counted among the people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Final, Literal

from index.exchanges import CitedWords

GapKind = Literal["not_found", "related", "disliked"]
"""Nothing was found; only what is near it; what was shown was found bad."""

GapOrder = Literal["most", "newest"]

_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Gap:
    """One question that the library did not answer well, however often it was asked.

    `times` and `people` count those who asked in vain or found the answer bad; `people` only
    those who asked for all to see. `disliked` are the thumbs that are down, `cited` what was
    shown, in the wording and with the outcome of the last time, which `last` is.
    """

    key: str
    question: str
    kind: GapKind
    times: int
    people: int
    disliked: int
    last: datetime
    reason: str | None
    cited: tuple[CitedWords, ...]


@dataclass(frozen=True, slots=True)
class GapPage:
    """A few gaps of all that there are."""

    gaps: tuple[Gap, ...]
    total: int


def question_key(question: str) -> str:
    """The same 16 characters for questions that differ in case, spaces and marks alone."""
    words = _BETWEEN_WORDS.sub(" ", question.casefold()).strip()
    return blake2b((words or question).encode(), digest_size=8).hexdigest()
