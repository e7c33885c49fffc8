"""Whatever a text holds, nothing in it acts on a terminal, on Discord or on the words around it."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable

import pytest

from bot.discord.escaping import escape, escape_line, unescape
from bot.terminal import harmless

_DIRECTING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_SPACES = "\n\t"
ACTING = [
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.bidirectional(character) in _DIRECTING
    or (unicodedata.category(character) in ("Cc", "Cs") and character not in _SPACES)
]


def test_there_are_controls_and_directions_among_them() -> None:
    assert {"\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\u2069", "\ud800"} <= set(ACTING)


@pytest.mark.parametrize("show", [escape, lambda text: escape_line(text, 4_000), harmless])
def test_none_is_shown_as_itself(show: Callable[[str], str]) -> None:
    for character in ACTING:
        shown = show(f"left{character}right")
        assert character not in shown
        assert shown.startswith("left")
        assert shown.endswith("right")


def test_discord_says_which_it_was() -> None:
    assert escape("left\u202eright") == "left<U+202E>right"
    assert unescape(escape("".join(ACTING))) == "".join(ACTING)


def test_a_letter_mark_is_shown_by_its_code_too() -> None:
    assert "\u061c" not in escape("a\u061cb")
    assert "\u061c" not in harmless("a\u061cb")
