"""Whether a quotation's capitals say what its source's do: “US” is not “us”, nor “may” “May”.

As an editor has it: the first letter of a sentence or a quotation may have a capital or not, a
headline may be set like a sentence and a sentence like a headline, and whoever shouts or is
shouted has no small letters to keep. Every other capital belongs to its word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from index.alignment import visible

_WORD: Final = re.compile(r"[^\W_]+")
_BEGINS: Final = re.compile(r"(?:\A|[.!?…:\n“”„«»\"‘—–-])[\s“„«\"'‘(\[]*\Z")
_MARKS_BEFORE: Final = 6
_LONG: Final = 4
"""Letters from which on a word has a capital in every style of headlines."""
_FEWEST: Final = 3
"""Words that have to be set alike to be a headline, or shouted."""


@dataclass(frozen=True, slots=True)
class Capitals:
    """How a source and a quotation are set as a whole, by which their words are compared."""

    are_lost: bool
    are_raised: bool
    were_raised: bool

    @classmethod
    def of(cls, source: str, quotation: str, line: str) -> Capitals:
        """`line` is the whole one in which the words of the source stand."""
        return cls(
            are_lost=any(map(_is_shouted, (source, quotation, line))),
            are_raised=_is_headline(quotation),
            were_raised=_is_headline(line),
        )

    def are_kept(self, source: str, quoted: str, *, begins: bool) -> bool:
        """Whether a word is the same, capitals and all; `begins` says that a sentence does."""
        source, quoted = _letters(source), _letters(quoted)
        if source == quoted or self.are_lost:
            return True
        if source[1:] != quoted[1:]:
            return False
        is_raised = source[:1].islower()
        return begins or (self.are_raised if is_raised else self.were_raised)


def keep_capitals(source: str, quotation: str, line: str) -> bool:
    """Whether words that align have the same capitals, as far as they have to."""
    capitals = Capitals.of(source, quotation, line)
    pairs = zip(_words(source), _words(quotation), strict=False)
    return all(
        capitals.are_kept(ours, theirs, begins=one or other)
        for (ours, one), (theirs, other) in pairs
    )


def begins_sentence(text: str, at: int) -> bool:
    """Whether the word at a place of a text begins a sentence or a quotation."""
    return bool(_BEGINS.search(text, max(at - _MARKS_BEFORE, 0), at))


def _words(text: str) -> Iterator[tuple[str, bool]]:
    text = unicodedata.normalize("NFC", visible(text))
    for word in _WORD.finditer(text):
        yield word[0], begins_sentence(text, word.start())


def _is_shouted(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) >= _FEWEST and text == text.upper() and any(len(w) >= _LONG for w in words)


def _is_headline(text: str) -> bool:
    telling = [word for word in _WORD.findall(text) if len(word) >= _LONG]
    return len(telling) >= _FEWEST and all(word[0].isupper() for word in telling)


def _letters(word: str) -> str:
    composed = unicodedata.normalize("NFC", visible(word))
    return "".join(character for character in composed if character.isalnum())
