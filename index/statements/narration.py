"""An article as its narrator's sentences, each quotation seen as one opaque block.

What is inside quotation marks must not be mistaken for the narrator's words: a "he
said" within a quotation belongs to the quoted. So quotations are masked, character by
character, and the sentences and words of what is left are read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import repeat
from typing import Final, NamedTuple

from index.sentences import LINE_BREAKS, sentence_spans
from index.statements.cues import TRIGGERS
from index.statements.quotations import Quotation, quotations
from index.types import Span

BLOCK: Final = "\ue000"

_OPENING: Final = 160
_LONGEST: Final = 2500  # characters; whatever is longer is a list or a table
_WORD: Final = re.compile(r"[a-z]+")

_TOKEN: Final = re.compile(
    r"\w+(?:['’&\-./]\w+)*|[,;:—–―()\[\]!?…]|" + BLOCK + r"+|--|(?<=\s)-(?=\s)"
)
# “Why?” Mara Venn asked. – the mark ends the question, not the narrator's sentence.
_SPOKEN_AFTER: Final = re.compile(
    r"[ \u00a0]+(?:[A-Z][\w.'’\-]*[ \u00a0]+){1,5}"
    r"(?:said|says|asks|told|wrote|cried|[a-z]+ed)\b"
    r"(?=[ \u00a0]*(?:[.,;:]|\Z|\n"
    r"|(?:in|on|at|during|after|as|when|of|via|with|to|the|his|her|reporters|[A-Z]\w+)\b))"
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
    """A sentence of the narration.

    `paragraph` counts from 0; `end` is the number of tokens without a final full stop.
    Of a sentence in which nothing is said, only the opening is read into tokens, and `end` is 0.
    """

    span: Span
    paragraph: int
    quotations: tuple[Quotation, ...]
    tokens: tuple[Token, ...]
    end: int

    def span_of(self, text: str, first: int, last: int) -> Span:
        """Tokens `first` to `last`, end-exclusive, with the stop of a final "U.S." or "Jr."."""
        token = self.tokens[last - 1]
        abbreviated = "." in token.raw or token.low in ("jr", "sr", "inc", "corp", "co", "ltd")
        stop = abbreviated and text.startswith(".", token.end)
        return Span(self.tokens[first].start, token.end + stop)

    def low(self, at: int) -> str:
        """The token at `at` in lower case; empty beyond the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def is_block(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].is_block

    def follows_block(self, at: int) -> bool:
        """Whether a quotation stands right before `at`, or before the mark there."""
        return self.is_block(at - 1) or self.is_block(at - 2)

    def is_heading(self, masked: str) -> bool:
        """Whether it is set as a heading: most words capitalised, and no full stop."""
        if masked[self.span.end - 1] in ".!?…,:;" or self.quotations or len(self.span) > _OPENING:
            return False
        words = [t.raw for t in self.tokens if len(t.raw) > 3 and t.raw[0].isalpha()]
        return 3 * sum(word[0].isupper() for word in words) >= 2 * len(words)

    def is_only_quotation(self) -> bool:
        """Whether the narrator adds no word to what is quoted."""
        return all(token.is_block or not token.raw[0].isalnum() for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Narration:
    """An article read: its text with quotations masked, and the sentences of that."""

    text: str
    masked: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset, or of the last one before it."""
        after = bisect_right(self.sentences, offset, key=lambda sentence: sentence.span.start)
        return max(0, after - 1)

    def is_headline(self, sentence: Sentence) -> bool:
        """Whether it is the article's headline, or set as a heading within it."""
        if sentence.is_heading(self.masked):
            return True
        opens = sentence.paragraph == 0 and self.sentences[-1].paragraph > 0
        return opens and self.text[sentence.span.end - 1] not in '.!?…”"’»“:;,'

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """The words and marks of a stretch of the narrator's own words."""
        return _tokens(self.masked, span.start, span.end)


def narrate(text: str) -> Narration:
    """Read `text`; offsets of everything in the result are offsets into it."""
    top = [quotation for quotation in quotations(text) if quotation.level == 0]
    masked = _mask(text, top)
    parts = sorted((part.start, index) for index, q in enumerate(top) for part in q.outer)
    starts = [start for start, _ in parts]
    sentences = []
    paragraph, last_end = 0, 0
    for span in sentence_spans(masked):
        if any(text[at] in LINE_BREAKS for at in range(last_end, span.start)):
            paragraph += 1
        last_end = span.end
        inside = parts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        quoted = tuple(top[index] for _, index in inside)
        sentences.append(_sentence(masked, span, paragraph, quoted))
    return Narration(text, masked, tuple(sentences), tuple(top))


def _sentence(
    masked: str,
    span: Span,
    paragraph: int,
    quoted: tuple[Quotation, ...],
) -> Sentence:
    narrated = len(masked[span.start : span.end].replace(BLOCK, ""))
    words = _WORD.findall(masked[span.start : span.end].lower()) if narrated < _LONGEST else []
    speaks = narrated < _LONGEST and (bool(quoted) or not TRIGGERS.isdisjoint(words))
    end = span.end if speaks else min(span.end, span.start + _OPENING)
    tokens = _tokens(masked, span.start, end)
    count = len(tokens)
    while count and tokens[count - 1].raw in ".!?…":
        count -= 1
    if not speaks:
        count = 0
    return Sentence(span, paragraph, quoted, tokens, count)


def _tokens(masked: str, start: int, end: int) -> tuple[Token, ...]:
    # Tuples are made in one sweep: this is most of the time that an article takes.
    matches = list(_TOKEN.finditer(masked, start, end))
    raw = [match[0] for match in matches]
    rows = zip(
        [m.start() for m in matches],
        [m.end() for m in matches],
        raw,
        map(str.lower, raw),
        strict=False,
    )
    return tuple(map(tuple.__new__, repeat(Token), rows))


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
