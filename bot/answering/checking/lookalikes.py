"""Letters of other alphabets that look like Latin ones: “Sоlt” with a Cyrillic о is not “Solt”."""

from __future__ import annotations

import re
from typing import Final

_ALIKE: Final = str.maketrans(
    # Cyrillic, then Greek, then letters of phonetic alphabets.
    "авеікмнорстухјѕԁһԛԝԍαβεικνορτυχωɑɡı",
    "abeikmhopctyxjsdhqwgabeikvoptuxwagi",
)
_LATIN: Final = re.compile(r"[a-z]", re.IGNORECASE)


def skeleton(word: str) -> str:
    """A word in lower case by the look of its letters; others are as they are."""
    return word.lower().translate(_ALIKE)


def plainly_written(text: str) -> str:
    """A text whose words of mixed alphabets are written in Latin letters."""
    return re.sub(r"\w+", lambda word: _in_latin(word[0]), text)


def _in_latin(word: str) -> str:
    return skeleton(word) if _LATIN.search(word) and not word.isascii() else word
