"""Who said what in an English article: what the tagger finds, and rules where it finds nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from index.statements.builder import StatementBuilder
from index.statements.claims import Claim, claims_of_links, claims_of_readings
from index.statements.cues import REPORTS
from index.statements.layouts import claims_of_layout
from index.statements.linking import link, placed
from index.statements.narration import Narration, Sentence, narrate
from index.statements.rules.attribution import SentenceReader
from index.statements.tagger.tagger import TaggedSpan
from index.types import Attribution, Span


def read_english(text: str, tagged: Sequence[TaggedSpan]) -> list[Attribution]:
    """Every statement of a text with these tags, in order of position, as spans of it."""
    narration = narrate(text)
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
