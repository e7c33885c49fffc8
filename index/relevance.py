"""How much of a question's words a text speaks to, the telling words counting most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.languages import ENGLISH, Language, language, words


class Relevance:
    """Compares texts with one question's words, weighted by how rare each is in the library.

    `rarity` maps words to their inverse document frequency, as `Library.rarity` gives it.
    """

    def __init__(self, rarity: Mapping[str, float]) -> None:
        self._rarity = rarity
        self._by_language: dict[str, _Stemmed] = {}
        self.total = sum(rarity.values())
        self.words = len(rarity)

    def coverage(self, *texts: str, spoken: str = ENGLISH.code) -> float:
        """The share, 0 to 1, of the question's telling words that the texts hold together.

        Words are the same that have the same stem in the language `spoken` in the texts.
        """
        if not self.total:
            return 0.0
        return self._stemmed(spoken).coverage(texts)

    def likeness(self, *texts: str, spoken: str = ENGLISH.code) -> float:
        """How much of what the question or the texts say both say, 0 to 1.

        Jaccard's index of their words, weighted: a word that is not the question's counts as
        much as one of the question's does on average.
        """
        if not self.total:
            return 0.0
        return self._stemmed(spoken).likeness(texts)

    def missing(self, *texts: str, spoken: str = ENGLISH.code) -> list[str]:
        """The question's words that the texts do not hold, the most telling first."""
        return self._stemmed(spoken).missing(texts)

    def _stemmed(self, spoken: str) -> _Stemmed:
        if spoken not in self._by_language:
            self._by_language[spoken] = _Stemmed(self._rarity, language(spoken))
        return self._by_language[spoken]


class _Stemmed:
    """A question's words by their stems in one language."""

    def __init__(self, rarity: Mapping[str, float], of: Language) -> None:
        self._language = of
        self._weights: dict[str, float] = {}
        self._words: dict[str, str] = {}
        self._read: dict[str, set[str]] = {}
        for word, weight in rarity.items():
            stem = of.stem(word.lower())
            self._words.setdefault(stem, word)
            self._weights[stem] = max(weight, self._weights.get(stem, 0.0))
        self._total = sum(self._weights.values())

    def coverage(self, texts: Iterable[str]) -> float:
        return sum(self._weights[stem] for stem in self._held(texts)) / self._total

    def likeness(self, texts: Iterable[str]) -> float:
        said = {
            self._language.stem(word)
            for text in texts
            for word in words(text)
            if word not in self._language.stop_words
        }
        shared = sum(self._weights[stem] for stem in self._weights.keys() & said)
        others = len(said - self._weights.keys()) * self._total / len(self._weights)
        return shared / (self._total + others)

    def missing(self, texts: Iterable[str]) -> list[str]:
        absent = self._weights.keys() - self._held(texts)
        ranked = sorted(absent, key=lambda stem: (-self._weights[stem], stem))
        return [self._words[stem] for stem in ranked]

    def _held(self, texts: Iterable[str]) -> set[str]:
        return set().union(*map(self._held_by, texts))

    def _held_by(self, text: str) -> set[str]:
        # The same sentence is read alone and beside its neighbours.
        held = self._read.get(text)
        if held is None:
            stems = set(map(self._language.stem, words(text)))
            held = self._read[text] = self._weights.keys() & stems
        return held
