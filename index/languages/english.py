"""English: full text holds its words as they are and stems them by itself."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from index.languages.irregular import BASES
from index.languages.language import Language
from index.languages.snowball import Snowball

_STOP_WORDS: Final = frozenset(
    """
    a about above after again against all also am an and any are as asked at be because been
    before being below between both but by can could did do does doing down during each ever
    few for from further had has have having he her here hers him his how i if in into is it
    its just me more most my no nor not now of off on once only or other our out over own
    quoted said same say saying says she should so some such tell than that the their them
    then there these they this those through to too under until up us very was we were what
    when where which while who whom whose why will with would you your s t re ve ll d m
    actually really ever
    """.split()
)
_GERMAN_TOO: Final = frozenset("also am an d her hat in m so s t was will".split())
_STEM: Final = Snowball("english")
_MOST_REMEMBERED: Final = 50_000
"""Words whose stems are remembered: each question reads hundreds of sentences."""


@lru_cache(maxsize=_MOST_REMEMBERED)
def _stem(word: str) -> str:
    plain = _unaccented(word)
    return _STEM(BASES.get(plain, plain))


def _unaccented(word: str) -> str:
    if word.isascii():
        return word
    pieces = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in pieces if not unicodedata.combining(letter))


ENGLISH: Final = Language(
    "en", "English", _STOP_WORDS, _STOP_WORDS - _GERMAN_TOO, _stem, is_indexed_stemmed=False
)
