"""The only maker of answers: what is not proved against the stored article is dropped.

A draft's points, the citations of an earlier answer, and the claims of a language model
come in; only what holds comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.answering.copies import copied, with_copies
from bot.answering.drafting.drafts import Draft
from bot.answering.leads import claims_line, lead_line
from bot.answering.proofs import prove, prove_again
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
    Timings,
)
from bot.answering.written.claims import Material, ProposedClaim, SentPassage, Support
from index.exchanges import Exchange
from index.library import Library
from index.query import Query

if TYPE_CHECKING:
    from bot.answering.written.proving import ProvedClaim

NOTHING_HOLDS = "What was found is not in the library any more."
MOST_CITED: Final = 7
"""So many places are shown under what a model wrote."""
LONGEST_WRITTEN: Final = 1300
"""Characters of what a model wrote, so that it is shown as a whole wherever it is shown."""


def verify(library: Library, question: Question, draft: Draft, evidence: Evidence) -> Outcome:
    """Prove a draft's points; what holds becomes an Answer or Related, else NotFound."""
    if draft.support == "none":
        return NotFound(question, draft.reason, evidence)
    proved = [citation for point in draft.points if (citation := prove(library, point))]
    citations = with_copies(library, proved)
    if not citations:
        return NotFound(question, draft.reason or NOTHING_HOLDS, evidence)
    if draft.support == "related":
        return Related(question, draft.reason, citations, evidence)
    return Answer(question, lead_line(citations), citations, evidence, "extractive", VERIFIED)


def verify_again(library: Library, exchange: Exchange) -> Outcome:
    """What an exchange answered, as far as its words can still be proved.

    Its numbers close up where a quotation is gone; the lead says no more than what is left.
    What a model wrote is shown again only as a whole; else the quotations speak alone.
    """
    question = Question(exchange.meaning, exchange.asked, exchange.limits)
    evidence = Evidence(Query(question.text), (), 0.0, Timings(0.0, 0.0, 0.0))
    proved = [citation for kept in exchange.cited if (citation := prove_again(library, kept))]
    if not proved:
        gone = NOTHING_HOLDS if exchange.cited else exchange.reason or NOTHING_HOLDS
        return NotFound(question, gone, evidence)
    if exchange.status == "related":
        return Related(question, exchange.reason or "", tuple(proved), evidence)
    if written := _written_again(library, question, exchange, proved, evidence):
        return written
    lead, citations = lead_line(proved), tuple(proved)
    return Answer(question, lead, citations, evidence, "extractive", VERIFIED)


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
    # Rules for a model's language are read only where a model is set: they slow every start.
    from bot.answering.written.proving import ProvedClaim, Prover

    prover = Prover(library, material)
    proved = [each for claim in proposed if isinstance(each := prover.prove(claim), ProvedClaim)]
    claims, places = _numbered(proved)
    if not claims or 2 * len(claims) < len(proposed):
        return None
    citations = tuple(copied(library, places))
    left_out = len(proposed) - len(claims)
    lead = claims_line(claims, left_out)
    return Answer(question, lead, citations, evidence, "model", VERIFIED, tuple(claims), left_out)


def _written_again(
    library: Library,
    question: Question,
    exchange: Exchange,
    citations: Sequence[Citation],
    evidence: Evidence,
) -> Answer | None:
    """What a model wrote, where every sentence of it is still borne out by the same words."""
    written = exchange.written
    if written is None or len(citations) < len(exchange.cited):
        return None
    cited = dict(enumerate(citations, start=1))
    if not all(cited.keys() >= set(sentence.numbers) for sentence in written.sentences):
        return None
    sent = {n: SentPassage(c.article.id, c.article.version, c.span) for n, c in cited.items()}
    proposed = [
        ProposedClaim(each.text, tuple(Support(n, cited[n].quote) for n in each.numbers))
        for each in written.sentences
    ]
    answer = verify_written(library, question, proposed, sent, evidence)
    if answer is None or answer.left_out or len(answer.citations) < len(citations):
        return None
    lead = claims_line(answer.claims, written.left_out)
    return replace(answer, lead=lead, left_out=written.left_out)


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
