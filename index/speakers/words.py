"""The words of a name as they are compared: without case, accents, possessives and articles."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

HONORIFICS: Final = frozenset("mr mrs ms miss dr sir dame lord lady prof professor".split())
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# Letters whose stroke is part of them, so that no decomposition takes it off.
_STROKES: Final = str.maketrans("łøđħŧ", "lodht")
_CONNECTIVES: Final = frozenset("the a an of for and".split())


@lru_cache(maxsize=100_000)
def name_words(name: str) -> tuple[str, ...]:
    """A name as compared: its words without case, accents, possessives and articles."""
    words = (word.removesuffix("'s").strip("'") for word in _WORD.findall(unaccented(name)))
    return tuple(word for word in words if word and word not in _CONNECTIVES)


def unaccented(text: str) -> str:
    """A text without case and accents, its apostrophes straight."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'").translate(_STROKES))
    return "".join(character for character in plain if not unicodedata.combining(character))
