"""Which words of a sentence are said, and by which phrase of it.

Reads one sentence of the narration at a time. Each cue that tells of speech gets a
subject and content, or is dropped: what fits no pattern is no statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.statements.cues import LEXICON, PARTICLES, REPORTS, TRIGGERS, Cue, may_precede_subject
from index.statements.narration import Sentence, Token
from index.statements.rules.content import content_after, ends_clause
from index.statements.rules.readings import Reading, read_colon, read_report
from index.statements.rules.verbs import is_false_verb, verb_group
from index.statements.subjects import (
    DETERMINERS,
    PRONOUNS,
    Phrase,
    leading_subject,
    phrase_from,
    subject_before,
)

_NEW_CLAUSES: Final = frozenset("and but while as who which when though although or so".split())
_BEFORE_GERUNDS: Final = frozenset(
    "of for in at from about without to before after while when than".split()
)
_INVERTED_ALONE: Final = frozenset({"say", "write", "report", "add"})


class SentenceReader:
    """Finds the readings of one sentence, in order."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.end = sentence.end
        self.readings: list[Reading] = []

    def read(self) -> list[Reading]:
        for at, token in enumerate(self.tokens[: self.end]):
            reading = self._read(at, token) if token.low in TRIGGERS else None
            if reading is not None:
                self._keep(reading)
        if not self.readings:
            reading = read_colon(self.sentence)
            self.readings = [reading] if reading is not None else []
        return self.readings

    def _read(self, at: int, token: Token) -> Reading | None:
        cue = LEXICON.get(token.low)
        if cue is not None and cue.kind == "source":
            return self._according_to(at)
        if token.low in REPORTS and self.sentence.low(at + 1) in ("from", "by"):
            return read_report(self.sentence, at)
        if cue is None or (
            token.raw[0].isupper() and at > 0 and not self.sentence.follows_block(at)
        ):
            return None
        return self._verb(at, cue)

    def _keep(self, reading: Reading) -> None:
        """Adds a reading; the content of the one before ends where this one's clause begins."""
        begin = reading.cue[0]
        if reading.subject is not None and not reading.inherited:
            begin = min(begin, reading.subject.first)
        for earlier in self.readings:
            earlier.content = [
                (first, min(last, self._trim(begin)))
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
            self.tokens[begin - 1].raw in ",;—–" or self.sentence.low(begin - 1) in ("but", "while")
        )

    def _trim(self, end: int) -> int:
        while end > 0 and (
            self.tokens[end - 1].raw in ",;—–"
            or self.sentence.low(end - 1)
            in ("and", "but", "while", "as", "then", "also", "with", "by")
        ):
            end -= 1
        return end

    # -- verbs ---------------------------------------------------------------

    def _verb(self, at: int, cue: Cue) -> Reading | None:
        group = verb_group(self.sentence, at, cue)
        if group is None:
            return None
        first, progressive = group
        last = at + 1
        if (
            self.sentence.low(last) in PARTICLES
            and not (cue.kind == "say" and self.sentence.low(last) == "on")
            and self.sentence.low(last) != "for"
        ) or (cue.lemma == "call" and self.sentence.low(last) in PARTICLES):
            last += 1
        if cue.form == "participle" and not progressive:
            return self._participle(at, last, cue)
        reading = self._inverted(at, last, cue)
        if reading is not None:
            return reading
        return self._finite(first, at, last, cue)

    def _participle(self, at: int, last: int, cue: Cue) -> Reading | None:
        before = self.sentence.low(at - 1) if at else ""
        subject: Phrase | None
        inherited = False
        if at == 0:
            return None
        if (
            before in (",", "and", "but", "by", "then", "—", "–")
            or self.sentence.follows_block(at)
            or before == "also"
        ):
            subject, inherited = self._main_subject(at), True
        else:
            subject = subject_before(self.tokens, at)
            if (
                subject is None
                or subject.first == 0
                or self.sentence.low(subject.first - 1) != "with"
            ):
                subject, inherited = self._main_subject(at), True
                if cue.kind != "say" and cue.kind != "tell" and cue.kind != "about":
                    return None
                if before in _BEFORE_GERUNDS or before in DETERMINERS:
                    return None
        content = content_after(self.sentence, last, cue)
        if content is None or subject is None:
            return None
        return Reading((at, last), subject, "after", [content], inherited, 0.85)

    def _main_subject(self, at: int) -> Phrase | None:
        for earlier in reversed(self.readings):
            if earlier.subject is not None:
                return earlier.subject
        return leading_subject(self.tokens, at)

    def _inverted(self, at: int, last: int, cue: Cue) -> Reading | None:
        """Reads "…," said X: the content before, the subject after."""
        if not may_precede_subject(cue) or at == 0:
            return None
        before = self.tokens[at - 1]
        quoted = before.is_block or (
            before.raw in ",—–-?!" and at > 1 and self.tokens[at - 2].is_block
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
            return True
        if final.raw[0].isupper():
            return True
        return subject.last - subject.first <= 4

    def _finite(self, first: int, at: int, last: int, cue: Cue) -> Reading | None:
        subject = subject_before(self.tokens, first)
        inherited = False
        if subject is None:
            if not self._is_coordinated(first):
                return None
            subject, inherited = self._main_subject(first), True
        if subject is None or is_false_verb(self.sentence, subject, at, last, cue, inherited):
            return None
        if not inherited:
            trailing = self._trailing(subject, at, last, cue)
            if trailing is not None:
                return trailing
        content = content_after(self.sentence, last, cue, aside=self._opens_aside(first))
        if content is None:
            return None
        weight = 0.85 if inherited else 0.8 if cue.kind in ("about", "weak") else 1.0
        return Reading((at, last), subject, "after", [content], inherited, weight)

    def _opens_aside(self, first: int) -> bool:
        """Whether the verb stands right after ", who": "Maro, who promised rain, left"."""
        return self.sentence.low(first - 1) in ("who", "which") and (
            self.sentence.low(first - 2) == ","
        )

    def _is_coordinated(self, first: int) -> bool:
        low = self.sentence.low(first - 1) if first else ""
        return low in ("and", "but", "then", ",")

    def _trailing(self, subject: Phrase, at: int, last: int, cue: Cue) -> Reading | None:
        """Reads "…," X said: the content before, nothing but circumstances after."""
        start = subject.first
        if start == 0:
            return None
        as_aside = self.sentence.low(start - 1) == "as" and start > 1
        before = start - 1 if as_aside else start
        prior = self.tokens[before - 1]
        quoted = prior.is_block or (
            prior.raw in ",—–-?!…" and before > 1 and self.tokens[before - 2].is_block
        )
        if not quoted and prior.raw not in ",—–":
            return None
        if not quoted and not ends_clause(self.sentence, last, cue):
            return None
        if quoted and cue.kind != "tell" and not ends_clause(self.sentence, last, cue, quoted=True):
            return None
        if cue.kind == "about" and not quoted:
            return None
        content = self._content_before(before)
        if content is None:
            return None
        reading = Reading((at, last), subject, "before", [content])
        self._add_second_half(reading, last)
        if not quoted and self.sentence.low(last) == ",":
            self._add_interrupted_clause(reading, last + 1)
        return reading

    # -- content -------------------------------------------------------------

    def _content_before(self, end: int) -> tuple[int, int] | None:
        end = self._trim(end)
        start = 0
        if end > 0 and self.tokens[end - 1].raw in "?!…":
            end -= 1
        for earlier in self.readings:
            if earlier.place == "before":
                start = max(start, earlier.cue[1], earlier.subject.last if earlier.subject else 0)
            elif end > 0 and self.sentence.is_block(end - 1):
                start = max(start, end - 1)
            else:
                return None
        if end > 0 and self.sentence.is_block(end - 1) and start < end - 1:
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

    def _add_second_half(self, reading: Reading, k: int) -> None:
        """The rest of a quotation broken by its cue: "…," she said, "…"."""
        for j in range(k, min(self.end, k + 25)):
            if self.sentence.is_block(j):
                if self.tokens[j - 1].raw in ",:—–":
                    reading.content.append((j, j + 1))
                    reading.place = "both"
                return
            if self.tokens[j].low in LEXICON or self.tokens[j].low == "and":
                return

    def _add_interrupted_clause(self, reading: Reading, k: int) -> None:
        """The rest of "The bees, she said, had voted …"."""
        low = self.sentence.low(k)
        if k < self.end and low not in _NEW_CLAUSES and not low.endswith("ing"):
            reading.content.append((k, self.end))
            reading.place = "both"

    # -- other patterns ------------------------------------------------------

    def _according_to(self, at: int) -> Reading | None:
        if self.sentence.low(at + 1) != "to":
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
