"""Which source, cue and content belong together.

Each content goes to the nearest cue and each cue to the nearest source, where what
stands between counts as distance; a content without a cue of its own goes on with the
one before it. Distances are in characters. They were searched for at random on
PolNeAR's training articles, where they link 0.94 of attributions as annotated.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from index.statements.narration import Narration
from index.statements.quotations import MARKS
from index.statements.tagger.labels import Label
from index.statements.tagger.tagger import TaggedSpan
from index.types import Span

_SENTENCE: Final = 300
_BETWEEN: Final[Mapping[Label, Mapping[Label, int]]] = {
    "content": {"content": 150, "cue": 700, "source": 30},
    "source": {"content": 60, "cue": 0, "source": 70},
}
"""What stands between a cue and a candidate for its content or source, as a distance."""
_SOURCE_AFTER: Final = 95
_RELATIVE: Final = 100
_IMPERSONAL: Final = 180
_FURTHEST: Final[Mapping[Label, int]] = {"content": 2000, "source": 360}
_NEAREST: Final = 6
_GOING_ON: Final = 115
_GOING_ON_OVER_SENTENCE: Final = 110
_GOING_ON_IN_PARAGRAPH: Final = 20

_RELATIVES: Final = frozenset({"who", "that", "which"})
# "It is unclear", "reportedly", "is expected": there is seldom anybody behind it.
_WITHOUT_SOURCE: Final = re.compile(
    r"^(?:it\b|there\b|reportedly|allegedly|supposedly|apparently|expected|likely)"
    r"|\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s)?\w+(?:ed|en|wn|id|ought|eld)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A tagged span with the numbers of its sentence and its paragraph."""

    label: Label
    span: Span
    likelihood: float
    sentence: int
    last_sentence: int
    paragraph: int


@dataclass(slots=True)
class Link:
    """A cue with its source and its contents, in order of the text."""

    cue: Piece
    source: Piece | None = None
    contents: list[Piece] = field(default_factory=list)


def placed(tagged: Iterable[TaggedSpan], narration: Narration) -> list[Piece]:
    """Tagged spans with their places in the text."""
    pieces = []
    for one in tagged:
        first = narration.sentence_at(one.span.start)
        last = narration.sentence_at(one.span.end - 1)
        paragraph = narration.sentences[first].paragraph
        pieces.append(Piece(one.label, one.span, one.likelihood, first, last, paragraph))
    return pieces


def link(narration: Narration, pieces: Sequence[Piece]) -> list[Link]:
    """The links of a text, in the order of their cues; `pieces` must be in order."""
    links = {id(piece): Link(piece) for piece in pieces if piece.label == "cue"}
    last: tuple[Piece, Link | None] | None = None
    above: Piece | None = None
    for _, group in groupby(pieces, key=lambda piece: piece.paragraph):
        paragraph = _Paragraph(narration, list(group))
        for cue in paragraph.of("cue"):
            links[id(cue)].source = paragraph.source_of(cue)
        for content in paragraph.of("content"):
            ways = [(cost, links[id(cue)]) for cost, cue in paragraph.cues_for(content)]
            ways.extend(paragraph.going_on(content, last, above, links))
            cost, chosen = min(ways, key=lambda way: way[0], default=(0, None))
            if chosen is not None and cost < _FURTHEST["content"]:
                chosen.contents.append(content)
            else:
                chosen = None
            last = (content, chosen)
        above = paragraph.pieces[-1]
    return list(links.values())


