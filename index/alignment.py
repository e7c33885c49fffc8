"""A quotation and an article: exactly where the words stand, or nothing.

Words are the same when they differ only in how they are typeset: the form of quotation
marks, dashes and ellipses, the width of spaces, letter case, and composed or decomposed
accents. A changed, missing or added word never aligns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from index.types import Span

_FOLDS: Final = {
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛‹›ʼ`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
_EDGES: Final = "\"'“”„‟«»‘’‚‛‹› \t\r\n\u00a0"


def align(quotation: str, text: str) -> list[Span]:
    """Every place where the quotation's words stand in the text, in order, without overlap."""
    needle, _ = _fold(unmarked(quotation))
    if not needle:
        return []
    haystack, places = _fold(text)
    return list(_matches(needle, haystack, places, text))


def folded(text: str) -> str:
    """The text as it is compared: texts that fold alike differ in their typesetting alone."""
    return _fold(text)[0].rstrip()


def unmarked(quotation: str) -> str:
    """The words of a quotation without the marks and spaces around them."""
    return quotation.strip(_EDGES)


def _matches(needle: str, haystack: str, places: list[int], text: str) -> Iterator[Span]:
    at = haystack.find(needle)
    while at >= 0:
        end = at + len(needle)
        span = Span(places[at], places[end - 1] + 1)
        if _whole_words(haystack, at, end):
            yield _with_marks(span, text)
            at = haystack.find(needle, end)
        else:
            at = haystack.find(needle, at + 1)


def _whole_words(folded: str, start: int, end: int) -> bool:
    """Whether no letter, digit or accent is cut off at either end."""
    after = folded[end : end + 1]
    if after and (unicodedata.combining(after) or (after.isalnum() and folded[end - 1].isalnum())):
        return False
    before = folded[start - 1 : start]
    return not (before.isalnum() and folded[start].isalnum())


def _with_marks(span: Span, text: str) -> Span:
    """Take in invisible joiners that belong to the last letter."""
    end = span.end
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return Span(span.start, end)


def _fold(text: str) -> tuple[str, list[int]]:
    """The text as compared, and for each of its characters the place that it came from."""
    folded: list[str] = []
    places: list[int] = []
    space = True
    for place, character in enumerate(text):
        if character.isspace():
            if not space:
                folded.append(" ")
                places.append(place)
            space = True
            continue
        for piece in _folded_character(character):
            folded.append(piece)
            places.append(place)
            space = False
    return "".join(folded), places


def _folded_character(character: str) -> str:
    if character in _FOLDS:
        return _FOLDS[character]
    return unicodedata.normalize("NFD", character).lower()
