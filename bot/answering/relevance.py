"""How much of a question's words a text speaks to, the telling words counting most."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from Stemmer import Stemmer

_WORD: Final = re.compile(r"[^\W_]+")


class Relevance:
    """Compares texts with one question's words, weighted by how rare each is in the library.

    `rarity` maps words to their inverse document frequency, as `Library.rarity` gives it.
    """

    def __init__(self, rarity: Mapping[str, float]) -> None:
        self._stemmer = Stemmer("english")
        self._stems: dict[str, str] = {}
        self._weights: dict[str, float] = {}
        for word, weight in rarity.items():
            stem = self._stem(word)
            self._weights[stem] = max(weight, self._weights.get(stem, 0.0))
        self.total = sum(self._weights.values())

    def coverage(self, *texts: str) -> float:
        """The share, 0 to 1, of the question's telling words that the texts hold together."""
        if not self.total:
            return 0.0
        words = {word for text in texts for word in _WORD.findall(text)}
        stems = {self._stem(word) for word in words}
        return sum(self._weights[stem] for stem in self._weights.keys() & stems) / self.total

    def _stem(self, word: str) -> str:
        stem = self._stems.get(word)
        if stem is None:
            stem = self._stems[word] = str(self._stemmer.stemWord(_plain(word)))
        return stem


def _plain(word: str) -> str:
    """The word without case and accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    pieces = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in pieces if not unicodedata.combining(letter))
