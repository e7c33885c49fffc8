"""How much of a question's words a text speaks to, the telling words counting most."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
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
        self._words: dict[str, str] = {}
        for word, weight in rarity.items():
            stem = self._stem(word)
            self._words.setdefault(stem, word)
            self._weights[stem] = max(weight, self._weights.get(stem, 0.0))
        self.total = sum(self._weights.values())

    def coverage(self, *texts: str) -> float:
        """The share, 0 to 1, of the question's telling words that the texts hold together."""
        if not self.total:
            return 0.0
        return sum(self._weights[stem] for stem in self._held(texts)) / self.total

    def missing(self, *texts: str) -> list[str]:
        """The question's words that the texts do not hold, the most telling first."""
        absent = self._weights.keys() - self._held(texts)
        ranked = sorted(absent, key=lambda stem: (-self._weights[stem], stem))
        return [self._words[stem] for stem in ranked]

    def _held(self, texts: Iterable[str]) -> set[str]:
        words = {word for text in texts for word in _WORD.findall(text)}
        return self._weights.keys() & {self._stem(word) for word in words}

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
