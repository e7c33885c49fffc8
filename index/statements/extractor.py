"""Who said what in an article: the door of this package.

In English the tagger finds sources, cues and contents; where it sees nothing beside a
quotation, rules read the sentence. Other languages are read by rules alone. Both keep
to what the article plainly says: a quotation without a speaker stays without one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index.languages import ENGLISH, language_of
from index.statements.builder import StatementBuilder
from index.statements.claims import Claim, claims_of_links, claims_of_readings
from index.statements.cues import REPORTS
from index.statements.layouts import claims_of_layout
from index.statements.linking import link, placed
from index.statements.narration import Narration, Sentence, narrate
from index.statements.rules.attribution import SentenceReader
from index.statements.tagger.tagger import TaggedSpan, Tagger
from index.types import Attribution, Span

RULES_VERSION: Final = "4"
"""Raised whenever other rules read other statements from the same tags."""

_FINGERPRINT_DIGITS: Final = 8


class StatementExtractor:
    """Reads articles for their statements; threads may share one."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def version(self) -> str:
        """Names the tagger's weights and the rules; raises ModelError."""
        return f"{RULES_VERSION}-{self._tagger.fingerprint()[:_FINGERPRINT_DIGITS]}"

    def extract(
        self, texts: Sequence[str], languages: Sequence[str | None] | None = None
    ) -> list[list[Attribution]]:
        """Every statement of each text in order of position, as spans of it.

        A text of no given language, by its code, is in the one that its words tell.
        Quoted words are in at most one statement. Raises ModelError where the tagger
        cannot be loaded.
        """
        given = languages or [None] * len(texts)
        codes = [code or language_of(text) for text, code in zip(texts, given, strict=True)]
        english = [text for text, code in zip(texts, codes, strict=True) if code == ENGLISH.code]
        tags = iter(self._tagger.tag(english) if english else ())
        return [
            _read(narrate(text), next(tags)) if code == ENGLISH.code else _read_foreign(text, code)
            for text, code in zip(texts, codes, strict=True)
        ]


def _read_foreign(text: str, code: str) -> list[Attribution]:
    # The rules of three languages take a while to load, which English articles need not.
    from index.statements.foreign import read_foreign

    return read_foreign(text, code)


def _read(narration: Narration, tagged: Sequence[TaggedSpan]) -> list[Attribution]:
    laid_out = list(claims_of_layout(narration))
    covered = sorted(paragraph for _, paragraph in laid_out)
    free = [one for one in tagged if not _overlap(covered, one.span)]
    pieces = placed(free, narration)
    claims: dict[int, list[Claim]] = defaultdict(list)
    for claim in (*(c for c, _ in laid_out), *claims_of_links(narration, link(narration, pieces))):
        claims[claim.sentence].append(claim)
    builder = StatementBuilder(narration)
    for number, sentence in enumerate(narration.sentences):
        found = claims.get(number)
        if not found:
            found = _by_rules(narration, number, sentence)
        elif any(claim.source is None for claim in found):
            found = _with_sources(narration, number, sentence, found)
        builder.add(number, sentence, found)
    return builder.finished()


def _overlap(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of `spans`, in order and apart, overlaps another span."""
    at = bisect_left(spans, span.start, key=lambda one: one.end)
    return any(one.overlaps(span) for one in spans[at : at + 2])


def _with_sources(
    narration: Narration, number: int, sentence: Sentence, claims: Sequence[Claim]
) -> list[Claim]:
    """The claims, those without a source with the one that rules read for the same cue."""
    readings = SentenceReader(sentence).read()
    read = list(claims_of_readings(narration, number, sentence, readings))
    sources = {
        claim: next((one.source for one in read if one.cue.overlaps(claim.cue)), None)
        for claim in claims
        if claim.source is None and not claim.is_heard
    }
    return [replace(claim, source=sources.get(claim, claim.source)) for claim in claims]


def _by_rules(narration: Narration, number: int, sentence: Sentence) -> list[Claim]:
    """What rules read in a sentence in which the tagger finds nothing said.

    Without a quotation only "a statement from …" is trusted to them.
    """
    if not sentence.quotations and REPORTS.isdisjoint(token.low for token in sentence.tokens):
        return []
    readings = [
        reading
        for reading in SentenceReader(sentence).read()
        if sentence.quotations or sentence.low(reading.cue[0]) in REPORTS
    ]
    return list(claims_of_readings(narration, number, sentence, readings))
