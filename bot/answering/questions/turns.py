"""What turns a sentence into another that looks nearly the same: denials and numbers."""

from __future__ import annotations

import re
from typing import Final

_DENIAL: Final = re.compile(
    r"\b(?:no|not|never|nobody|nothing|none|neither|nor|without|cannot|\w+n['’]t"
    r"|не|нет|ни|никогда|никто|ничего|без|немає|ні|ніколи|ніхто|нічого"
    r"|nicht|nichts|nie|niemals|niemand|kein(?:e[mnrs]?)?|weder|ohne)\b",
    re.IGNORECASE,
)
_DENYING: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|reject(?:s|ed|ing)?|refut(?:es?|ed|ing)"
    r"|dismiss(?:es|ed|ing)?|doubt(?:s|ed|ing)?"
    r"|отрица[лею]\w*|опроверг\w*|запереч\w+|спростува\w+|leugne\w*|bestreite\w*|bestritt\w*"
    r"|dementier\w*)\b",
    re.IGNORECASE,
)
_WRITTEN_OUT: Final = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        start=2,
    )
}
_NUMBER: Final = re.compile(rf"\d+(?:[.,]\d+)*|\b(?:{'|'.join(_WRITTEN_OUT)})\b", re.IGNORECASE)


def denials(text: str) -> int:
    """How often a text says no."""
    return len(_DENIAL.findall(text))


def is_denying(verb: str) -> bool:
    """Whether a verb says that its words are denied: "she denied that"."""
    return bool(_DENYING.search(verb)) or denials(verb) % 2 == 1


def numbers(text: str) -> list[str]:
    """The numbers in a text, in figures, sorted."""
    found = (number.lower() for number in _NUMBER.findall(text))
    return sorted(_WRITTEN_OUT.get(number, number) for number in found)


def without_turns(text: str) -> str:
    """The other words, by which sentences that may differ in these are found."""
    return _NUMBER.sub(" ", _DENIAL.sub(" ", text))
