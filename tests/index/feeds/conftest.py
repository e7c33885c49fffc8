"""A library that follows feeds of a site on loopback, at a time that the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from index.feeds.following import FeedRules, Feeds, Following
from index.feeds.types import Feed, FeedAdded, PollResult
from index.fetch import FetchLimits
from index.libraries import Libraries
from index.library import Library
from index.sources import SourceReader
from index.store.feeds import FeedStore
from tests.index.feeds.site import Site, serving

BEGINNING = datetime(2026, 3, 2, 12, tzinfo=UTC)
LIMITS = FetchLimits(seconds=3.0, max_bytes=200_000)
READER = SourceReader(LIMITS, allow_private_addresses=True)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@dataclass
class Desk:
    """Follows feeds for the library `local`, with chance and waiting taken out."""

    libraries: Libraries
    feeds: Feeds
    now: datetime = BEGINNING
    name: str = "local"

    @property
    def library(self) -> Library:
        return self.libraries.get(self.name)

    @property
    def store(self) -> FeedStore:
        return self.libraries.feeds(self.name)

    @property
    def feed(self) -> Feed:
        [feed] = self.store.every()
        return feed

    def add(self, source: str, **how: Any) -> list[FeedAdded]:
        following = Following(self.name, "discord:7", **how)
        return self.feeds.add(source, following, self.now)

    def poll(self, number: int = 1, **how: Any) -> PollResult:
        return self.feeds.poll(self.name, number, self.now, **how)

    def follow(self, source: str, **how: Any) -> PollResult:
        [added] = self.add(source, **how)
        assert added.status == "added", added
        assert added.feed is not None
        return self.poll(added.feed.number)

    def later(self, **how: float) -> datetime:
        self.now += timedelta(**how)
        return self.now

    def titles(self) -> list[str | None]:
        return [article.metadata.title for article in self.library.every_article()]


def quick_feeds(libraries: Libraries, rules: FeedRules | None = None, **how: Any) -> Feeds:
    given: dict[str, Any] = {"seconds_between": 0, "random": lambda: 0.0, **how}
    reader = given.pop("reader", READER)
    return Feeds(libraries, reader, rules, **given)


@pytest.fixture
def desk(libraries: Libraries) -> Desk:
    return Desk(libraries, quick_feeds(libraries))
