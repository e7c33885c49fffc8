"""How many questions are answered in a minute, for each person and for each server.

Buttons that look something up again have a bucket of their own, which is larger.

Token buckets, in memory alone: whoever has been quiet may ask a minute's questions at once,
and goes on as fast as the bucket fills. What is remembered is bounded.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.discord.refusals import TooSoon

MINUTE: Final = timedelta(minutes=1)
PRESSES_FOR_A_QUESTION: Final = 5
"""Buttons that look something up may be pressed so many times as often as may be asked."""

_REMEMBERED: Final = 10_000

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time of day, which the limits are told by where no other clock is given."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Rates:
    """Questions in a minute; 0 for as many as come."""

    per_user: int = 12
    per_server: int = 120


USUAL: Final = Rates()


class Buckets:
    """A bucket of tokens for each key, filled evenly, full within a minute."""

    def __init__(self, per_minute: int, clock: Clock) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._tokens: OrderedDict[Hashable, tuple[float, datetime]] = OrderedDict()

    def wait(self, key: Hashable) -> timedelta:
        """How long it takes until there is a token; nothing where there is one."""
        if not self._per_minute:
            return timedelta(0)
        return max(1 - self._filled(key), 0) * MINUTE / self._per_minute

    def take(self, key: Hashable) -> None:
        """Take a token, which there has to be."""
        if self._per_minute:
            self._tokens[key] = (self._filled(key) - 1, self._clock())
            self._tokens.move_to_end(key)
        # The one that was taken from first is the fullest, so that little is forgiven.
        while len(self._tokens) > _REMEMBERED:
            self._tokens.popitem(last=False)

    def _filled(self, key: Hashable) -> float:
        if key not in self._tokens:
            return self._per_minute
        tokens, at = self._tokens[key]
        since = max(self._clock() - at, timedelta(0))
        return min(tokens + since / MINUTE * self._per_minute, self._per_minute)


class AskingLimits:
    """Who may ask now, and who has been told lately that they may not."""

    def __init__(self, rates: Rates = USUAL, clock: Clock = now) -> None:
        self._clock = clock
        self._users = Buckets(rates.per_user, clock)
        self._servers = Buckets(rates.per_server, clock)
        self._presses = Buckets(rates.per_user * PRESSES_FOR_A_QUESTION, clock)
        self._tellings = Buckets(1, clock)

    def count(self, guild_id: int, user_id: int) -> None:
        """Count a question; raises TooSoon where there were too many, and counts it not."""
        person = (guild_id, user_id)
        if wait := self._users.wait(person):
            raise self._too_soon("You have asked as much as I can answer in a minute.", wait)
        if wait := self._servers.wait(guild_id):
            said = "This server has asked as much as I can answer in a minute."
            raise self._too_soon(said, wait)
        self._users.take(person)
        self._servers.take(guild_id)

    def count_press(self, guild_id: int, user_id: int) -> None:
        """Count a press of a button; raises TooSoon where there were too many."""
        person = (guild_id, user_id)
        if wait := self._presses.wait(person):
            raise self._too_soon("You have pressed as often as I can follow in a minute.", wait)
        self._presses.take(person)

    def is_news(self, guild_id: int, user_id: int) -> bool:
        """Whether a person was not told for a minute that their messages aren't answered."""
        if self._tellings.wait((guild_id, user_id)):
            return False
        self._tellings.take((guild_id, user_id))
        return True

    def _too_soon(self, message: str, wait: timedelta) -> TooSoon:
        # Discord shows whole seconds: the next one is surely late enough.
        return TooSoon(message, self._clock() + wait + timedelta(seconds=1))
