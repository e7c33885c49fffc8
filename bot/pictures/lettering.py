"""Foreign text in the letters that a font has, so that every picture is drawn without gaps."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container
from typing import Final

from anyascii import anyascii

_LONGEST: Final = 200
"""Characters of a name that are looked at; no picture has room for more."""

_NAMELESS: Final = "?"


def one_line(text: str) -> str:
    """The text on one line, without what would act on it instead of showing."""
    line = unicodedata.normalize("NFC", " ".join(text[:_LONGEST].split()))
    return "".join(each for each in line if unicodedata.category(each)[0] != "C")


def lettered(text: str, has: Container[int]) -> str:
    """The text on one line in the letters of a font, which are given by their code points.

    Letters that it lacks stand in Latin ones, as "新华社" becomes "XinHuaShe".
    """
    shown = "".join(_letter(each, has) for each in one_line(text))
    return " ".join(shown.split()) or _NAMELESS


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """The text where it fits, else as much of it as does with an ellipsis."""
    shown = text
    while not fits(shown) and text:
        text = text[:-1]
        shown = text.rstrip() + "…"
    return shown


def _letter(letter: str, has: Container[int]) -> str:
    if ord(letter) in has:
        return letter
    return "".join(each for each in anyascii(letter) if ord(each) in has)
