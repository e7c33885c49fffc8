"""Whom a text credits with a quotation: “…” — X; X: “…”; as X said, “…”; “…,” said X.

Only a name is read, and only right beside the words: "he said" and "the minister" name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from index.statements.cues import LEXICON
from index.statements.vocabulary import NOT_NAMES, UPPER
from index.types import Span

BESIDE: Final = 120
"""Characters before and after a quotation that are read."""

_WORD: Final = rf"[{UPPER}][\w.'’\-]*"
_NAME: Final = rf"(?P<name>{_WORD}(?: (?:[a-z]{{2,3}} ){{0,2}}{_WORD}){{0,4}})"
_APPOSED: Final = r"(?:,[^,“”\"\n]{1,60},)?"
_CUE: Final = rf"(?:(?:has|had|once|also|has once) )?(?:{'|'.join(sorted(LEXICON, key=len)[::-1])})"
_TO_WHOM: Final = r"(?: (?:us|me|him|her|them|(?:the |a )?[a-z]+))?"
_LISTENER: Final = r"(?<!\w)(?P<listener>(?:told|tells|asked|asks|to|about|with) )?"
_ADVERB: Final = r"(?: (?!never\b|not\b)[^\s,:;.!?]+)?"
# Compiled when a text is read, as it takes a while that every start would feel.
_BEFORE: Final = (
    rf"{_LISTENER}{_NAME}{_APPOSED}{_ADVERB} {_CUE}{_TO_WHOM}(?: that)?[,:]?\s*\Z",
    rf"{_LISTENER}{_NAME}(?: \([^()\n]*\))?:\s*\Z",
    r"\b(?:[Aa]ccording to|[Tt]o quote|[Qq]uot(?:e|ing|ation)(?: from| by)?) "
    rf"(?:the )?{_NAME}[,:]?\s*\Z",
)
_ROLE: Final = r"(?:(?!(?:to|of|about|after|for|in|at|on|with|from|during)\b)[a-z]+ ){0,3}"
_ENDS: Final = r"(?= *(?:[,.;(\n]|\Z))"
_SIGNED: Final = rf"[,.]?\s*(?:[―—–]|--?)\s*(?:(?![{UPPER}])[^\W\d_]+ )?{_NAME}{_ENDS}"
_AFTER: Final = (
    _SIGNED,
    rf"[,.]? (?:as )?{_CUE}(?: by)? {_ROLE}{_NAME}",
    rf"[,.]? (?:according to |\(){_NAME}",
)
_SPEAKS_AFTER: Final = rf"[,.]? (?:as )?{_NAME}{_APPOSED} {_CUE}\b(?P<goes_on>[,:]? *[“„«\"])?"


def credited(text: str, quotation: Span) -> str | None:
    """The one name beside a quotation, its marks included; None where there is none, or two."""
    names = {*_names_before(text, quotation), *_names_after(text, quotation)}
    return names.pop() if len(names) == 1 else None


def _names_before(text: str, quotation: Span) -> Iterator[str]:
    start = text.rfind("\n", 0, quotation.start) + 1
    if not text[start : quotation.start].strip():
        # "X said:" may stand in a line of its own.
        above = text[: max(start - 1, 0)].rstrip()
        start = above.rfind("\n") + 1 if above.endswith(":") else start
    before = text[max(start, quotation.start - BESIDE) : quotation.start]
    yield from _names(re.search(pattern, before) for pattern in _BEFORE)


def _names_after(text: str, quotation: Span) -> Iterator[str]:
    after = text[quotation.end : quotation.end + BESIDE]
    yield from _names(re.match(pattern, after) for pattern in _AFTER)
    speaks = re.match(_SPEAKS_AFTER, after)
    # “A.” Maro said: “B.” leaves open whose A is; “A,” Maro said, “B.” does not.
    if speaks and (not speaks["goes_on"] or "," in text[quotation.end - 2 : quotation.end]):
        yield from _names([speaks])


def _names(found: Iterable[re.Match[str] | None]) -> Iterator[str]:
    """The names without what only opens a sentence: "As Ines Maro"."""
    for match in found:
        if match is None or match.groupdict().get("listener"):
            continue
        parts = match["name"].split()
        while parts and parts[0].lower() in NOT_NAMES:
            parts.pop(0)
        if name := re.sub(r"['’]s?$", "", " ".join(parts).rstrip(".-")):
            yield name
