"""Which words of a sentence are said, and by which phrase of it.

Reads one sentence of the narration at a time. Each cue that tells of speech gets a
subject and content, or is dropped: what fits no pattern is no statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from index.statements.cues import (
    LEXICON,
    NEGATIONS,
    PARTICLES,
    PASSIVES,
    SKIPPED,
    UNSPOKEN,
    Cue,
    is_also_a_noun,
    may_precede_subject,
)
from index.statements.narration import Sentence, Token
from index.statements.subjects import (
    DAYS,
    DETERMINERS,
    PRONOUNS,
    TIME,
    Phrase,
    leading_subject,
    phrase_from,
    subject_before,
)

Place = Literal["before", "after", "both"]

_ADJUNCTS: Final = frozenset(
    "in on at during after before to of via from by with when as while following through over since "
    "earlier last this late early next about outside inside".split()
)
_CLAUSE_SUBJECTS: Final = frozenset("he she they it we i there".split())
_INVERTED_ALONE: Final = frozenset({"say", "write", "report", "add"})
_OPENERS: Final = frozenset("that how why whether if what".split())
_EMPTY_OBJECTS: Final = frozenset(
    "so nothing little much goodbye yes no hello again anything".split()
)
_REPORTS: Final = frozenset(
    "statement report announcement message warning letter tweet communique dispatch release".split()
)
_REPORTING: Final = frozenset(
    "about that saying on which who indicating announcing warning".split()
)
_LISTENERS: Final = frozenset("him her them us me you everyone people himself herself".split())


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


class SentenceReader:
    """Finds the readings of one sentence, in order."""

    def __init__(self, sentence: Sentence) -> None:
        self.tokens: Sequence[Token] = sentence.tokens
        self.end = _without_final_stop(self.tokens)
        self.readings: list[Reading] = []

    def read(self) -> list[Reading]:
        for at, token in enumerate(self.tokens[: self.end]):
            reading = self._read(at, token)
            if reading is not None:
                self._keep(reading)
        return self.readings

    def _read(self, at: int, token: Token) -> Reading | None:
        cue = LEXICON.get(token.low)
        if cue is not None and cue.kind == "source":
            return self._according_to(at)
        if token.low in _REPORTS and self._low(at + 1) in ("from", "by"):
            return self._report(at)
        if cue is None or token.raw[0].isupper() and at > 0 and not self._after_block(at):
            return None
        return self._verb(at, cue)

    def _keep(self, reading: Reading) -> None:
        """Adds a reading; the content of the one before ends where this one's clause begins."""
        begin = reading.cue[0]
        if reading.subject is not None and not reading.inherited:
            begin = min(begin, reading.subject.first)
        for earlier in self.readings:
            earlier.content = [
                (first, self._cut(last, begin))
                if first < begin < last and self._separates(begin, reading)
                else (first, last)
                for first, last in earlier.content
            ]
            if reading.place != "after":
                start = reading.content[0][0]
                earlier.content = [
                    (first, min(last, self._trim(start)))
                    for first, last in earlier.content
                    if first < start
                ]
        self.readings.append(reading)

    def _separates(self, begin: int, reading: Reading) -> bool:
        """Whether the new cue ends the clause before it, instead of standing within it."""
        if reading.place != "after" or reading.inherited:
            return True
        return begin > 0 and (
            self.tokens[begin - 1].raw in ",;—–" or self._low(begin - 1) in ("but", "while")
        )

    def _cut(self, last: int, begin: int) -> int:
        return min(last, self._trim(begin))

    def _trim(self, end: int) -> int:
        while end > 0 and (
            self.tokens[end - 1].raw in ",;—–"
            or self._low(end - 1) in ("and", "but", "while", "as", "then", "also", "with", "by")
        ):
            end -= 1
        return end

    # -- verbs ---------------------------------------------------------------

    def _verb(self, at: int, cue: Cue) -> Reading | None:
        group = self._verb_group(at, cue)
        if group is None:
            return None
        first, progressive = group
        last = at + 1
        if (
            self._low(last) in PARTICLES
            and not (cue.kind == "say" and self._low(last) == "on")
            and self._low(last) != "for"
            or (cue.lemma == "call" and self._low(last) in PARTICLES)
        ):
            last += 1
        if cue.form == "participle" and not progressive:
            return self._participle(at, last, cue)
        reading = self._inverted(at, last, cue)
        if reading is not None:
            return reading
        return self._finite(first, at, last, cue)

    def _verb_group(self, at: int, cue: Cue) -> tuple[int, bool] | None:
        """Where the verb begins with its auxiliaries, and whether it is a progressive.

        None where the words before it take the speech back: "did not say", "will say",
        "was told", "to say".
        """
        j, progressive, passive = at, False, False
        while j > 0:
            low = self._low(j - 1)
            if low in NEGATIONS or low in UNSPOKEN or low.endswith("n't") or low.endswith("n’t"):
                return None
            if low == "to" and self._low(j - 2) not in ("on", "continued"):
                return None
            if low in PASSIVES:
                progressive = cue.form == "participle"
                passive = passive or cue.form == "past"
            elif low == "as" and self._low(j - 2) == "quoted":
                j -= 2
                progressive = True
                continue
            elif low in ("who", "which"):
                break
            elif not (
                low in SKIPPED
                or low.endswith("ly")
                and low not in ("family", "assembly", "ally", "reply", "july")
            ):
                break
            j -= 1
        if passive and not progressive:
            return None
        if self._low(j - 1) in (
            "no",
            "nobody",
            "none",
            "without",
            "if",
            "unless",
            "whether",
            "not",
            "to",
        ):
            return None
        return j, progressive

    def _participle(self, at: int, last: int, cue: Cue) -> Reading | None:
        before = self._low(at - 1) if at else ""
        subject: Phrase | None
        inherited = False
        if at == 0:
            return None
        if (
            before in (",", "and", "but", "by", "then", "—", "–")
            or self._after_block(at)
            or before == "also"
        ):
            subject, inherited = self._main_subject(at), True
        else:
            subject = subject_before(self.tokens, at)
            if subject is None or subject.first == 0 or self._low(subject.first - 1) != "with":
                subject, inherited = self._main_subject(at), True
                if cue.kind != "say" and cue.kind != "tell" and cue.kind != "about":
                    return None
                if before in PREPOSITIONS_OF_GERUNDS or before in DETERMINERS:
                    return None
        content = self._content_after(last, cue)
        if content is None or subject is None:
            return None
        return Reading((at, last), subject, "after", [content], inherited, 0.85)

    def _main_subject(self, at: int) -> Phrase | None:
        for earlier in reversed(self.readings):
            if earlier.subject is not None:
                return earlier.subject
        return leading_subject(self.tokens, 0, at)

    def _inverted(self, at: int, last: int, cue: Cue) -> Reading | None:
        """ "…," said X: the content before, the subject after."""
        if not may_precede_subject(cue) or at == 0:
            return None
        before = self.tokens[at - 1]
        quoted = (
            before.is_block or before.raw in ",—–-?!" and at > 1 and self.tokens[at - 2].is_block
        )
        if not quoted and (before.raw != "," or cue.lemma not in _INVERTED_ALONE):
            return None
        subject = phrase_from(self.tokens, last, self.end)
        if subject is None or not self._is_inverted_subject(subject, quoted):
            return None
        content = self._content_before(at)
        if content is None:
            return None
        reading = Reading((at, last), subject, "before", [content])
        self._add_second_half(reading, subject.last)
        return reading

    def _is_inverted_subject(self, subject: Phrase, quoted: bool) -> bool:
        first, final = self.tokens[subject.first], self.tokens[subject.last - 1]
        if not quoted:
            return subject.last >= self.end or self.tokens[subject.last].raw == ","
        if first.low in DETERMINERS or first.low in PRONOUNS:
            return quoted or subject.last >= self.end or self.tokens[subject.last].raw == ","
        if final.raw[0].isupper():
            return True
        return quoted and subject.last - subject.first <= 4

    def _finite(self, first: int, at: int, last: int, cue: Cue) -> Reading | None:
        subject = subject_before(self.tokens, first)
        inherited = False
        if subject is None:
            if not self._is_coordinated(first):
                return None
            subject, inherited = self._main_subject(first), True
        if subject is None or self._is_false_verb(subject, at, last, cue, inherited):
            return None
        if not inherited:
            trailing = self._trailing(subject, first, at, last, cue)
            if trailing is not None:
                return trailing
        content = self._content_after(last, cue)
        if content is None:
            return None
        weight = 0.85 if inherited else 0.8 if cue.kind in ("about", "weak") else 1.0
        return Reading((at, last), subject, "after", [content], inherited, weight)

    def _is_coordinated(self, first: int) -> bool:
        low = self._low(first - 1) if first else ""
        return low in ("and", "but", "then", ",")

    def _is_false_verb(
        self, subject: Phrase, at: int, last: int, cue: Cue, inherited: bool
    ) -> bool:
        """Whether the form is a noun or an adjective here: "the claims", "the noted author"."""
        low = self.tokens[at].low
        head = self.tokens[subject.last - 1]
        if is_also_a_noun(low):
            plain = head.low in PRONOUNS or (head.raw[0].isupper() and not inherited)
            return not plain or not self._opens_content(last)
        if cue.form == "base" and not (
            head.low in PRONOUNS or head.low.endswith("s") or subject.plural
        ):
            return True
        if (
            cue.form == "past"
            and head.low in DETERMINERS
            and head.low not in ("all", "many", "some", "both", "one", "most")
        ):
            return True
        return False

    def _opens_content(self, last: int) -> bool:
        low = self._low(last)
        return (
            low in _OPENERS
            or low in ("it", "he", "she", "they", "the", "there", ":")
            or self._is_block(last)
            or self._is_block(last + 1)
        )

    def _trailing(
        self, subject: Phrase, first: int, at: int, last: int, cue: Cue
    ) -> Reading | None:
        """ "…," X said: the content before, and nothing but circumstances after."""
        start = subject.first
        if start == 0:
            return None
        as_aside = self._low(start - 1) == "as" and start > 1
        before = start - 1 if as_aside else start
        prior = self.tokens[before - 1] if before else None
        if prior is None:
            return None
        quoted = (
            prior.is_block
            or prior.raw in ",—–-?!…"
            and before > 1
            and self.tokens[before - 2].is_block
        )
        if not quoted and prior.raw not in ",—–":
            return None
        if not quoted and not self._ends_clause(last, cue):
            return None
        if quoted and cue.kind != "tell" and not self._ends_clause(last, cue, quoted=True):
            return None
        if cue.kind == "about" and not quoted:
            return None
        content = self._content_before(before)
        if content is None:
            return None
        reading = Reading((at, last), subject, "before", [content])
        self._add_second_half(reading, last)
        return reading

    def _ends_clause(self, last: int, cue: Cue, *, quoted: bool = False) -> bool:
        """Whether nothing that could be content follows the cue."""
        if last >= self.end:
            return True
        token = self.tokens[last]
        if token.raw in ",;:—–." or token.low in ("and", "but"):
            return quoted or not self._is_block(last + 1)
        if token.low in TIME or token.low in _ADJUNCTS:
            return not self._has_clause_opener(last) or quoted
        if cue.kind == "tell":
            return not self._has_clause_opener(last)
        return (
            quoted
            and token.low not in _OPENERS
            and token.low not in _CLAUSE_SUBJECTS
            and not self._is_block(last)
        )

    def _has_clause_opener(self, last: int) -> bool:
        for k in range(last, self.end):
            raw = self.tokens[k].raw
            if raw in ",;:" or self.tokens[k].is_block:
                return self._is_block(k + 1) and raw != "," or self.tokens[k].is_block
            if self.tokens[k].low == "that":
                return True
        return False

    # -- content -------------------------------------------------------------

    def _content_before(self, end: int) -> tuple[int, int] | None:
        end = self._trim(end)
        start = 0
        if end > 0 and self.tokens[end - 1].raw in "?!…":
            end -= 1
        for earlier in self.readings:
            if earlier.place == "before":
                start = max(start, earlier.cue[1], earlier.subject.last if earlier.subject else 0)
            elif end > 0 and self._is_block(end - 1):
                start = max(start, end - 1)
            else:
                return None
        if end > 0 and self._is_block(end - 1) and start < end - 1:
            start = self._quoted_sentence_start(start, end)
        while start < end and (
            self.tokens[start].raw in ",;:—–" or self.tokens[start].low in ("and", "but")
        ):
            start += 1
        return (start, end) if start < end else None

    def _quoted_sentence_start(self, start: int, end: int) -> int:
        """A quotation said in full stands alone; a partial one belongs to its clause."""
        before = self.tokens[end - 2]
        return end - 1 if before.raw in ":,—–" else start

    def _content_after(self, k: int, cue: Cue) -> tuple[int, int] | None:
        start = self._content_start(k, cue)
        if start is None or start >= self.end:
            return None
        return (start, self._content_end(start))

    def _content_end(self, start: int) -> int:
        """A quotation after a colon or a comma is all that is said; a clause runs on."""
        if self._is_block(start) and (start + 1 >= self.end or self.tokens[start + 1].raw in ",.;"):
            return start + 1
        for k in range(start, self.end):
            if self.tokens[k].raw == ";":
                return k
        return self.end

    def _content_start(self, k: int, cue: Cue) -> int | None:
        if cue.kind == "tell":
            k = self._after_listener(k)
        if k >= self.end:
            return None
        token = self.tokens[k]
        if cue.kind == "weak":
            near = next(
                (j for j in (k, k + 1) if self._low(j) == "that" or self._is_block(j)), None
            )
            return near if near is not None and (near == k or self.tokens[k].raw in ",:") else None
        if cue.kind == "about":
            return (
                k
                if token.raw[0].isalnum() and token.low not in ("in", "on", "at", "during")
                else None
            )
        if token.is_block or token.low in _OPENERS:
            return k
        if token.raw in ",:—–":
            return self._after_comma(k)
        if (
            token.low in _EMPTY_OBJECTS
            or token.low == "to"
            and cue.lemma in ("add", "continue", "respond", "reply")
        ):
            return None
        if token.low in TIME or token.low in _ADJUNCTS:
            return self._after_circumstances(k)
        return k if token.raw[0].isalnum() else None

    def _after_listener(self, k: int) -> int:
        if self._low(k) in _LISTENERS:
            return k + 1
        listener = phrase_from(self.tokens, k, self.end)
        if listener is None:
            return k
        if self.tokens[k].raw[0].islower() and self.tokens[k].low not in DETERMINERS:
            return min(listener.last, k + 1)
        return listener.last

    def _after_comma(self, k: int) -> int | None:
        if self._is_block(k + 1):
            return k + 1
        if self.tokens[k].raw != ",":
            return k + 1
        closing = next(
            (j for j in range(k + 1, min(self.end, k + 14)) if self.tokens[j].raw == ","), None
        )
        if closing is None:
            return None
        following = closing + 1
        return (
            following
            if self._is_block(following)
            or self._low(following) in ("that", "the", "he", "she", "they", "it")
            else None
        )

    def _after_circumstances(self, k: int) -> int | None:
        """Where the content begins after "on Tuesday", "in a statement", "at a rally"."""
        for j in range(k, self.end):
            token = self.tokens[j]
            if token.low == "that" and j > k:
                return j
            if token.is_block:
                return j if self.tokens[j - 1].raw in ",:" or self._low(j - 1) in DAYS else None
            if token.raw == ":":
                return j + 1
            if token.raw == "," and not self._is_block(j + 1):
                return None
            if (
                j > k
                and token.low in _CLAUSE_SUBJECTS
                and self._low(j - 1) not in ("when", "as", "while", "after", "before")
            ):
                return j
            if (
                token.low in DAYS
                and j + 1 < self.end
                and (self._low(j + 1) in DETERMINERS or self.tokens[j + 1].raw[0].isupper())
            ):
                return j + 1
        return None

    def _add_second_half(self, reading: Reading, k: int) -> None:
        """The rest of a quotation broken by its cue: "…," she said, "…"."""
        for j in range(k, min(self.end, k + 25)):
            if self._is_block(j):
                if self.tokens[j - 1].raw in ",:—–":
                    reading.content.append((j, j + 1))
                    reading.place = "both"
                return
            if self.tokens[j].low in LEXICON or self.tokens[j].low == "and":
                return

    # -- other patterns ------------------------------------------------------

    def _according_to(self, at: int) -> Reading | None:
        if self._low(at + 1) != "to":
            return None
        subject = phrase_from(self.tokens, at + 2, self.end)
        if subject is None:
            return None
        if at > 0:
            content = self._content_before(at)
            if content is None:
                return None
            return Reading((at, at + 2), subject, "before", [content])
        comma = next((j for j in range(subject.last, self.end) if self.tokens[j].raw == ","), None)
        if comma is None or comma + 1 >= self.end:
            return None
        return Reading((at, at + 2), subject, "after", [(comma + 1, self.end)])

    def _report(self, at: int) -> Reading | None:
        """ "There was a statement from the Kremlin about …"."""
        subject = phrase_from(self.tokens, at + 2, self.end)
        if subject is None:
            return None
        for j in range(subject.last, min(self.end, subject.last + 12)):
            low = self._low(j)
            if low not in _REPORTING or low == "on" and j > subject.last:
                continue
            following = LEXICON.get(self._low(j + 1))
            start = j + 2 if low in ("that", "which") and following is not None else j + 1
            if low in ("which", "who") and following is None:
                return None
            if start < self.end:
                return Reading((at, at + 1), subject, "after", [(start, self.end)], weight=0.9)
        return None

    # -- tokens --------------------------------------------------------------

    def _low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def _is_block(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].is_block

    def _after_block(self, at: int) -> bool:
        return self._is_block(at - 1) or (at > 1 and self._is_block(at - 2))


PREPOSITIONS_OF_GERUNDS: Final = frozenset(
    "of for in at from about without to before after while when than".split()
)


def _without_final_stop(tokens: Sequence[Token]) -> int:
    end = len(tokens)
    while end and tokens[end - 1].raw in ".!?…":
        end -= 1
    return end
