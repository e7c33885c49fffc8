"""A quotation and an article: exactly where the words stand, or nothing.

Words are the same when they differ only in how they are typeset: the form of quotation
marks, dashes and ellipses, the width of spaces, letter case, and composed or decomposed
accents. Whether “US” may stand for “us” is for those to say who compare the two. A changed,
missing or added word never aligns, nor does the beginning or end of a longer one: “we can” of
“we can’t”, “violent” of “non-violent”, “3” of “3,000”.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from index.types import Span

_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_FOLDS: Final = {
    **dict.fromkeys("“”„‟«»‘’‚‛‹›ʼ`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    **dict.fromkeys(_INVISIBLE, ""),
}
_DASH: Final = "—"
_SET_DASH: Final = re.compile(r"[—―]|--+|(?<=\s)[-‐‑‒–−](?=\s)")
"""A dash between words, closed or with spaces; without them the others may be hyphens."""
_HYPHENS: Final = frozenset("-‐‑−")
_APOSTROPHES: Final = frozenset("'’ʼ`´")
_IN_NUMBERS: Final = frozenset(".,:")
_KEPT_LENGTH: Final = 100_000
"""Characters of a text up to which it is remembered as it is compared."""

_EDGES: Final = "\"'“”„‟«»‘’‚‛‹› \t\r\n\u00a0"


def align(quotation: str, text: str, *, in_compounds: bool = False) -> list[Span]:
    """Every place where the quotation's words stand in the text, in order, without overlap.

    With `in_compounds` also where they are parts of longer words: “Maro” in “Maro’s”.
    """
    needle, _ = _fold(unmarked(quotation))
    if not needle:
        return []
    haystack, places = _fold_kept(text) if len(text) <= _KEPT_LENGTH else _fold(text)
    found = _matches(needle, haystack, places, text)
    return [span for span in found if in_compounds or not _cuts_a_word(span, text)]


def folded(text: str) -> str:
    """The text as it is compared: texts that fold alike differ in their typesetting alone."""
    return _fold(text)[0].rstrip()


def visible(text: str) -> str:
    """The text without soft hyphens and joiners, which may stand anywhere within a word."""
    return text.translate(dict.fromkeys(map(ord, _INVISIBLE)))


def unmarked(quotation: str) -> str:
    """The words of a quotation without the marks and spaces around them."""
    return quotation.strip(_EDGES)


def _matches(needle: str, haystack: str, places: Sequence[int], text: str) -> Iterator[Span]:
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


def _cuts_a_word(span: Span, text: str) -> bool:
    """Whether a word goes on over a mark inside of it: “non|-violent”, “can|’t”, “3|,000”, “-|5”.

    An apostrophe before the words is an elision’s, which ends a word: “l’|eau”.
    """
    start, end = span.start, span.end
    before, mark, first = text[max(start - 2, 0) : start - 1], text[start - 1 : start], text[start]
    if mark in _HYPHENS and (first.isdigit() or (before.isalnum() and first.isalnum())):
        return True
    if mark in _IN_NUMBERS and before.isdigit() and first.isdigit():
        return True
    last, mark, after = text[end - 1], text[end : end + 1], text[end + 1 : end + 2]
    if mark in _HYPHENS or mark in _APOSTROPHES:
        return last.isalnum() and after.isalnum()
    return mark in _IN_NUMBERS and last.isdigit() and after.isdigit()


def _with_marks(span: Span, text: str) -> Span:
    """Take in invisible joiners that belong to the last letter."""
    end = span.end
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return Span(span.start, end)


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """The text as compared, and for each of its characters the place that it came from."""
    folded: list[str] = []
    places = array("I")
    at = 0
    for dash in _SET_DASH.finditer(text):
        _fold_between(text, at, dash.start(), folded, places)
        if folded and folded[-1] == " ":
            folded.pop()
            places.pop()
        folded.append(_DASH)
        places.append(dash.start())
        at = dash.end()
    _fold_between(text, at, len(text), folded, places)
    return "".join(folded), places


def _fold_between(text: str, at: int, end: int, folded: list[str], places: array[int]) -> None:
    """The same for a stretch without a dash."""
    space = not folded or folded[-1] == _DASH
    for place in range(at, end):
        character = text[place]
        if character.isspace():
            if not space:
                folded.append(" ")
                places.append(place)
            space = True
            continue
        for piece in _folded_character(character):
            is_straight = piece == '"' and not (folded and folded[-1].isdigit())
            folded.append("'" if is_straight else piece)  # behind a digit it is of inches
            places.append(place)
            space = False


@lru_cache(maxsize=64)
def _fold_kept(text: str) -> tuple[str, Sequence[int]]:
    """The same, remembered: a quotation is looked for part by part in the same articles."""
    return _fold(text)


@lru_cache(maxsize=10_000)
def _folded_character(character: str) -> str:
    if character in _FOLDS:
        return _FOLDS[character]
    return unicodedata.normalize("NFD", character).lower()
