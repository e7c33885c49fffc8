"""An article as its narrator's sentences, each quotation seen as one opaque block.

What is inside quotation marks must not be mistaken for the narrator's words: a "he
said" within a quotation belongs to the quoted. So quotations are masked, character by
character, and the sentences and words of what is left are read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final, NamedTuple

from index.sentences import sentence_spans
from index.statements.quotations import Quotation, quotations
from index.types import Span

BLOCK: Final = "\ue000"

_TOKEN: Final = re.compile(
    BLOCK + r"+|(?:[^\W\d_]\.){2,}|(?:Jr|Sr|Inc|Corp|Co|Ltd)\."
    r"|[^\W_]+(?:['’&\-./][^\W_]+)*|[,;:—–―()\[\]!?…]|--|(?<=\s)-(?=\s)"
)
# “Why?” Mara Venn asked. – the mark ends the question, not the narrator's sentence.
_SPOKEN_AFTER: Final = re.compile(
    r"[ \u00a0]+(?:[A-Z][\w.'’\-]*[ \u00a0]+){1,5}"
    r"(?:said|says|asked|asks|told|added|wrote|tweeted|shouted|cried|joked|replied|continued|exclaimed)\b"
    r"(?=[ \u00a0]*(?:[.,;:]|\Z|\n|(?:in|on|at|during|after|as|when|of|via|with|to|the|his|her|reporters|"
    r"[A-Z]\w+)\b))"
)


class Token(NamedTuple):
    """A word, a punctuation mark or a quotation block; `low` is the word in lower case."""

    start: int
    end: int
    raw: str
    low: str

    @property
    def is_block(self) -> bool:
        return self.raw[0] == BLOCK


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the narration; `paragraph` counts from 0."""

    span: Span
    paragraph: int
    quotations: tuple[Quotation, ...]
    tokens: tuple[Token, ...]

    @property
    def is_heading(self) -> bool:
        """Whether it is set as a heading: most words capitalised, and no full stop."""
        if not self.tokens or self.tokens[-1].raw in ".!?…,:;":
            return False
        words = [t.raw for t in self.tokens if len(t.raw) > 3 and t.raw[0].isalpha()]
        return 3 * sum(word[0].isupper() for word in words) >= 2 * len(words)

    def quotations_in(self, block: Token) -> list[Quotation]:
        """The quotations, or parts of one, that the block stands for."""
        return [
            quotation
            for quotation in self.quotations
            if any(block.start <= outer.start < block.end for outer in quotation.outer)
        ]


@dataclass(frozen=True, slots=True)
class Narration:
    """An article read: its text with quotations masked, and the sentences of that."""

    text: str
    masked: str
    sentences: tuple[Sentence, ...]


def narrate(text: str) -> Narration:
    """Read `text`; offsets of everything in the result are offsets into it."""
    top = [quotation for quotation in quotations(text) if quotation.level == 0]
    masked = _mask(text, top)
    parts = sorted((part.start, index) for index, q in enumerate(top) for part in q.outer)
    starts = [start for start, _ in parts]
    sentences = []
    paragraph, last_end = 0, 0
    for span in sentence_spans(masked):
        if _breaks_line(text, last_end, span.start):
            paragraph += 1
        last_end = span.end
        inside = parts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        quoted = tuple(top[index] for _, index in inside)
        sentences.append(Sentence(span, paragraph, quoted, _tokens(masked, span)))
    return Narration(text, masked, tuple(sentences))


def _breaks_line(text: str, start: int, end: int) -> bool:
    return len(text[start:end].splitlines()) > 1 or text[start:end].endswith("\n")


def _tokens(masked: str, span: Span) -> tuple[Token, ...]:
    return tuple(
        Token(match.start(), match.end(), raw, raw.lower())
        for match in _TOKEN.finditer(masked, span.start, span.end)
        for raw in (match[0],)
    )


def _mask(text: str, top: list[Quotation]) -> str:
    """Blocks for quotations; the punctuation that ends one is put after its block."""
    characters = list(text.replace(BLOCK, "\ufffd"))
    for quotation in top:
        last = quotation.outer[-1]
        for inner, outer in zip(quotation.spans, quotation.outer, strict=True):
            ending = text[inner.end - 1]
            characters[outer.start : outer.end] = BLOCK * len(outer)
            if ending in ".,!?…" and len(outer) > 1:
                characters[outer.end - 1] = _ending(text, ending, outer.end)
            if outer is not last:
                characters[outer.end - 1] = "."
    return "".join(characters)


def _ending(text: str, ending: str, end: int) -> str:
    return "," if ending in "?!" and _SPOKEN_AFTER.match(text, end) else ending
