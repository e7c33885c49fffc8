"""The only import of PyStemmer: Snowball's stems, for any thread."""

from __future__ import annotations

import threading

from Stemmer import Stemmer


class Snowball:
    """Stems words in lower case by one of Snowball's algorithms."""

    def __init__(self, algorithm: str) -> None:
        self._algorithm = algorithm
        # A stemmer remembers words and is not to be shared.
        self._own = threading.local()

    def __call__(self, word: str) -> str:
        stemmer = getattr(self._own, "stemmer", None)
        if stemmer is None:
            stemmer = self._own.stemmer = Stemmer(self._algorithm)
        return str(stemmer.stemWord(word))
