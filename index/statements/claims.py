"""What somebody is claimed to say in one sentence, whoever found it: tagger or rules.

A claim is not yet a statement: nobody has asked who is meant, nor which quotations the
words bring along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from index.statements.linking import Link, Piece
from index.statements.narration import Narration, Sentence, Token
from index.statements.readings import Reading
from index.statements.spoken import is_heard, is_spoken
from index.types import Span

_STOPS: Final = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of one paragraph and the phrases that put them in somebody's mouth.

    `sentence` is the number of the cue's sentence, or of the words' own where they only
    go on with what was said in the paragraph before: then `continues` is true, and
    source and cue stand there. `whole` are those of the contents that are one
    quotation, all of whose paragraphs belong to it. `likelihood` is 0 to 1.
    """

    sentence: int
    source: Span | None
    cue: Span
    contents: tuple[Span, ...]
    likelihood: float
    continues: bool = False
    whole: frozenset[Span] = frozenset()


def claims_of_links(narration: Narration, links: Iterable[Link]) -> Iterator[Claim]:
    """What the tagger found, without what was not said; one claim for each paragraph."""
    for link in links:
        sentence = narration.sentences[link.cue.sentence]
        if not link.contents or not is_spoken(narration.masked, sentence, link.cue.span):
            continue
        heard = is_heard(narration.masked, link.cue.span)
        source = link.source.span if link.source and not heard else None
        tagged = [link.cue, *filter(None, [link.source])]
        by_paragraph = groupby(link.contents, key=lambda piece: piece.paragraph)
        for paragraph, group in by_paragraph:
            pieces = list(group)
            continues = paragraph != link.cue.paragraph and pieces[0] is not link.contents[0]
            yield Claim(
                pieces[0].sentence if continues else link.cue.sentence,
                source,
                link.cue.span,
                tuple(_joined(narration.text, [piece.span for piece in pieces])),
                _least([*tagged, *pieces]),
                continues,
            )


def claims_of_readings(
    text: str, number: int, sentence: Sentence, readings: Sequence[Reading]
) -> Iterator[Claim]:
    """What the rules found in the `number`th sentence."""
    for reading in readings:
        subject = reading.subject
        parts = [sentence.tokens[first:last] for first, last in reading.content if first < last]
        spans = [Span(tokens[0].start, tokens[-1].end) for tokens in parts]
        if spans:
            yield Claim(
                number,
                sentence.span_of(text, subject.first, subject.last) if subject else None,
                sentence.span_of(text, *reading.cue),
                tuple(spans),
                reading.weight,
                whole=frozenset(
                    span for span, tokens in zip(spans, parts, strict=True) if _is_block(tokens)
                ),
            )


def _joined(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Spans with those made one that only spaces and stops keep apart."""
    current = spans[0]
    for span in spans[1:]:
        between = text[current.end : span.start]
        if all(character.isspace() or character in _STOPS for character in between):
            current = Span(current.start, span.end)
        else:
            yield current
            current = span
    yield current


def _is_block(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and tokens[0].is_block


def _least(pieces: Sequence[Piece]) -> float:
    return min(piece.likelihood for piece in pieces)
