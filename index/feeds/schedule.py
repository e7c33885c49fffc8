"""When a feed is asked again: pure functions of what it said and of how often it failed.

A feed may ask to be left alone for longer than we would leave it, never for less. One that
fails is asked after twice as long each time, up to a day. Ten failures in a row are then
more than four days, so that an outage over a long weekend pauses nothing; asking by hand
must not make them fewer, so that a day has to have passed in any case.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_INTERVAL: Final = timedelta(days=1)
LONGEST_WAIT: Final = timedelta(days=7)
"""How long a server may make us wait by Retry-After."""

FAILURES_TO_PAUSE: Final = 10
FAILING_TO_PAUSE: Final = timedelta(days=1)
_MOST_DOUBLINGS: Final = 12
_MAX_AGE: Final = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)

Random = Callable[[], float]
"""A number from 0 up to 1, as `random.random` gives."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often feeds are asked: every `interval`, unless they ask for less."""

    interval: timedelta
    random: Random

    def after_success(
        self, now: datetime, asked: timedelta | None, cache_control: str | None
    ) -> datetime:
        """The next poll of a feed that answered; up to a tenth later, so that not all meet."""
        hints = [asked or timedelta(), max_age(cache_control)]
        wait = max(self.interval, min(max(hints), LONGEST_INTERVAL))
        return now + wait * (1 + self.random() / 10)

    def after_failure(
        self, now: datetime, failures: int, retry_after: timedelta | None
    ) -> datetime:
        """The next poll after so many failures in a row; Retry-After is never undercut."""
        doubled = self.interval * (1 << min(failures - 1, _MOST_DOUBLINGS))
        wait = min(doubled, LONGEST_INTERVAL) * (0.75 + self.random() / 2)
        return now + max(wait, min(retry_after or timedelta(), LONGEST_WAIT))


def is_hopeless(failures: int, failing_since: datetime, now: datetime) -> bool:
    """Whether a feed has failed so often, and for so long, that it is to be paused."""
    return failures >= FAILURES_TO_PAUSE and now - failing_since >= FAILING_TO_PAUSE


def max_age(cache_control: str | None) -> timedelta:
    """How long an answer stays fresh; nothing where the server does not say."""
    found = _MAX_AGE.search(cache_control or "")
    return timedelta(seconds=int(found[1])) if found else timedelta()


def retry_after(written: str | None, now: datetime) -> timedelta | None:
    """How long a server asks to be left alone, in seconds or until a date."""
    text = (written or "").strip()
    if text.isdecimal():
        return timedelta(seconds=min(int(text[:9]), LONGEST_WAIT.total_seconds()))
    try:
        until = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return max((until if until.tzinfo else until.replace(tzinfo=UTC)) - now, timedelta())
