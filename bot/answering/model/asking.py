"""Asking a model on behalf of a library: within its budget, its time, and through the breaker.

Owns what an asking may cost and how it is accounted for; what is asked, and what a reply
has to look like, is the business of those that ask.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Any, Final, Protocol, TypeVar

from bot.answering.model.breaker import Breaker
from bot.answering.model.endpoint import Endpoint
from bot.answering.model.errors import (
    BudgetSpent,
    EndpointBusy,
    EndpointRefused,
    EndpointResting,
    EndpointUnreachable,
    WritingFailed,
)
from bot.answering.model.protocol import Completion, Message, too_slow
from index.library import Library
from index.store.models import Budget, ModelStore, Spending

CHARACTERS_A_TOKEN: Final = 3
"""Few, so that what is set aside for a question is rather too much than too little."""

MARGIN_SECONDS: Final = 0.05
"""Of the limit, for ending what ran into it and accounting for it."""

_FREE: Final = (EndpointResting, EndpointUnreachable, EndpointRefused, EndpointBusy)
"""What fails before a word is written costs nothing."""

T = TypeVar("T")


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
class TimeLimit:
    """Until when a question may keep a model busy, in seconds of `perf_counter`."""

    end: float

    @classmethod
    def of(cls, seconds: float) -> TimeLimit:
        """The limit that begins now."""
        return cls(perf_counter() + seconds)

    @property
    def left(self) -> float:
        """Seconds, those for ending and accounting taken off; 0 where it is over."""
        return max(self.end - perf_counter() - MARGIN_SECONDS, 0.0)

    def half(self) -> TimeLimit:
        """Half of what is left, for what is asked before the answer itself."""
        now = perf_counter()
        return TimeLimit(now + (self.end - now) / 2)


class Asker:
    """Asks one model for any library. Blocks; safe to share between threads."""

    def __init__(
        self,
        endpoint: Endpoint,
        uses: Uses,
        prices: Prices,
        breaker: Breaker | None = None,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        self._endpoint = endpoint
        self._uses = uses
        self._prices = prices
        self._breaker = breaker or Breaker()
        self._today = today

    @property
    def model(self) -> str:
        return self._endpoint.rules.model

    @property
    def seconds(self) -> float:
        """How long all that a question asks of the model may take."""
        return self._endpoint.rules.seconds

    def is_chosen(self, library: Library) -> bool:
        """Whether the library's people have chosen that a model may write its answers."""
        return self._uses.model(library.name).is_chosen()

    def check(self) -> None:
        """Raise EndpointResting where the endpoint is left alone, before anything is prepared."""
        self._breaker.check()

    def ask(
        self,
        library: Library,
        given: Sequence[Message],
        form: dict[str, Any],
        read: Callable[[str], T],
        limit: TimeLimit,
    ) -> T:
        """What `read` makes of the reply, which should have the form. Raises WritingFailed.

        `read` raises ReplyMalformed for what has another form.
        """
        if not limit.left:
            raise too_slow(self.seconds)
        use, day = self._uses.model(library.name), self._today()
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
            completion = self._completion(given, form, limit)
            spent = self._spent(completion, most_in)
            return self._read(completion, read)
        except WritingFailed as failed:
            if isinstance(failed, _FREE):
                spent = Spending()
            error = None if isinstance(failed, EndpointResting) else str(failed)
            raise
        finally:
            use.settle(day, most, spent, error)

    def close(self) -> None:
        """End what is still being asked."""
        self._endpoint.close()

    def _completion(
        self, given: Sequence[Message], form: dict[str, Any], limit: TimeLimit
    ) -> Completion:
        """Ask for as long as is left: who waits does so for the limit alone."""
        self._breaker.enter()
        try:
            return self._endpoint.complete(given, form, limit.left)
        except WritingFailed:
            self._breaker.failed()
            raise

    def _read(self, completion: Completion, read: Callable[[str], T]) -> T:
        """What was asked for; an endpoint that writes anything else fails as a silent one."""
        try:
            found = read(completion.text)
        except WritingFailed:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        return found

    def _spent(self, completion: Completion, most_in: int) -> Spending:
        tokens_in, tokens_out = completion.tokens_in, completion.tokens_out
        if tokens_in is None or tokens_out is None:
            tokens_in, tokens_out = most_in, len(completion.text) // CHARACTERS_A_TOKEN
        return self._prices.spending(tokens_in, tokens_out)
