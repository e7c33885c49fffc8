"""The only maker of answers: every point is proved against the stored article, or dropped.

What a draft says of a point is not believed. The words are sliced from the article as it
is stored, and the speaker is the one of the stored statement that holds the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.answering.copies import copied, with_copies
from bot.answering.drafts import Draft, Point
from bot.answering.leads import claims_line, lead_line
from bot.answering.reports import report_span
from bot.answering.types import (
    VERIFIED,
    Answer,
    Citation,
    Claim,
    Evidence,
    NotFound,
    Outcome,
    Question,
    Related,
)
from bot.answering.written.claims import Material, ProposedClaim
from bot.answering.written.proving import ProvedClaim, Prover
from index.errors import LibraryError
from index.library import Library
from index.types import Statement

NOTHING_HOLDS = "What was found is not in the library any more."
MOST_CITED: Final = 7
"""So many places are shown under what a model wrote."""
LONGEST_WRITTEN: Final = 1300
"""Characters of what a model wrote, so that it is shown as a whole wherever it is shown."""


def verify(library: Library, question: Question, draft: Draft, evidence: Evidence) -> Outcome:
    """Prove a draft's points; what holds becomes an Answer or Related, else NotFound."""
    if draft.support == "none":
        return NotFound(question, draft.reason, evidence)
    proved = [citation for point in draft.points if (citation := _prove(library, point))]
    citations = with_copies(library, proved)
    if not citations:
        return NotFound(question, draft.reason or NOTHING_HOLDS, evidence)
    if draft.support == "related":
        return Related(question, draft.reason, citations, evidence)
    return Answer(question, lead_line(citations), citations, evidence, "extractive", VERIFIED)


def verify_written(
    library: Library,
    question: Question,
    proposed: Sequence[ProposedClaim],
    material: Material,
    evidence: Evidence,
) -> Answer | None:
    """Prove what a model wrote, claim by claim; None where less than half of it holds.

    A claim that does not hold is left out whole.
    """
    prover = Prover(library, material)
    proved = [each for claim in proposed if isinstance(each := prover.prove(claim), ProvedClaim)]
    claims, places = _numbered(proved)
    if not claims or 2 * len(claims) < len(proposed):
        return None
    citations = tuple(copied(library, places))
    left_out = len(proposed) - len(claims)
    lead = claims_line(claims, left_out)
    return Answer(question, lead, citations, evidence, "model", VERIFIED, tuple(claims), left_out)


def _numbered(proved: Sequence[ProvedClaim]) -> tuple[list[Claim], list[Citation]]:
    """The claims with their numbers, and what is numbered, in the order of appearance."""
    claims: list[Claim] = []
    numbers: dict[Citation, int] = {}
    written = 0
    for each in proved:
        places = {**numbers}
        for citation in each.citations:
            places.setdefault(citation, len(places) + 1)
        written += len(each.text)
        if len(places) > MOST_CITED or written > LONGEST_WRITTEN:
            break
        numbers = places
        claims.append(Claim(each.text, tuple(numbers[citation] for citation in each.citations)))
    return claims, list(numbers)


def _prove(library: Library, point: Point) -> Citation | None:
    try:
        article = library.get(point.article_id)
        statement = library.statement(point.statement_id) if point.statement_id else None
    except LibraryError:
        return None
    if point.span.end > len(article.text) or not point.span.of(article.text).strip():
        return None
    if point.kind == "passage":
        return Citation(article, point.span, "passage") if _stands(library, point) else None
    if (
        statement is None
        or statement.article_id != article.id
        or not _holds(statement, point, article.text)
    ):
        return None
    return Citation(
        article,
        point.span,
        point.kind,
        statement.speaker,
        statement.id,
        statement.is_inferred,
    )


def _stands(library: Library, point: Point) -> bool:
    """Whether the passage is still there: a new version of an article has passages of its own."""
    return any(
        passage.id == point.passage_id and passage.span.contains(point.span)
        for passage in library.passages(point.article_id)
    )


def _holds(statement: Statement, point: Point, text: str) -> bool:
    """Whether the words are the statement's own.

    Words that claim to be quoted must stand inside its marks, reported ones within the
    report of what an identified speaker said.
    """
    if point.kind == "direct":
        return any(quoted.contains(point.span) for quoted in statement.quote_spans)
    return statement.speaker is not None and report_span(statement, text).contains(point.span)
