"""`Feeds`: the door to following feeds, for all libraries of a data directory."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from index.errors import MalformedSource, SourceError, UnsupportedSource
from index.extract.fields import is_web_address
from index.feeds.client import FeedClient, OpenedFeed
from index.feeds.confined import ConfinedFeeds
from index.feeds.courtesy import Courtesy
from index.feeds.polling import Poller
from index.feeds.schedule import Random, Schedule
from index.feeds.types import FeedAdded, FeedAddress, PollResult
from index.libraries import Libraries
from index.sources import SourceReader


@dataclass(frozen=True, slots=True)
class FeedRules:
    """How feeds are followed.

    Each is asked every `interval`, or as rarely as it asks for. Of a new feed the newest
    `first` entries are taken; later at most `at_once` in one poll, the rest in those to come.
    """

    interval: timedelta = timedelta(minutes=30)
    first: int = 10
    at_once: int = 20


@dataclass(frozen=True, slots=True)
class Following:
    """For whom a feed is followed, and how; `first` is None for as many as usual."""

    library: str
    by: str
    first: int | None = None
    channel: str | None = None


class Feeds:
    """Follows feeds; safe to share between threads. `seconds_between` requests to one host."""

    def __init__(
        self,
        libraries: Libraries,
        reader: SourceReader,
        rules: FeedRules | None = None,
        *,
        seconds_between: float = 2.0,
        random: Random = random.random,
    ) -> None:
        self._libraries = libraries
        self._reader = reader
        self._rules = rules or FeedRules()
        self._schedule = Schedule(self._rules.interval, random)
        self._stopping = threading.Event()
        self._courtesy = Courtesy(reader.limits, reader.guard, self._stopping.wait, seconds_between)
        self._client = FeedClient(reader, self._courtesy)

    def stop(self) -> None:
        """End the poll that is on its way, in whatever thread, after the entry that it is at."""
        self._stopping.set()

    def add(self, source: str, following: Following, now: datetime) -> list[FeedAdded]:
        """Follow the feed at an address, the one that a page there names, or those of a list.

        A list (OPML) may also be a file. A single feed is fetched at once; what it holds is
        read by the next poll. What cannot be followed is told in its place.
        """
        try:
            opened = self._open(source, now)
        except SourceError as error:
            return [FeedAdded(source, "failed", error=str(error))]
        if isinstance(opened, OpenedFeed):
            return [self._follow_opened(source, opened, following, now)]
        return [self._follow(each.address, each, following, now) for each in opened]

    def poll(
        self, library: str, number: int, now: datetime, *, at_once: bool = False
    ) -> PollResult:
        """Ask a feed if it is due, or `at_once`, and read those of its entries that are.

        What fails on the way is told in the result. Raises FeedNotFound, StorageError,
        ModelError.
        """
        poller = self._poller(library)
        return poller.poll(poller.store.find(str(number)), now, at_once=at_once)

    # Adding

    def _open(self, source: str, now: datetime) -> OpenedFeed | Sequence[FeedAddress]:
        if is_web_address(source):
            return self._client.open(source, now)
        limit = self._reader.limits.max_bytes
        try:
            with Path(source).open("rb") as file:
                data = file.read(limit + 1)
        except (OSError, ValueError) as error:  # ValueError: a path that no system could have
            raise UnsupportedSource(
                f"{source} is neither a web address nor a file that can be read.",
                "Give the http(s) address of a feed or its page, or an OPML file.",
            ) from error
        if len(data) > limit:
            raise MalformedSource(
                f"{source} is larger than {limit / 1e6:g} MB.", "Give a shorter list."
            )
        return ConfinedFeeds(self._reader.confined).feeds_of_list(data, source)

    def _follow_opened(
        self, source: str, opened: OpenedFeed, following: Following, now: datetime
    ) -> FeedAdded:
        given = FeedAddress(opened.reply.moved_to, opened.document.title)
        added = self._follow(source, given, following, now)
        if added.feed is not None and added.status == "added":
            feed = self._poller(following.library).absorb(added.feed, opened, now)
            return FeedAdded(source, "added", feed)
        return added

    def _follow(
        self, source: str, given: FeedAddress, following: Following, now: datetime
    ) -> FeedAdded:
        first = self._rules.first if following.first is None else following.first
        store = self._libraries.feeds(following.library)
        feed, is_new = store.add(
            given, first=first, channel=following.channel, by=following.by, now=now
        )
        return FeedAdded(source, "added" if is_new else "unchanged", feed)

    def _poller(self, library: str) -> Poller:
        return Poller(
            library=self._libraries.get(library),
            store=self._libraries.feeds(library),
            reader=self._reader,
            client=self._client,
            courtesy=self._courtesy,
            schedule=self._schedule,
            batch=self._rules.at_once,
            stopping=self._stopping,
        )
