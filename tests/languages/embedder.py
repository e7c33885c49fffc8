"""An embedder that reads four languages: words of one concept are one word to it."""

from __future__ import annotations

import re
from typing import Final

from index.arrays import Vectors
from index.languages import LANGUAGES, words
from tests.fakes import WordEmbedder

_CONCEPTS: Final = """
    grain зерно зерно Getreide
    ferry паром пором Fähre
    bridge мост міст Brücke
    dam плотина гребля Damm
    gas газ газ Gas
    water вода вода Wasser
    fog туман туман Nebel
    fell упал впав stürzte
    river река ріка Fluss
    rain дождь дощ Regen
    pensions пенсии пенсії Renten
    sacks мешки мішки Säcke
"""
_CODES: Final = ("en", "ru", "uk", "de")


class ConceptEmbedder(WordEmbedder):
    """Stands in for a multilingual model, which no test can download."""

    def __init__(self) -> None:
        super().__init__("concepts", 512)
        self._concepts = {
            (code, LANGUAGES[code].stem(word.lower())): row.split()[0]
            for row in _CONCEPTS.strip().splitlines()
            for code, word in zip(_CODES, row.split(), strict=True)
        }
        self._small = frozenset().union(*(one.stop_words for one in LANGUAGES.values()))

    def _vector(self, text: str) -> Vectors:
        telling = (word for word in words(text) if word not in self._small)
        return super()._vector(re.sub(r"\s+", " ", " ".join(map(self._concept, telling))))

    def _concept(self, word: str) -> str:
        keys = ((code, LANGUAGES[code].stem(word)) for code in _CODES)
        return next((self._concepts[key] for key in keys if key in self._concepts), word)
