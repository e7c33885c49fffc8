"""Whether a cue tells of words that were said: not of those denied, refused or still to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.statements.cues import NEGATIONS
from index.statements.narration import Sentence
from index.types import Span

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NEAR: Final = 2
_NEGATED: Final = re.compile(r"n['’]t\b", re.IGNORECASE)
_REFUSED: Final = frozenset(
    "decline declined declines declining refuse refused refuses refusing failed fails avoided "
    "avoids unwilling unable".split()
)
_NO_SPEECH: Final = frozenset(
    "plan plans planned planning intend intends intended aims scheduled due signed signs "
    "looking searching".split()
)
_TO_COME: Final = frozenset("will would could should may might shall expected likely ll".split())
_BETWEEN: Final = frozenset("have also just then only rather".split())
_HEARING: Final = frozenset("hear hears heard".split())
_CLAUSES: Final = re.compile("[,;:—–]")
_ENDS: Final = re.compile(r"[ .]*(?:\n|\Z)")
_CONDITIONS: Final = frozenset({"if", "unless", "had"})
_INVENTED: Final = re.compile(
    r"\b(?:not true that|falsely|false claims? that|fake|hoax|forged|fabricated"
    r"|(?:was|were|been) told by)\b",
    re.IGNORECASE,
)
_SAYING: Final = re.compile(
    r"\b(?:say|tell|comment|speak|answer|respond|discuss|disclos|announc|reveal|explain|confirm"
    r"|elaborat|specif|identif|provide|mention|suggest|address|state|repl|writ|sign|ask"
    r"|said\b|told\b|spoken\b|talk)",
    re.IGNORECASE,
)


def is_spoken(narrated: str, sentence: Sentence, cue: Span) -> bool:
    """Whether what this cue introduces was really said, as far as its sentence tells.

    `narrated` is the text with its quotations masked.
    """
    words = _words(cue.of(narrated))
    before = _words(narrated[sentence.span.start : cue.start])
    near = _words(_CLAUSES.split(narrated[sentence.span.start : cue.start])[-1])[-_NEAR:]
    if not NEGATIONS.isdisjoint([*words, *near]) or _NEGATED.search(cue.of(narrated)):
        return False
    if words[-1:] == ["told"] and {"was", "were", "been"} & {*words, *before[-1:]}:
        return False
    if words == ["been", "asked"] and not narrated.startswith(" by ", cue.end):
        return False
    if cue.of(narrated) == "Asked" or _is_asked(narrated[sentence.span.start : cue.start]):
        return False  # "Asked whether it leaked, she …": somebody else asked
    if _INVENTED.search(narrated, sentence.span.start, cue.start):
        return False
    if not _REFUSED.isdisjoint(words) or not _NO_SPEECH.isdisjoint(words):
        return False
    if _SAYING.search(cue.of(narrated)) and _is_to_come(before, words):
        return False
    return not before or before[0] not in _CONDITIONS


def _is_to_come(before: Sequence[str], words: Sequence[str]) -> bool:
    """Whether it is still to be said, or would have been: "will say", "should have told"."""
    verbs = [*before, *words[:-1]]
    while len(verbs) > 1 and verbs[-1] in _BETWEEN:
        verbs = verbs[:-1]
    return not _TO_COME.isdisjoint([*verbs[-1:], *words[:-1]])


def _is_asked(before: str) -> bool:
    """Whether a cue stands in what was asked: "Asked whether Maro said …, she replied"."""
    return before.startswith("Asked ") and "," not in before


def is_nobody(source: str) -> bool:
    """Whether the source is "nobody", "none of them" or the like."""
    words = _words(source)
    return words[:1] in (["nobody"], ["none"], ["neither"]) or words[:2] == ["no", "one"]


def is_heard(narrated: str, cue: Span) -> bool:
    """Whether the source is who was told: "the court heard that …", "…, inquest told"."""
    words = _words(cue.of(narrated))
    told = words == ["told"] and _ENDS.match(narrated, cue.end) is not None
    return told or not _HEARING.isdisjoint(words)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
