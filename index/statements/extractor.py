"""Who said what in an article, by rules.

The door of this package. It keeps to what the article plainly says: a quotation
without a speaker stays without one.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from index.statements.attribution import SentenceReader
from index.statements.narration import Narration, Sentence, Token, narrate
from index.statements.quotations import MARKS
from index.statements.readings import Reading
from index.statements.speakers import SpeakerResolver
from index.types import Attribution, Span, Speaker, StatementKind

_FEWEST_WORDS_ALONE: Final = 4
_UNKNOWN: Final = 0.2


class StatementExtractor:
    """Reads an article for its statements; has no state, so threads may share one."""

    def extract(self, text: str) -> list[Attribution]:
        """Every statement of `text` in order of position, as spans of it.

        Quoted words are in at most one statement. Nothing is raised for any text.
        """
        return _ArticleReader(narrate(text)).read()


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


class _ArticleReader:
    """Turns the sentences of one article into statements."""

    def __init__(self, narration: Narration) -> None:
        self._text = narration.text
        self._sentences = narration.sentences
        self._resolver = SpeakerResolver(narration)
        self._drafts: list[_Draft] = []
        self._claimed: set[int] = set()

    def read(self) -> list[Attribution]:
        for number, sentence in enumerate(self._sentences):
            readings = SentenceReader(sentence).read()
            if readings:
                self._speech(sentence, number, readings)
            elif sentence.quotations and sentence.is_only_quotation():
                self._continuation(sentence, number)
            else:
                self._resolver.passed(sentence, number)
        finished = [a for a in map(self._finish, self._drafts) if a is not None]
        return sorted(finished, key=lambda a: (a.content_spans[0].start, a.content_spans[-1].end))

    def _speech(self, sentence: Sentence, number: int, readings: list[Reading]) -> None:
        # Words before a cue are said there, whatever cue stands further left.
        order = sorted(readings, key=lambda reading: reading.place == "after")
        drafts: dict[int, _Draft] = {}
        for reading in readings:
            draft = self._draft(sentence, number, reading)
            drafts[id(reading)] = draft
        for reading in order:
            self._claim(sentence, reading, drafts[id(reading)])
        for reading in reversed(readings):
            if reading.place == "after":
                self._claim_covered(sentence, reading, drafts[id(reading)])
        self._drafts.extend(drafts[id(reading)] for reading in readings)

    def _draft(self, sentence: Sentence, number: int, reading: Reading) -> _Draft:
        subject = reading.subject
        speaker, certainty, span = None, _UNKNOWN, None
        if subject is not None:
            span = sentence.span_of(self._text, subject.first, subject.last)
            resolved = self._resolver.resolve(sentence, number, subject)
            self._resolver.heard(sentence, number, subject, resolved)
            if resolved is not None:
                speaker, certainty = resolved.speaker, resolved.certainty * reading.weight
        cue = sentence.span_of(self._text, *reading.cue)
        return _Draft(sentence, number, speaker, span, cue, round(certainty, 3))

    def _claim(self, sentence: Sentence, reading: Reading, draft: _Draft) -> None:
        """Takes the content; a quotation that is all of it brings its other paragraphs."""
        for first, last in reading.content:
            if first >= last:
                continue
            tokens = sentence.tokens[first:last]
            if len(tokens) == 1 and tokens[0].is_block:
                self._take_quotations(sentence, tokens[0], draft, whole=True)
            else:
                draft.pieces.append(Span(tokens[0].start, tokens[-1].end))
                if reading.place != "after":
                    for token in tokens:
                        if token.is_block:
                            self._take_quotations(sentence, token, draft, whole=False)

    def _claim_covered(self, sentence: Sentence, reading: Reading, draft: _Draft) -> None:
        for first, last in reading.content:
            for at in range(first, last):
                token = sentence.tokens[at]
                # What a colon brings in the middle of a clause may be anybody's words.
                if token.is_block and (at == first or sentence.low(at - 1) != ":"):
                    self._take_quotations(sentence, token, draft, whole=False)

    def _take_quotations(
        self, sentence: Sentence, block: Token, draft: _Draft, *, whole: bool
    ) -> None:
        for quotation in sentence.quotations_in(block):
            key = quotation.outer[0].start
            if key in self._claimed or not quotation.closed:
                continue
            self._claimed.add(key)
            draft.quotes.extend(quotation.spans)
            if whole:
                draft.pieces.extend(quotation.spans)

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
        if self._text[last.quotes[-1].end - 1] == "?":
            return None  # whoever answers is somebody else
        confidence = round(last.confidence * 0.8, 3)
        return _Draft(sentence, number, last.speaker, last.speaker_span, None, confidence)

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
            self._text[start] in MARKS or self._text[start].isspace()
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
