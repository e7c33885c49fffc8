"""A circuit breaker: an endpoint that keeps failing is left alone, then tried once.

Owns its three states. Closed, every call goes through; open, none does; half open, one
does, and decides which of the other two comes next.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic
from typing import Final, Literal

from bot.answering.model.errors import EndpointResting

FAILURES: Final = 3
"""So many failures in a row open the breaker."""
REST_SECONDS: Final = 60.0

State = Literal["closed", "open", "half-open"]


class Breaker:
    """Safe to share between threads; `clock` gives seconds that only grow."""

    def __init__(
        self,
        *,
        failures: int = FAILURES,
        rest_seconds: float = REST_SECONDS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._most = failures
        self._rest = rest_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._opened: float | None = None
        self._tried: float | None = None

    @property
    def state(self) -> State:
        with self._lock:
            return self._state()

    def check(self) -> None:
        """Raise EndpointResting where nothing would go through, at no other cost."""
        with self._lock:
            if self._state() == "open":
                raise _resting()

    def enter(self) -> None:
        """Go through, or raise EndpointResting; each call that went through has to report.

        One that never reports, as its thread died, holds up a trial for one more rest.
        """
        with self._lock:
            state = self._state()
            if state == "closed":
                return
            now = self._clock()
            if state == "open" or (self._tried is not None and now - self._tried < self._rest):
                raise _resting()
            self._tried = now

    def succeeded(self) -> None:
        with self._lock:
            self._failures, self._opened, self._tried = 0, None, None

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= self._most:
                self._opened, self._tried = self._clock(), None

    def _state(self) -> State:
        if self._opened is None:
            return "closed"
        return "open" if self._clock() - self._opened < self._rest else "half-open"


def _resting() -> EndpointResting:
    return EndpointResting(
        "The language model failed repeatedly and is left alone for a minute.",
        "`whosaid doctor` tells what is wrong with it.",
    )
