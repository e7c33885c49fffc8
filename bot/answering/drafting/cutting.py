"""Taking parts out of a question while what it quotes stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from index.languages import QUOTATION

_NOTHING: Final = "\0"


def outside_quotations(text: str) -> str:
    """The text with each quotation blotted out, every other character in its place."""
    return QUOTATION.sub(lambda quoted: _NOTHING * len(quoted[0]), text)


def cut(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The text without these places, which follow each other."""
    kept, end = [], 0
    for start, stop in places:
        kept.append(text[end:start])
        end = stop
    return " ".join(" ".join([*kept, text[end:]]).split())
