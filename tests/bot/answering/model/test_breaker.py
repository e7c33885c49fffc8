from __future__ import annotations

import pytest

from bot.answering.model.breaker import Breaker
from bot.answering.model.errors import EndpointResting


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def state(breaker: Breaker) -> str:
    return breaker.state


def test_the_three_states() -> None:
    clock = Clock()
    breaker = Breaker(failures=2, rest_seconds=10, clock=clock)
    breaker.enter()
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert state(breaker) == "closed"
    breaker.failed()
    assert state(breaker) == "open"
    for refused in (breaker.enter, breaker.check):
        with pytest.raises(EndpointResting):
            refused()
    clock.now = 10
    assert state(breaker) == "half-open"
    breaker.check()
    breaker.enter()
    with pytest.raises(EndpointResting):
        breaker.enter()  # one is tried at a time
    breaker.succeeded()
    assert state(breaker) == "closed"


def test_a_trial_that_fails_opens_it_again() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, rest_seconds=10, clock=clock)
    breaker.failed()
    clock.now = 10
    breaker.enter()
    breaker.failed()
    assert state(breaker) == "open"
    clock.now = 19
    assert state(breaker) == "open"
    clock.now = 20
    assert state(breaker) == "half-open"


def test_a_trial_that_never_reports_does_not_close_it_for_ever() -> None:
    clock = Clock()
    breaker = Breaker(failures=1, rest_seconds=10, clock=clock)
    breaker.failed()
    clock.now = 10
    breaker.enter()
    clock.now = 20
    breaker.enter()
