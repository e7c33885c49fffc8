"""Manners towards servers: what their robots.txt allows, and how soon they are asked again.

Owns what is remembered about hosts while the process runs. As RFC 9309 has it, a host
without a robots.txt allows everything, and one whose robots.txt can't be had for now
allows nothing for now.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from index.addresses import AddressGuard
from index.errors import FetchFailed
from index.fetch import USER_AGENT, FetchLimits, ask

KNOWN_FOR: Final = timedelta(days=1)
"""How long a robots.txt is believed without asking again."""

MOST_HOSTS: Final = 2000
"""Hosts that are remembered; the longest known are forgotten first."""

_ROBOTS_BYTES: Final = 512_000  # RFC 9309 asks for 500 KiB at least
_LONGEST_DELAY: Final = 30.0
_SPACE: Final = 2.0


@dataclass(frozen=True, slots=True)
class _Rules:
    """A host's robots.txt, None where it can't be had; and since when it is known."""

    robots: RobotFileParser | None
    since: datetime

    @property
    def delay(self) -> float:
        """Seconds that the host wants between two requests."""
        wanted = self.robots.crawl_delay(USER_AGENT) if self.robots else None
        return min(float(wanted or 0), _LONGEST_DELAY)


class Courtesy:
    """Asked before each request; `wait` sleeps for some seconds, or less when all is to end."""

    def __init__(
        self,
        limits: FetchLimits,
        guard: AddressGuard,
        wait: Callable[[float], object],
        space: float = _SPACE,
    ) -> None:
        self._limits = FetchLimits(limits.seconds, _ROBOTS_BYTES, limits.redirects)
        self._guard = guard
        self._wait = wait
        self._space = space
        self._rules: dict[str, _Rules] = {}
        self._last: dict[str, float] = {}
        self._lock = threading.Lock()

    def approach(self, url: str, now: datetime) -> None:
        """Wait until the host may be asked; raises FetchFailed where robots.txt is against it.

        Raises AddressRefused for a host that must not be reached.
        """
        host = _host(url)
        rules = self._rules_of(host, now)
        if rules.robots is None:
            raise FetchFailed(
                f"{host}/robots.txt could not be read, so that {url} is left alone.",
                "It is tried again later.",
            )
        if not _allows(rules.robots, url):
            raise FetchFailed(
                f"The robots.txt of {host} asks programs not to fetch {url}.",
                "Ask the site's owner, or add its articles by hand.",
            )
        self._space_out(host, max(self._space, rules.delay))

    def _rules_of(self, host: str, now: datetime) -> _Rules:
        known = self._rules.get(host)
        if known is not None and known.robots is not None and now - known.since < KNOWN_FOR:
            return known
        self._space_out(host, self._space)
        rules = _Rules(self._robots(host), now)
        with self._lock:
            self._rules.pop(host, None)
            self._rules[host] = rules
            if len(self._rules) > MOST_HOSTS:
                forgotten = next(iter(self._rules))
                self._rules.pop(forgotten)
                self._last.pop(forgotten, None)
        return rules

    def _robots(self, host: str) -> RobotFileParser | None:
        robots = RobotFileParser()
        headers = {"Accept": "text/plain, */*;q=0.1"}
        try:
            reply = ask(f"{host}/robots.txt", self._limits, guard=self._guard, headers=headers)
        except FetchFailed:
            return None
        if reply.status == 429 or reply.status >= 500:
            return None
        robots.parse(reply.data.decode("utf-8", "replace").splitlines())
        return robots

    def _space_out(self, host: str, seconds: float) -> None:
        """Take the next moment at which a host may be asked, and wait for it."""
        with self._lock:
            now = monotonic()
            turn = max(now, self._last.get(host, float("-inf")) + seconds)
            self._last[host] = turn
        if turn > now:
            self._wait(turn - now)


def _allows(robots: RobotFileParser, url: str) -> bool:
    try:
        return robots.can_fetch(USER_AGENT, url)
    except ValueError:  # an address that is none once its %-escapes are undone
        return False


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
