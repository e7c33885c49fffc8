"""What turns a sentence into another that looks nearly the same, counted for comparing.

Denials and conditions must be the same on both sides; a direction, an amount or a reason
that a claim names must be named by its words, too: whoever lays two things next to each
other may not say by himself that one is because of the other, or against it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from bot.answering.questions.turns import denials, is_denying
from index.languages import ENGLISH

_CONDITIONS: Final = (
    "if unless whether perhaps maybe probably possibly allegedly reportedly apparently likely "
    "unlikely almost nearly only should must may can"
)
_DIRECTIONS: Final = """
    all every each both some many most few several half always often sometimes rarely
    more less fewer higher lower better worse least too enough
    up down over under above below before after until since by against between
    first last former again other same
    rise fall increase decrease grow shrink gain lose win support oppose accept
    agree disagree approve open close begin end start stop keep raise cut allow ban forbid
    innocent guilty true false right wrong legal illegal safe unsafe strong weak
"""
_JOINING: Final = "because so but though although while whereas however meanwhile despite than"
_SAME: Final = {
    "might": "may",
    "could": "can",
    "rose": "rise",
    "fell": "fall",
    "won": "win",
    "lost": "lose",
    "grew": "grow",
    "began": "begin",
    "kept": "keep",
}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def _stems(words: str) -> frozenset[str]:
    return frozenset(ENGLISH.stem(word) for word in words.split())


_CONDITION_STEMS: Final = _stems(_CONDITIONS)
_DIRECTION_STEMS: Final = _stems(f"{_DIRECTIONS} {_JOINING}")


@dataclass(frozen=True, slots=True)
class Turns:
    """How often a text says no, its conditions, and its directions, amounts and reasons."""

    denials: int
    conditions: Counter[str]
    directions: frozenset[str]

    def borne_out_by(self, words: Turns) -> bool:
        """Whether a text with these turns may rest on words with those."""
        same = (self.denials, self.conditions) == (words.denials, words.conditions)
        return same and self.directions <= words.directions


def turns(*texts: str) -> Turns:
    """What turns the texts, taken together."""
    words = [word for text in texts for word in _WORD.findall(text)]
    stems = [ENGLISH.stem(_SAME.get(low, low)) for word in words if (low := _uncapped(word))]
    denying = sum(is_denying(word) for word in words if not denials(word))
    return Turns(
        sum(denials(text) for text in texts) + denying,
        Counter(stem for stem in stems if stem in _CONDITION_STEMS),
        frozenset(stem for stem in stems if stem in _DIRECTION_STEMS),
    )


def _uncapped(word: str) -> str:
    """In lower case, but for the month of May."""
    return "" if word == "May" else word.lower()
