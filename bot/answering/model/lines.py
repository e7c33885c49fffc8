"""What a model made of the lines of summaries, so that no line is put to it twice.

Kept in memory alone, as claims that are proved anew each time, so that nothing of an
article outlives its removal. Neither the day nor what else was added since counts: a
sentence stands by the article of its line.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from bot.answering.model.cache import Written

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


class WrittenLines:
    """What was written of each line, be it nothing; the least recently shown go first.

    Safe between threads.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Line, Written] = OrderedDict()

    def get(self, line: Line) -> Written | None:
        with self._lock:
            if line in self._kept:
                self._kept.move_to_end(line)
            return self._kept.get(line)

    def put(self, line: Line, written: Written) -> None:
        with self._lock:
            self._kept[line] = written
            self._kept.move_to_end(line)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
