"""Who said what in an article: the door of this package.

The tagger finds sources, cues and contents; where it sees nothing beside a quotation,
rules read the sentence. It keeps to what the article plainly says: a quotation without
a speaker stays without one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from index.statements.attribution import SentenceReader
from index.statements.builder import StatementBuilder
from index.statements.claims import Claim, claims_of_links, claims_of_readings
from index.statements.cues import REPORTS
from index.statements.layouts import claims_of_layout
from index.statements.linking import link, placed
from index.statements.narration import Narration, Sentence, narrate
from index.statements.tagger.tagger import TaggedSpan, Tagger
from index.types import Attribution

RULES_VERSION: Final = "1"
"""Raised whenever other rules read other statements from the same tags."""

_FINGERPRINT_DIGITS: Final = 8


class StatementExtractor:
    """Reads articles for their statements; threads may share one."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def version(self) -> str:
        """Names the tagger's weights and the rules; raises ModelError."""
        return f"{RULES_VERSION}-{self._tagger.fingerprint()[:_FINGERPRINT_DIGITS]}"

    def extract(self, texts: Sequence[str]) -> list[list[Attribution]]:
        """Every statement of each text in order of position, as spans of it.

        Quoted words are in at most one statement. Raises ModelError where the tagger
        cannot be loaded.
        """
        return [
            _read(narrate(text), tagged)
            for text, tagged in zip(texts, self._tagger.tag(texts), strict=True)
        ]


def _read(narration: Narration, tagged: Sequence[TaggedSpan]) -> list[Attribution]:
    laid_out = list(claims_of_layout(narration))
    covered = [paragraph for _, paragraph in laid_out]
    free = [one for one in tagged if not any(one.span.overlaps(part) for part in covered)]
    pieces = placed(free, narration)
    claims: dict[int, list[Claim]] = defaultdict(list)
    for claim in (*(c for c, _ in laid_out), *claims_of_links(narration, link(narration, pieces))):
        claims[claim.sentence].append(claim)
    read = {piece.sentence for piece in pieces if piece.label == "cue"}
    builder = StatementBuilder(narration)
    for number, sentence in enumerate(narration.sentences):
        found = claims.get(number, [])
        if not found and number not in read:
            found = _by_rules(narration, number, sentence)
        builder.add(number, sentence, found)
    return builder.finished()


def _by_rules(narration: Narration, number: int, sentence: Sentence) -> list[Claim]:
    """What rules read in a sentence in which the tagger sees nobody speak.

    Without a quotation only "a statement from …" is trusted to them.
    """
    if not sentence.quotations and REPORTS.isdisjoint(token.low for token in sentence.tokens):
        return []
    readings = [
        reading
        for reading in SentenceReader(sentence).read()
        if sentence.quotations or sentence.low(reading.cue[0]) in REPORTS
    ]
    return list(claims_of_readings(narration.text, number, sentence, readings))
