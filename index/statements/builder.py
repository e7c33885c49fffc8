"""Makes statements of claims: settles who is meant, and which quotations the words bring.

Sentences are given in order, so that each quotation goes to the first claim to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from index.statements.claims import Claim
from index.statements.narration import Narration, Sentence
from index.statements.quotations import MARKS, Quotation
from index.statements.speakers import SpeakerResolver
from index.types import Attribution, Span, Speaker, StatementKind

_FEWEST_WORDS_ALONE: Final = 4
_UNKNOWN: Final = 0.2
_GOING_ON: Final = 0.8
"""How sure it is that a quotation in the next paragraph goes on with who spoke before it."""
_MOST: Final = 0.5
"""Words that hold more than this share of a quotation stand for all of it."""


@dataclass(slots=True)
class _Draft:
    """A statement in the making."""

    sentence: Sentence
    number: int
    speaker: Speaker | None
    speaker_span: Span | None
    cue_span: Span | None
    confidence: float
    pieces: list[Span] = field(default_factory=list)
    quotes: list[Span] = field(default_factory=list)


class StatementBuilder:
    """Turns the claims of one article into statements."""

    def __init__(self, narration: Narration) -> None:
        self._narration = narration
        self._text = narration.text
        self._resolver = SpeakerResolver(narration)
        self._drafts: list[_Draft] = []
        self._claimed: set[int] = set()
        self._by_cue: dict[Span, _Draft] = {}

    def add(self, number: int, sentence: Sentence, claims: Sequence[Claim]) -> None:
        """The claims of the `number`th sentence, in order of their cues; maybe none."""
        if claims:
            drafts = [self._draft(sentence, number, claim) for claim in claims]
            for claim, draft in zip(claims, drafts, strict=True):
                self._claim(claim, draft)
            self._drafts.extend(drafts)
            self._by_cue.update(zip((claim.cue for claim in claims), drafts, strict=True))
            self._resolver.passed(sentence, number)
        elif sentence.quotations and sentence.is_only_quotation():
            self._continuation(sentence, number)
        else:
            self._resolver.passed(sentence, number)

    def finished(self) -> list[Attribution]:
        """The statements in order of position."""
        made = [a for a in map(self._finish, self._drafts) if a is not None]
        return sorted(made, key=lambda a: (a.content_spans[0].start, a.content_spans[-1].end))

    def _draft(self, sentence: Sentence, number: int, claim: Claim) -> _Draft:
        if claim.continues:
            said = self._by_cue.get(claim.cue)
            if said is not None and self._may_go_on(said):
                return self._going_on(said, sentence, number)
            return _Draft(sentence, number, None, None, None, _UNKNOWN)
        speaker, certainty = None, _UNKNOWN
        if claim.source is not None:
            resolved = self._resolver.resolve(sentence, number, claim.source, claim.contents)
            if resolved is not None:
                speaker, certainty = resolved.speaker, resolved.certainty * claim.likelihood
        cue, source = claim.cue, claim.source
        return _Draft(sentence, number, speaker, source, cue, round(certainty, 3))

    def _going_on(self, said: _Draft, sentence: Sentence, number: int) -> _Draft:
        confidence = round(said.confidence * _GOING_ON, 3)
        return _Draft(sentence, number, said.speaker, said.speaker_span, None, confidence)

    def _claim(self, claim: Claim, draft: _Draft) -> None:
        for content in self._rounded(claim):
            if self._is_taken(content):
                continue
            if content in claim.whole:
                draft.pieces.extend(self._take(content, draft))
            else:
                draft.pieces.append(content)
                self._take(content, draft)

    def _rounded(self, claim: Claim) -> list[Span]:
        """The contents, with all of each quotation of which they hold most."""
        contents = [self._before_colon(content) for content in claim.contents]
        hull = Span(contents[0].start, contents[-1].end)
        for part in (part for q in self._quotations(hull) for part in q.outer):
            touching = [content for content in contents if content.overlaps(part)]
            shared = sum(min(c.end, part.end) - max(c.start, part.start) for c in touching)
            if shared > _MOST * len(part) and not part.overlaps(claim.cue):
                start = min(part.start, touching[0].start)
                joined = Span(start, max(part.end, touching[-1].end))
                contents = sorted([*(c for c in contents if c not in touching), joined])
        return contents

    def _quotations(self, content: Span) -> list[Quotation]:
        """The closed quotations that the content touches."""
        found = self._narration.quotations
        first = bisect_left(found, content.start, key=lambda q: q.outer[-1].end)
        last = bisect_left(found, content.end, key=lambda q: q.outer[0].start)
        return [quotation for quotation in found[first:last] if quotation.closed]

    def _is_taken(self, content: Span) -> bool:
        """Whether the words stand in a quotation that belongs to an earlier statement."""
        return any(
            q.outer[0].start in self._claimed and any(p.contains(content) for p in q.outer)
            for q in self._quotations(content)
        )

    def _take(self, content: Span, draft: _Draft) -> list[Span]:
        """Claims the quotations in a content, with their other paragraphs; returns their words."""
        taken: list[Span] = []
        for quotation in self._quotations(content):
            key = quotation.outer[0].start
            inside = any(content.contains(part) for part in quotation.spans)
            if key in self._claimed or not inside:
                continue
            self._claimed.add(key)
            taken.extend(quotation.spans)
        draft.quotes.extend(taken)
        draft.pieces.extend(part for part in taken if not content.contains(part))
        return taken

    def _before_colon(self, content: Span) -> Span:
        """The content without words that a colon within a clause brings: they may be anybody's."""
        for quotation in self._quotations(content):
            start = quotation.outer[0].start
            before = self._text[content.start : max(content.start, start)].rstrip()
            if before.endswith(":") and len(before.split()) >= _FEWEST_WORDS_ALONE:
                return Span(content.start, content.start + len(before) - 1)
        return content

    def _continuation(self, sentence: Sentence, number: int) -> None:
        """A sentence that is nothing but a quotation goes on with who spoke before it."""
        for quotation in sentence.quotations:
            if quotation.outer[0].start in self._claimed or not quotation.closed:
                continue
            draft = self._continued(sentence, number)
            if draft is None:
                words = quotation.spans[0].of(self._text).split()
                if len(words) < _FEWEST_WORDS_ALONE:
                    continue
                draft = _Draft(sentence, number, None, None, None, _UNKNOWN)
            if not self._drafts or draft is not self._drafts[-1]:
                self._drafts.append(draft)
            self._claimed.add(quotation.outer[0].start)
            draft.pieces.extend(quotation.spans)
            draft.quotes.extend(quotation.spans)

    def _continued(self, sentence: Sentence, number: int) -> _Draft | None:
        """The statement that a bare quotation belongs to; in the next paragraph it is a new one."""
        last = self._drafts[-1] if self._drafts else None
        if last is None or last.speaker_span is None or number - last.number > 1:
            return None
        if last.sentence.paragraph == sentence.paragraph:
            last.number = number
            return last
        ends_quoted = bool(last.quotes) and last.pieces[-1] == last.quotes[-1]
        if sentence.paragraph - last.sentence.paragraph > 1 or not ends_quoted:
            return None
        return self._going_on(last, sentence, number) if self._may_go_on(last) else None

    def _may_go_on(self, said: _Draft) -> bool:
        """Whether the next paragraph is the same voice's: nobody answers, nor takes turns."""
        if said.quotes and self._text[said.quotes[-1].end - 1] == "?":
            return False
        before = said.sentence.paragraph - 1
        near = takewhile(lambda draft: draft.sentence.paragraph >= before, reversed(self._drafts))
        return not any(
            draft.quotes and draft.speaker != said.speaker and draft.sentence.paragraph == before
            for draft in near
        )

    def _finish(self, draft: _Draft) -> Attribution | None:
        quotes = tuple(sorted(set(draft.quotes)))
        quoted = frozenset(quotes)
        content = self._content(draft.pieces, quoted)
        if not content:
            return None
        kind: StatementKind = "indirect"
        if quotes:
            kind = "direct" if quoted.issuperset(content) else "mixed"
        return Attribution(
            kind=kind,
            speaker=draft.speaker,
            speaker_span=draft.speaker_span,
            cue_span=draft.cue_span,
            content_spans=content,
            quote_spans=tuple(q for q in quotes if _lies_in(q, content)),
            confidence=draft.confidence,
            headline=self._narration.is_headline(draft.sentence),
        )

    def _content(self, pieces: list[Span], quotes: frozenset[Span]) -> tuple[Span, ...]:
        found: list[Span] = []
        for piece in sorted(pieces):
            trimmed = piece if piece in quotes else self._without_marks(piece, quotes)
            if trimmed is None:
                continue
            if found and found[-1].overlaps(trimmed):
                found[-1] = Span(found[-1].start, max(found[-1].end, trimmed.end))
            else:
                found.append(trimmed)
        return tuple(found)

    def _without_marks(self, piece: Span, quotes: frozenset[Span]) -> Span | None:
        """The clause without a mark, a comma or a space at its edges; quotations stay whole."""
        start, end = piece.start, piece.end
        first = min((q.start for q in quotes if piece.start <= q.start < piece.end), default=end)
        last = max((q.end for q in quotes if piece.start < q.end <= piece.end), default=start)
        while start < min(end, first) and (
            self._text[start] in MARKS + ",;:" or self._text[start].isspace()
        ):
            start += 1
        while end > max(start, last) and (
            self._text[end - 1] in MARKS + ",;" or self._text[end - 1].isspace()
        ):
            end -= 1
        return Span(start, end) if start < end else None


def _lies_in(quote: Span, content: tuple[Span, ...]) -> bool:
    """Whether one of the spans of `content`, in order and apart, has all of the quotation."""
    before = bisect_right(content, quote.start, key=lambda span: span.start)
    return before > 0 and content[before - 1].contains(quote)
