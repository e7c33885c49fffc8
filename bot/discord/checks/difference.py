"""A quotation beside its source as Discord shows it: ~~left out~~ and **added**.

Long stretches that are the same are shortened, so that the changes stay in sight.
"""

from __future__ import annotations

from typing import Final

from bot.answering.checking.types import Difference, Operation
from bot.discord.escaping import escape, size

LEGEND: Final = "~~left out~~ · **added**"

_MARKS: Final[dict[Operation, str]] = {"equal": "", "delete": "~~", "insert": "**"}
_KEPT: Final = 8
"""Words of a long stretch that are kept beside a change."""


def difference_text(difference: Difference, limit: int) -> str:
    """The difference in at most `limit` characters; what does not fit ends in an ellipsis."""
    shown, room = "", limit - 1
    last = len(difference) - 1
    for at, (operation, text) in enumerate(difference):
        words = " ".join(text.split())
        if operation == "equal":
            words = _shortened(words, is_first=at == 0, is_last=at == last)
        part = _marked(operation, text, words)
        if shown.endswith("~~") and part.startswith("**") and words[:1].isalnum():
            part = f" {part}"
        if size(shown + part) > room:
            return f"{shown.rstrip()}…"
        shown += part
    return shown.strip()


def _marked(operation: Operation, text: str, words: str) -> str:
    """The words in their marks, with a space outside of them where the text has any."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and words else ""
    mark = _MARKS[operation] if words else ""
    return f"{before}{mark}{escape(words)}{mark}{after}"


def _shortened(words: str, *, is_first: bool, is_last: bool) -> str:
    parts = words.split(" ")
    if len(parts) <= 2 * _KEPT + 1:
        return words
    head = [] if is_first else parts[:_KEPT]
    tail = [] if is_last else parts[-_KEPT:]
    return " ".join([*head, "…", *tail])
