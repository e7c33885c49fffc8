"""The values of checking: what somebody quotes, and what the library holds of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.answering.types import Citation

Verdict = Literal["exact", "altered", "other_speaker", "not_found"]

Operation = Literal["equal", "delete", "insert"]

Difference = tuple[tuple[Operation, str], ...]
"""The source's words and the quotation's, side by side, in the order of reading.

`equal` is in both, as the source writes it; `delete` is in the source, and the quotation
leaves it out; `insert` is in the quotation alone. Equal and deleted together are the words
of the source exactly; equal and inserted are the quotation, its typesetting aside.
"""

Credit = Literal["same", "other", "unsure"]
"""Whether a source credits words to whom a text does; unsure unless both plainly name somebody."""

ChangeKind = Literal[
    "negation",
    "number",
    "name",
    "letters",
    "capitals",
    "punctuation",
    "skipped",
    "joined",
    "speaker",
    "cut",
]


@dataclass(frozen=True, slots=True)
class Change:
    """A change that matters: what stands in the source, and in its place in the quotation.

    Either may be empty. `letters` are those of another alphabet that look alike, `capitals`
    those that make another word, `skipped` is what an ellipsis stands for, `joined` are words
    that stand apart in the source, `speaker` is whom the source credits, and whom the
    quotation, and `cut` is the sentence of which exact words leave out what turns them.
    """

    kind: ChangeKind
    source: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in a text, without its marks, and whom the text credits with it, if anybody.

    `level` is 0 for a quotation that stands in no other.
    """

    words: str
    speaker: str | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What the library holds of a quotation.

    `citations` show the source's own words: those quoted where they are exact, those that
    come nearest where they are altered, none where they are not found. `credit` is None where
    the text credits nobody.
    """

    quoted: Quoted
    verdict: Verdict
    citations: tuple[Citation, ...] = ()
    difference: Difference = ()
    changes: tuple[Change, ...] = ()
    credit: Credit | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The quotations of a text, checked; `short` were passed over, and `left_out` are too many."""

    checked: tuple[Checked, ...]
    short: tuple[str, ...] = ()
    left_out: int = 0
