"""What a cue tells in its sentence, and the cues that are no verbs.

Owns `Reading`, what every pattern of reported speech comes to, and the two patterns
without a verb: "a statement from X about …" and a colon before a quotation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from index.statements.cues import LEXICON
from index.statements.narration import Sentence
from index.statements.subjects import Phrase, leading_subject, phrase_from

Place = Literal["before", "after", "both"]

_REPORTING: Final = frozenset(
    "about that saying on which who indicating announcing warning".split()
)
# "a report by the Chamber that was presented": nothing of what it says.
_FINITE: Final = frozenset("was were is are has had will came comes".split())


@dataclass(slots=True)
class Reading:
    """One cue understood: token positions in its sentence, end-exclusive.

    `content` are token ranges; `place` says on which side of the cue they stand.
    """

    cue: tuple[int, int]
    subject: Phrase | None
    place: Place
    content: list[tuple[int, int]] = field(default_factory=list)
    inherited: bool = False
    weight: float = 1.0


def read_report(sentence: Sentence, at: int) -> Reading | None:
    """Reads "There was a statement from the harbour board about …"."""
    subject = phrase_from(sentence.tokens, at + 2, sentence.end)
    if subject is None:
        return None
    for j in range(subject.last, min(sentence.end, subject.last + 12)):
        low = sentence.low(j)
        if low not in _REPORTING or (low == "on" and j > subject.last):
            continue
        following = LEXICON.get(sentence.low(j + 1))
        start = j + 2 if low in ("that", "which") and following is not None else j + 1
        if following is None and (low in ("which", "who") or sentence.low(j + 1) in _FINITE):
            return None
        if start < sentence.end:
            return Reading((at, at + 1), subject, "after", [(start, sentence.end)], weight=0.9)
    return None


def read_colon(sentence: Sentence) -> Reading | None:
    """She looked at the sea: "…" – no cue but the colon."""
    at = sentence.end - 2
    if at < 1 or not sentence.is_block(at + 1) or sentence.tokens[at].raw != ":":
        return None
    subject = leading_subject(sentence.tokens, at)
    if subject is None or subject.first >= at:
        return None
    return Reading((at, at + 1), subject, "after", [(at + 1, at + 2)], weight=0.8)
