"""The door of writing: an extractive outcome in, a written answer out, or the same with a note.

Owns when a model is asked at all, and what is said where it fails.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Final

from bot.answering.answerer import Answerer
from bot.answering.model.asking import Asker, Prices, TimeLimit, Uses
from bot.answering.model.breaker import Breaker
from bot.answering.model.briefing import Briefer
from bot.answering.model.cache import Asked, Written, WrittenCache
from bot.answering.model.endpoint import Endpoint
from bot.answering.model.errors import BudgetSpent, WritingFailed
from bot.answering.model.material import gather, messages
from bot.answering.model.planning import Planner
from bot.answering.model.replies import FAILED, NOT_PROVED, SPENT, OnStep, Reply
from bot.answering.model.reply import claims_form, read_claims
from bot.answering.model.rewriting import Rewriter
from bot.answering.questions.several import is_over_several
from bot.answering.types import Answer, Evidence, NotFound, Outcome, Question
from bot.answering.verifier import verify_written
from bot.wording import counted
from index.library import Library
from prompts import Prompts

log = logging.getLogger(__name__)

PARTING: Final = "Taking the question apart"
WRITING: Final = "Writing"


class Writer:
    """Lets a model write what was found. Blocks; safe to share between threads.

    `rewriter` and `briefer` ask the same model, within the same budgets.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        prompts: Prompts,
        uses: Uses,
        prices: Prices,
        *,
        breaker: Breaker | None = None,
        cache: WrittenCache | None = None,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
        answerer: Answerer | None = None,
    ) -> None:
        self._asker = Asker(endpoint, uses, prices, breaker, today)
        self._prompts = prompts.answer
        self._planner = Planner(self._asker, prompts.plan, answerer or Answerer())
        self._cache = cache or WrittenCache()
        self.rewriter = Rewriter(self._asker, prompts.follow_up)
        self.briefer = Briefer(self._asker, prompts.brief)

    def is_chosen(self, library: Library) -> bool:
        """Whether the library's people have chosen that a model may write its answers."""
        return self._asker.is_chosen(library)

    def write(
        self,
        library: Library,
        question: Question,
        outcome: Outcome,
        on_step: OnStep = lambda step: None,
        *,
        spent: float = 0.0,
    ) -> Reply:
        """The outcome as a model writes it, where that holds; else the outcome as it is.

        What was not found is not asked for, unless it is over several articles. `on_step`
        is told what is being done. `spent` are the seconds that the model took over the
        question before; they count. Raises StorageError; whatever is wrong with the model
        becomes a note.
        """
        if isinstance(outcome, NotFound) and not is_over_several(question.text):
            return Reply(outcome)
        began = perf_counter()
        limit = TimeLimit.of(self._asker.seconds - spent)
        try:
            written = self._written(library, question, outcome, on_step, limit)
        except WritingFailed as error:
            log.info("no answer written (%s): %s", type(error).__name__, error.message)
            note = SPENT if isinstance(error, BudgetSpent) else FAILED
            return Reply(outcome, None if isinstance(outcome, NotFound) else note, error)
        on_step(f"Checking {counted(len(written.claims), 'sentence')}")
        evidence = _after(outcome.evidence, began)
        answer = verify_written(library, question, written.claims, written.material, evidence)
        self._log(answer, written)
        if answer is None:
            is_blamed = written.claims and not isinstance(outcome, NotFound)
            return Reply(outcome, NOT_PROVED if is_blamed else None)
        return Reply(answer)

    def close(self) -> None:
        """End what is still being written."""
        self._asker.close()

    def _written(
        self,
        library: Library,
        question: Question,
        outcome: Outcome,
        on_step: OnStep,
        limit: TimeLimit,
    ) -> Written:
        version, model = self._prompts.version, self._asker.model
        asked = Asked.of(library.name, library.generation, question, version, model)
        if known := self._cache.get(asked):
            return known
        self._asker.check()
        outcomes = [outcome]
        if is_over_several(question.text):
            on_step(PARTING)
            outcomes = [*self._planner.answered(library, question, outcome, limit), outcome]
        material = gather(library, [each for each in outcomes if not isinstance(each, NotFound)])
        if not material:
            return Written((), material)
        on_step(f"Reading {counted(len(material), 'passage')}")
        given = messages(library, self._prompts, question, material)
        on_step(WRITING)
        claims = self._asker.ask(library, given, claims_form(), read_claims, limit)
        written = Written(claims, material)
        self._cache.put(asked, written)
        return written

    def _log(self, answer: Answer | None, written: Written) -> None:
        log.info(
            "model %s, prompts %s: %d of %d claims hold%s",
            self._asker.model,
            self._prompts.version,
            len(answer.claims) if answer else 0,
            len(written.claims),
            "" if answer else "; quoted instead",
        )


def _after(evidence: Evidence, began: float) -> Evidence:
    """The evidence with the time of writing counted in."""
    more = (perf_counter() - began) * 1000
    took = evidence.took
    timings = replace(took, answer=took.answer + more, total=took.total + more)
    return replace(evidence, took=timings)
