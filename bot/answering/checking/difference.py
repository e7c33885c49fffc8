"""A quotation beside its source, word by word: what is the same, left out, and added.

Owns the exact alignment of the two; the shortest list of changes is the one shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from bot.answering.checking.capitals import Capitals, begins_sentence
from bot.answering.checking.types import Difference, Operation
from index.alignment import folded

_TOKEN: Final = re.compile(
    r"\d+(?:[.,:]\d+)*[^\W_]*"
    r"|[^\W_](?:[^\W_]|[\u00ad\u0300-\u036f\u200b-\u200d\u2060]|['’ʼ`](?=[^\W_]))*"
    r"|\.{3}|-{2,}|[^\w\s]|_"
)
_ENDS: Final = frozenset((kind, mark) for kind in ("delete", "insert") for mark in ",.")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark of a text, with the space before it, and as it is compared."""

    gap: str
    text: str
    compared: str
    start: int

    @property
    def whole(self) -> str:
        return self.gap + self.text


def tokens(text: str) -> list[Token]:
    """The words, numbers and marks of a text, in order; spaces after the last belong to none."""
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        found.append(Token(text[end : match.start()], match[0], _compared(match[0]), match.start()))
        end = match.end()
    return found


def difference(source: str, quotation: str, line: str = "") -> Difference:
    """The words of a source and of a quotation side by side; see `Difference`.

    Spaces of the quotation count as one each, and those around it for nothing; the source
    should have none around it. `line` is the whole line of the source, where that is more.
    """
    from rapidfuzz.distance import Indel

    quotation = " ".join(quotation.split())
    ours, theirs = tokens(source), tokens(quotation)
    capitals = Capitals.of(source, quotation, line or source)
    steps: list[tuple[Operation, str]] = []
    # By number, as rapidfuzz takes a character for its code, and no text at all for NUL.
    numbers: dict[str, int] = {}
    one, other = (
        [numbers.setdefault(t.compared, len(numbers)) for t in side] for side in (ours, theirs)
    )
    codes = Indel.opcodes(one, other)
    for code in codes:
        if code.tag == "equal":
            pairs = zip(
                ours[code.src_start : code.src_end],
                theirs[code.dest_start : code.dest_end],
                strict=True,
            )
            for mine, yours in pairs:
                opens = begins_sentence(source, mine.start)
                opens = opens or begins_sentence(quotation, yours.start)
                if capitals.are_kept(mine.text, yours.text, begins=opens):
                    steps.extend(_same(mine, yours))
                else:
                    steps.extend((("delete", mine.whole), ("insert", yours.whole)))
        else:
            steps.extend(("delete", t.whole) for t in ours[code.src_start : code.src_end])
            steps.extend(("insert", t.whole) for t in theirs[code.dest_start : code.dest_end])
    return tuple(_merged(steps))


def without_end(difference: Difference) -> Difference:
    """The difference but for commas and full stops at its end, which are the printer's."""
    end = len(difference)
    while end and difference[end - 1] in _ENDS:
        end -= 1
    return difference[:end]


@lru_cache(maxsize=50_000)
def _compared(word: str) -> str:
    return folded(word).replace("—", "-")


def _same(one: Token, other: Token) -> Iterator[tuple[Operation, str]]:
    if bool(one.gap) != bool(other.gap):
        yield ("delete", one.gap) if one.gap else ("insert", other.gap)
        yield "equal", one.text
    else:
        yield "equal", one.whole


def _merged(steps: Iterable[tuple[Operation, str]]) -> Iterator[tuple[Operation, str]]:
    """Neighbours of a kind as one; within a change what is left out goes first."""
    for is_same, group in groupby(steps, key=lambda step: step[0] == "equal"):
        every = list(group)
        kinds: tuple[Operation, ...] = ("equal",) if is_same else ("delete", "insert")
        for kind in kinds:
            if text := "".join(text for each, text in every if each == kind):
                yield kind, text
