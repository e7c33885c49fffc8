"""A claim's text taken apart: what stands in quotation marks, and the plain words around it.

Owns which characters a model may write at all. Whatever could be a link, a mention,
formatting, or a letter that only looks like another, has no place in a claim.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

QUOTED: Final = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}"
"""Stands in the plain words for each stretch in quotation marks."""

LONGEST: Final = 600
"""Characters of a claim; more is no single sentence."""

_PLAIN: Final = re.compile(r"[^\W_](?:[^\W_]|[ \u00a0.,;:'’‘()%$€£¥&/!?…–—-])*")
_UNSEEN: Final = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_ADDRESS: Final = re.compile(r"//|\bwww\.|[a-z0-9-]{2}\.[a-z]{2,}", re.IGNORECASE)
_ABBREVIATED: Final = re.compile(r"\b[a-z]\.[a-z]\b\.?", re.IGNORECASE)
_MARKER: Final = re.compile(r"\s*\[(\d{1,3}(?:,\s?\d{1,3})*)\]")
_CLOSING: Final = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_SINGLE: Final = re.compile(r"(?<!\w)['‘](?=\w)(.+?)(?<=\S)['’](?!\w)")
_LONE: Final = re.compile(r"(?<!\w)['‘](?=\w)")
_FINAL: Final = ",.;"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks, without the stop that only typesetting put inside them."""

    words: str
    stop: str


@dataclass(frozen=True, slots=True)
class Prose:
    """The plain words, with `QUOTED` where each of the quoted stretches stood, in order."""

    plain: str
    quoted: tuple[Quoted, ...]

    def composed(self, quotations: Sequence[str]) -> str:
        """The text with these in the places of the quoted words, marks and all."""
        first, *others = self.plain.split(QUOTED)
        pairs = zip(quotations, others, strict=True)
        return first + "".join(f"{quotation}{plain}" for quotation, plain in pairs)


def read_prose(text: str, numbers: Collection[int]) -> Prose | None:
    """Take a claim apart; None where it holds what no claim may.

    Numbers in brackets are taken out where they are those of the claim's own passages.
    """
    text = " ".join(text.split(" ")).strip()
    if any(unicodedata.category(character) in _UNSEEN for character in text):
        return None
    for marker in _MARKER.finditer(text):
        if not {int(number) for number in marker[1].split(",")} <= set(numbers):
            return None
    text = _MARKER.sub("", text)
    if not 0 < len(text) <= LONGEST:
        return None
    parts = list(_parts(text))
    if any(part is None for part in parts):
        return None
    plain = "".join(QUOTED if isinstance(part, Quoted) else part or "" for part in parts)
    bare = plain.replace(QUOTED, "Q")
    if not _PLAIN.fullmatch(bare) or _ADDRESS.search(_ABBREVIATED.sub("", bare)):
        return None
    return Prose(plain, tuple(part for part in parts if isinstance(part, Quoted)))


def is_open(text: str) -> bool:
    """Whether a quotation in single marks is begun in a text, and does not end there."""
    return bool(_LONE.search(_SINGLE.sub("", text)))


def _parts(text: str) -> Iterator[str | Quoted | None]:
    """Plain and quoted stretches in turn; None for marks that are not in pairs."""
    at = 0
    for start, end in _double_marks(text):
        if end is None:
            yield None
            return
        yield from _singly(text[at:start])
        yield _quoted(text[start + 1 : end])
        at = end + 1
    yield from _singly(text[at:])


def _double_marks(text: str) -> Iterator[tuple[int, int | None]]:
    """Where double marks open and close; a None where one is alone."""
    opened: int | None = None
    for place, character in enumerate(text):
        if opened is not None and character in _CLOSING[text[opened]]:
            yield opened, place
            opened = None
        elif character in '“„«»”"':
            if opened is not None or character not in _CLOSING:
                yield place, None
                return
            opened = place
    if opened is not None:
        yield opened, None


def _singly(plain: str) -> Iterator[str | Quoted | None]:
    """The same for single marks, which are apostrophes as well."""
    at = 0
    for found in _SINGLE.finditer(plain):
        yield plain[at : found.start()]
        yield _quoted(found[1])
        at = found.end()
    rest = plain[at:]
    yield None if _LONE.search(rest) else rest


def _quoted(words: str) -> Quoted | None:
    bare = words.strip().rstrip(_FINAL)
    stop = words.strip()[len(bare) :]
    if not bare or len(stop) > 1:
        return None
    return Quoted(bare, stop)
