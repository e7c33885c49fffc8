"""What a language brings to finding: its words, their stems, and words that tell nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

# An apostrophe between Cyrillic letters is a letter: "п'ять" is one word.
_WORD: Final = re.compile(
    "[^\\W_]+(?:(?<=[\u0400-\u052f])['’ʼ](?=[\u0400-\u052f])[^\\W_]+)*", re.UNICODE
)

SHORT: Final = 4
"""Letters of a word that a model may spell out in few pieces though it does not know it."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language, by its ISO 639-1 code and its English name.

    `stem` takes a word in lower case. `telling` are stop words that no other language here
    has, by which a question in it is known. `is_indexed_stemmed` says that full text holds
    an article's stems instead of its words.
    """

    code: str
    name: str
    stop_words: frozenset[str]
    telling: frozenset[str]
    stem: Callable[[str], str]
    is_indexed_stemmed: bool = True

    @property
    def sample(self) -> str:
        """Common words that are long enough to tell whether a model knows the language."""
        return " ".join(sorted(word for word in self.stop_words if len(word) > SHORT))

    def stems(self, text: Iterable[str]) -> list[str]:
        """The stems of words, in their order."""
        return [self.stem(word.lower()) for word in text]

    def indexed(self, text: str) -> str:
        """A text as full text holds it."""
        return " ".join(self.stems(words(text))) if self.is_indexed_stemmed else text


def words(text: str) -> list[str]:
    """All words of a text in lower case, cut where the full-text tables cut them."""
    # Composed, as an accent of its own would cut a word here, and does not there.
    composed = unicodedata.normalize("NFC", text)
    return [word.lower() for word in _WORD.findall(composed)]
