"""What somebody is claimed to say in one sentence, whoever found it: tagger or rules.

A claim is not yet a statement: nobody has asked who is meant, nor which quotations the
words bring along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from index.statements.cues import REPORTS
from index.statements.linking import Link, Piece
from index.statements.narration import Narration, Sentence, Token
from index.statements.rules.readings import Reading
from index.statements.spoken import is_heard, is_nobody, is_spoken
from index.types import Span

_QUOTING: Final = '“”„«»"'
_BEFORE_WHICH: Final = re.compile(r"\b(?:at|in|on|by|to|with|of|for|from|during|after) \Z")
_FINITE: Final = re.compile(r"(?:was|were|is|are|has|had|will|came|comes)\b")
_ENDING: Final = ",.;:"


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of one paragraph and the phrases that put them in somebody's mouth.

    `sentence` is the number of the cue's sentence, or of the words' own where they only
    go on with what was said in the paragraph before: then `continues` is true, and
    source and cue stand there. `whole` are those of the contents that are one
    quotation, all of whose paragraphs belong to it. `likelihood` is 0 to 1. `is_heard`
    says that the sentence names only who was told.
    """

    sentence: int
    source: Span | None
    cue: Span
    contents: tuple[Span, ...]
    likelihood: float
    continues: bool = False
    whole: frozenset[Span] = frozenset()
    is_heard: bool = False


def claims_of_links(narration: Narration, links: Iterable[Link]) -> Iterator[Claim]:
    """What the tagger found, without what was not said; one claim for each paragraph."""
    for link in links:
        sentence = narration.sentences[link.cue.sentence]
        if not link.contents or not is_spoken(narration.masked, sentence, link.cue.span):
            continue
        if link.source and is_nobody(link.source.span.of(narration.masked)):
            continue
        heard = is_heard(narration.masked, link.cue.span)
        source = link.source.span if link.source and not heard else None
        contents = _without_description(narration.text, link)
        by_paragraph = groupby(contents, key=lambda piece: piece.paragraph)
        for paragraph, group in by_paragraph:
            pieces = list(group)
            continues = paragraph != link.cue.paragraph and pieces[0] is not contents[0]
            yield Claim(
                pieces[0].sentence if continues else link.cue.sentence,
                source,
                link.cue.span,
                tuple(piece.span for piece in pieces),
                _sureness(narration.text, link, pieces),
                continues,
                is_heard=heard,
            )


def _without_description(text: str, link: Link) -> list[Piece]:
    """The contents, without words that only describe the source or what is said of it."""
    return [
        piece
        for piece in link.contents
        if not _describes(text, piece.span, link.source.span if link.source else None)
        and not _is_told_of(text, piece.span, link.cue.span)
    ]


def _describes(text: str, content: Span, source: Span | None) -> bool:
    """Whether it stands right before the source: "The outlet |OTA said"."""
    if source is None:
        return False
    return text[content.end : source.start].isspace() and text[content.end - 1].isalnum()


def _is_told_of(text: str, content: Span, cue: Span) -> bool:
    """Whether the narrator goes on: "a hearing at |which …", "a report by the Chamber |was …"."""
    before = text[max(0, content.start - len(" during ")) : content.start]
    if text.startswith("which ", content.start) and _BEFORE_WHICH.search(before):
        return True
    return cue.of(text).lower() in REPORTS and _FINITE.match(text, content.start) is not None


def claims_of_readings(
    narration: Narration, number: int, sentence: Sentence, readings: Sequence[Reading]
) -> Iterator[Claim]:
    """What the rules found in the `number`th sentence, without what was not said."""
    text = narration.text
    for reading in readings:
        if not is_spoken(narration.masked, sentence, sentence.span_of(text, *reading.cue)):
            continue
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


def _is_block(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and tokens[0].is_block


def _sureness(text: str, link: Link, contents: Sequence[Piece]) -> float:
    """How likely the pieces belong together, by the least likely of them, 0 to 1.

    The curves follow PolNeAR's development articles: at a likelihood of 0.5, 0.7 and 0.9
    the source was right in 0.8, 0.96 and 0.99 of quotations, and in 0.65, 0.91 and 0.98
    of reports without quotation marks.
    """
    # An unheard-of name is likely enough where it stands between a quotation and "said".
    source = [] if _is_plain(text, link, contents) else [*filter(None, [link.source])]
    pieces = [link.cue, *source, *contents]
    least = min(1.0, min(piece.likelihood for piece in pieces) / 0.9)
    quoted = any(mark in piece.span.of(text) for piece in pieces for mark in _QUOTING)
    return 0.5 + 0.5 * float(least**0.8) if quoted else 0.25 + 0.75 * float(least)


def _is_plain(text: str, link: Link, contents: Sequence[Piece]) -> bool:
    """Whether it is written as plainly as can be: “…,” said Ines Maro. “…,” Ines Maro said."""
    if link.source is None or not text[link.source.span.start].isupper():
        return False
    quotation, cue, source = contents[-1].span, link.cue.span, link.source.span
    first, second = sorted((cue, source))
    return (
        text[quotation.end - 1] in _QUOTING
        and text[quotation.end : first.start] == " " == text[first.end : second.start]
        and text[second.end : second.end + 1] in _ENDING
    )
