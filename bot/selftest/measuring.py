"""Asks questions with known answers, and compares what comes with what is right."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, Citation, NotFound, Outcome, status
from bot.selftest.questions import GoldQuestion
from bot.selftest.shelf import Shelf
from bot.selftest.wanted import Looking, Wanted
from index.library import Library
from index.relevance import Relevance

DEPTH: Final = 100
"""Passages among which ranks are looked for."""
NEVER: Final = math.inf
"""The rank of what did not come at all."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a question; None stands for what is not asked for or not in the library.

    Ranks count from 1: that of the first right article among the articles found, and that of
    the first passage that holds the evidence. `without` is what comes where the right
    articles are taken out, and `is_founded` says whether an article that it cites still holds
    the answer's words. `missing` says what the question names and the library does not
    hold, and `fault` what is wrong with what came.
    """

    gold: GoldQuestion
    outcome: Outcome
    article_rank: float | None = None
    evidence_rank: float | None = None
    cites_right: bool | None = None
    shows_words: bool | None = None
    credits_speaker: bool | None = None
    shows_answer: bool | None = None
    without: Outcome | None = None
    is_founded: bool | None = None
    missing: tuple[str, ...] = ()
    fault: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it could be answered: not where the library holds none of the right articles."""
        return not self.gold.articles or self.cites_right is not None


def measure(library: Library, questions: Iterable[GoldQuestion]) -> Iterator[Measured]:
    """Ask each question, as a person would; blocks. Raises StorageError and ModelError."""
    answerer = Answerer(evidence=DEPTH)
    looking = Looking(library)
    for gold in questions:
        wanted = looking.wanted(gold)
        outcome = answerer.answer(library, gold.question)
        if gold.articles and not wanted.articles:
            yield Measured(gold, outcome, missing=wanted.missing)
            continue
        without = None
        if wanted.articles:
            without = answerer.answer(Shelf(library, wanted.articles), gold.question)
        yield _measured(library, gold, wanted, outcome, without)


def _measured(
    library: Library, gold: GoldQuestion, wanted: Wanted, outcome: Outcome, without: Outcome | None
) -> Measured:
    ranked = [hit.passage for hit in outcome.evidence.passages]
    articles = list(dict.fromkeys(passage.article_id for passage in ranked))
    passages = [passage.id for passage in ranked]
    cited = () if isinstance(outcome, NotFound) else outcome.citations
    right = wanted.articles
    cites = any(citation.article.id in right for citation in cited) if right else None
    shows = any(map(wanted.is_shown_by, cited)) if wanted.places else None
    credited = _credited(library, gold.speaker, wanted, cited) if gold.speaker else None
    answer = Relevance(library.rarity(gold.answer or ""))
    founded = None
    if answer.total and isinstance(without, Answer):
        founded = any(_holds(answer, citation.article.text) for citation in without.citations)
    return Measured(
        gold,
        outcome,
        article_rank=_rank(articles, right) if right else None,
        evidence_rank=_rank(passages, wanted.evidence) if wanted.evidence else None,
        cites_right=cites,
        shows_words=shows,
        credits_speaker=credited,
        shows_answer=any(_holds(answer, c.quote) for c in cited) if answer.total else None,
        without=without,
        is_founded=founded,
        missing=wanted.missing,
        fault=_fault(gold, outcome, cites=cites, shows=shows, credited=credited),
    )


def _holds(answer: Relevance, text: str) -> bool:
    return answer.coverage(text) > 1 - 1e-9


def _rank(found: Sequence[object], wanted: Collection[object]) -> float:
    return next((place for place, one in enumerate(found, start=1) if one in wanted), NEVER)


def _credited(library: Library, speaker: str, wanted: Wanted, cited: Sequence[Citation]) -> bool:
    """Whether the speaker has the wanted words, or any where none of those are shown."""
    names = {speaker, *library.directory().called(speaker)}
    showing = [citation for citation in cited if wanted.is_shown_by(citation)]
    return any(c.speaker is not None and c.speaker.name in names for c in showing or cited)


def _fault(
    gold: GoldQuestion,
    outcome: Outcome,
    *,
    cites: bool | None,
    shows: bool | None,
    credited: bool | None,
) -> str | None:
    if gold.expect == "not_found":
        return None if isinstance(outcome, NotFound) else f"should not be found, {_is(outcome)}"
    if not isinstance(outcome, Answer):
        return f"should be answered, {_is(outcome)}"
    if cites is False:
        return "cites no right article"
    if shows is False:
        return "does not show the wanted words"
    return f"does not credit {gold.speaker}" if credited is False else None


def _is(outcome: Outcome) -> str:
    return f"but is {status(outcome).replace('_', ' ')}"