class _Paragraph:
    """The pieces of one paragraph, and how far they are from each other."""

    def __init__(self, narration: Narration, pieces: list[Piece]) -> None:
        self._narration = narration
        self._text = narration.text
        self.pieces = pieces
        self._place = {id(piece): place for place, piece in enumerate(pieces)}
        self._places: dict[Label, list[int]] = defaultdict(list)
        for place, piece in enumerate(pieces):
            self._places[piece.label].append(place)

    def of(self, label: Label) -> list[Piece]:
        return [piece for piece in self.pieces if piece.label == label]

    def source_of(self, cue: Piece) -> Piece | None:
        near = [
            (self._distance(source, cue) + self._doubt(source, cue), source)
            for source in self._near(cue, "source")
        ]
        cost, source = min(near, key=lambda pair: pair[0], default=(0, None))
        return source if cost < _FURTHEST["source"] else None

    def cues_for(self, content: Piece) -> Iterator[tuple[int, Piece]]:
        """The cues that a content may belong to, with their distances."""
        apart = self._is_whole_sentence(content)
        for cue in self._near(content, "cue"):
            if apart or content.sentence <= cue.sentence <= content.last_sentence:
                yield self._distance(content, cue), cue

    def going_on(
        self,
        content: Piece,
        last: tuple[Piece, Link | None] | None,
        above: Piece | None,
        links: Mapping[int, Link],
    ) -> Iterator[tuple[int, Link]]:
        """The ways in which a content may belong to what was said before it."""
        place = self._place[id(content)]
        if place == 0 and above is not None and self._introduces(above, content):
            yield 0, links[id(above)]
        if last is None or last[1] is None:
            return
        before, said = last[0], last[1]
        if content.sentence != before.last_sentence and not self._is_whole_sentence(content):
            return
        if before.paragraph == content.paragraph:
            if self.pieces[place - 1] is before:
                over = max(0, content.sentence - before.last_sentence - 1)
                gap = content.span.start - before.span.end
                yield _GOING_ON + gap + _GOING_ON_OVER_SENTENCE * over, said
        elif place == 0 and self._goes_on(before, content):
            yield _GOING_ON_IN_PARAGRAPH, said

    def _is_whole_sentence(self, content: Piece) -> bool:
        """Whether the narrator adds no word to it in its sentence."""
        start = self._narration.sentences[content.sentence].span.start
        end = self._narration.sentences[content.last_sentence].span.end
        beside = self._text[start : content.span.start] + self._text[content.span.end : end]
        return not any(character.isalnum() for character in beside)

    def _introduces(self, above: Piece, content: Piece) -> bool:
        """Whether a cue ends the paragraph before with a colon."""
        between = self._text[above.span.start : content.span.start]
        near = content.paragraph - above.paragraph == 1
        return near and above.label == "cue" and between.rstrip().endswith(":")

    def _goes_on(self, before: Piece, content: Piece) -> bool:
        """Whether this paragraph goes on with what was said in the one before it."""
        if content.paragraph - before.paragraph != 1:
            return False
        if before.span.of(self._text).rstrip().endswith(":"):
            return True
        opening = self._text[max(0, content.span.start - 1) : content.span.start + 1].strip()
        return opening[:1] in (*MARKS,) and not self._places["cue"]

    def _near(self, piece: Piece, label: Label) -> Iterator[Piece]:
        """The nearest pieces of a label, a few on either side: others are too far by any count."""
        places = self._places[label]
        at = bisect_left(places, self._place[id(piece)])
        for place in places[max(0, at - _NEAREST) : at + _NEAREST]:
            yield self.pieces[place]

    def _distance(self, piece: Piece, cue: Piece) -> int:
        first, second = (piece, cue) if piece.span.start < cue.span.start else (cue, piece)
        distance = second.span.start - first.span.end
        distance += _SENTENCE * (second.sentence - first.last_sentence)
        weights = _BETWEEN[piece.label]
        between = self.pieces[self._place[id(first)] + 1 : self._place[id(second)]]
        return distance + sum(weights[other.label] for other in between)

    def _doubt(self, source: Piece, cue: Piece) -> int:
        """What speaks against a source beside its distance."""
        doubt = _SOURCE_AFTER if source.span.start > cue.span.start else 0
        apart = cue.span.start - source.span.end > 1
        if apart and source.span.of(self._text).lower() in _RELATIVES:
            doubt += _RELATIVE
        return doubt + (_IMPERSONAL if _WITHOUT_SOURCE.search(cue.span.of(self._text)) else 0)
