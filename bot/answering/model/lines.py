"""What a model made of the lines of summaries, so that no line is put to it twice.

Kept in memory alone, as claims that are proved anew each time, so that nothing of an
article outlives its removal. Neither the day nor what else was added since counts: a
sentence stands by the article of its line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.answering.model.cache import Written
from bot.answering.model.recent import Recent

MOST_KEPT: Final = 5000


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of an article's version, on a topic, for these prompts and this model."""

    library: str
    topic: str
    statement: str
    version: int
    prompts: str
    model: str


WrittenLines = Recent[Line, Written]
"""What was written of each line, be it nothing."""
