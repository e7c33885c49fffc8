"""What is searched for: words, and when and where they should have been published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import exp
from typing import Final

FADING_DAYS: Final = 10.0
"""In so many days before a time frame, an article's timeliness falls to 1/e."""


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """The days from which articles are wanted, inclusive, and how much that counts, 0 to 1."""

    since: date | None
    until: date | None
    strength: float = 1.0

    def timeliness(self, published: date | None) -> float:
        """1 within the frame, fading before it; 0 after it, and for an unknown day.

        What comes shortly before may foretell, or report what went on already.
        """
        if published is None or (self.until is not None and published > self.until):
            return 0.0
        early = (self.since - published).days if self.since else 0
        return exp(-max(early, 0) / FADING_DAYS)


@dataclass(frozen=True, slots=True)
class Query:
    """Words to search for; with a frame, timely articles go first, with outlets only theirs.

    What will be compared in meaning with what is found, `topics`, is made ready meanwhile.
    """

    text: str
    frame: TimeFrame | None = None
    outlets: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
