"""The door of writing: an extractive outcome in, a written answer out, or the same with a note.

Owns when a model is asked at all, what that may cost, and what is said where it fails.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Final, Protocol

from bot.answering.model.breaker import Breaker
from bot.answering.model.cache import Asked, Written, WrittenCache
from bot.answering.model.endpoint import Endpoint
from bot.answering.model.errors import (
    BudgetSpent,
    EndpointBusy,
    EndpointRefused,
    EndpointResting,
    EndpointUnreachable,
    WritingFailed,
)
from bot.answering.model.material import gather, messages
from bot.answering.model.protocol import Completion, Message
from bot.answering.model.reply import read_reply, response_format
from bot.answering.types import Answer, Evidence, NotFound, Outcome, Question
from bot.answering.verifier import verify_written
from bot.answering.written.claims import ProposedClaim
from bot.wording import counted
from index.library import Library
from index.store.models import Budget, ModelStore, Spending
from prompts import Prompts

log = logging.getLogger(__name__)

CHARACTERS_A_TOKEN: Final = 3
"""Few, so that what is set aside for a question is rather too much than too little."""

_FREE: Final = (EndpointResting, EndpointUnreachable, EndpointRefused, EndpointBusy)
"""What fails before a word is written costs nothing."""

MARGIN_SECONDS: Final = 0.05
"""Of the limit, for ending what ran into it and accounting for it."""

NOT_PROVED: Final = "What the language model wrote is not borne out, so this is quoted instead."
FAILED: Final = "The language model could not be used, so this is quoted instead."
SPENT: Final = "Today’s budget for the language model is used up, so this is quoted instead."
WRITING: Final = "Writing"

OnStep = Callable[[str], None]


class Uses(Protocol):
    """Where the accounts of each library are: `Libraries`."""

    def model(self, name: str) -> ModelStore: ...


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, and the most that a library may spend in a day."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0
    budget: Budget = field(default_factory=Budget)

    def spending(self, tokens_in: int, tokens_out: int) -> Spending:
        millionths = round(tokens_in * self.tokens_in + tokens_out * self.tokens_out)
        return Spending(tokens_in + tokens_out, millionths)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question comes to; `note` says, in a sentence, why no model wrote it, if so.

    `failure` is the cause where the model failed, which is for its operator.
    """

    outcome: Outcome
    note: str | None = None
    failure: WritingFailed | None = None


class Writer:
    """Lets a model write what was found. Blocks; safe to share between threads."""

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
    ) -> None:
        self._endpoint = endpoint
        self._prompts = prompts
        self._uses = uses
        self._prices = prices
        self._breaker = breaker or Breaker()
        self._cache = cache or WrittenCache()
        self._today = today

    def is_chosen(self, library: Library) -> bool:
        """Whether the library's people have chosen that a model may write its answers."""
        return self._uses.model(library.name).is_chosen()

    def write(
        self,
        library: Library,
        question: Question,
        outcome: Outcome,
        on_step: OnStep = lambda step: None,
    ) -> Reply:
        """The outcome as a model writes it, where that holds; else the outcome as it is.

        What was not found is not asked for. `on_step` is told what is being done. Raises
        StorageError; whatever is wrong with the model becomes a note.
        """
        if isinstance(outcome, NotFound):
            return Reply(outcome)
        began = perf_counter()
        try:
            written = self._written(library, question, outcome, on_step, began)
        except BudgetSpent as error:
            return Reply(outcome, SPENT, error)
        except WritingFailed as error:
            log.info("no answer written (%s): %s", type(error).__name__, error.message)
            return Reply(outcome, FAILED, error)
        on_step(f"Checking {counted(len(written.claims), 'sentence')}")
        evidence = _after(outcome.evidence, began)
        answer = verify_written(library, question, written.claims, written.material, evidence)
        self._log(answer, written)
        if answer is None:
            return Reply(outcome, NOT_PROVED if written.claims else None)
        return Reply(answer)

    def close(self) -> None:
        """End what is still being written."""
        self._endpoint.close()

    def _written(
        self,
        library: Library,
        question: Question,
        outcome: Outcome,
        on_step: OnStep,
        began: float,
    ) -> Written:
        model = self._endpoint.rules.model
        asked = Asked.of(library.name, library.generation, question, self._prompts.version, model)
        if known := self._cache.get(asked):
            return known
        self._breaker.check()
        material = gather(library, outcome)
        on_step(f"Reading {counted(len(material), 'passage')}")
        given = messages(library, self._prompts, question, material)
        on_step(WRITING)
        claims = self._paid(self._uses.model(library.name), given, began)
        written = Written(claims, material)
        self._cache.put(asked, written)
        return written

    def _paid(
        self, use: ModelStore, given: Sequence[Message], began: float
    ) -> tuple[ProposedClaim, ...]:
        """Ask within the budget and through the breaker, and account for it."""
        day = self._today()
        characters = sum(len(message.content) for message in given)
        most_in, most_out = characters // CHARACTERS_A_TOKEN, self._endpoint.rules.max_tokens
        most = self._prices.spending(most_in, most_out)
        if not use.reserve(day, most, self._prices.budget):
            raise BudgetSpent(
                "This library’s budget for the language model is used up for today.",
                "It begins anew at midnight UTC; MODEL_DAILY_TOKENS and MODEL_DAILY_COST set it.",
            )
        spent, error = most, None  # what was begun may be charged, however it ends
        try:
            completion = self._asked(given, began)
            spent = self._spent(completion, most_in)
            return self._read(completion)
        except WritingFailed as failed:
            if isinstance(failed, _FREE):
                spent = Spending()
            error = None if isinstance(failed, EndpointResting) else str(failed)
            raise
        finally:
            use.settle(day, most, spent, error)

    def _asked(self, given: Sequence[Message], began: float) -> Completion:
        """Ask for as long as is left since it began: who waits does so for the limit alone."""
        self._breaker.enter()
        left = self._endpoint.rules.seconds - (perf_counter() - began) - MARGIN_SECONDS
        try:
            return self._endpoint.complete(given, response_format(), max(left, 0.0))
        except WritingFailed:
            self._breaker.failed()
            raise

    def _read(self, completion: Completion) -> tuple[ProposedClaim, ...]:
        """The claims; an endpoint that writes anything else fails as one that is silent."""
        try:
            claims = read_reply(completion.text)
        except WritingFailed:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        return claims

    def _spent(self, completion: Completion, most_in: int) -> Spending:
        tokens_in, tokens_out = completion.tokens_in, completion.tokens_out
        if tokens_in is None or tokens_out is None:
            tokens_in, tokens_out = most_in, len(completion.text) // CHARACTERS_A_TOKEN
        return self._prices.spending(tokens_in, tokens_out)

    def _log(self, answer: Answer | None, written: Written) -> None:
        log.info(
            "model %s, prompts %s: %d of %d claims hold%s",
            self._endpoint.rules.model,
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
