"""One poll of one feed: what it answers, and what becomes of its entries.

Owns the order of things: what an answer holds is written down before it is read, and what
was read is settled after it is stored, so that a process that ends in between loses nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from index.errors import ArticleNotFound, SourceError
from index.feeds.client import FeedClient, OpenedFeed, is_whole, refusal, validators_of
from index.feeds.courtesy import Courtesy
from index.feeds.entries import article_of
from index.feeds.schedule import Schedule, is_hopeless, retry_after
from index.feeds.types import Feed, PollResult, WaitingEntry
from index.fetch import Reply
from index.library import Library
from index.sources import SourceReader
from index.store.feeds import FeedStore
from index.types import AddResult, FailedSource

RETRIES: Final = (timedelta(minutes=15), timedelta(hours=2), timedelta(hours=12))
"""How long after each failed attempt an entry is tried again; then it is given up."""

ATTEMPTS: Final = len(RETRIES) + 1
_CUT_OFF: Final = "Each time that it was read, the program ended on the way. Add it by hand."
_NOT_MODIFIED: Final = 304
_GONE: Final = 410


@dataclass(frozen=True, slots=True)
class Poller:
    """Polls the feeds of one library; of each, at most `batch` entries are read at a time."""

    library: Library
    store: FeedStore
    reader: SourceReader
    client: FeedClient
    courtesy: Courtesy
    schedule: Schedule
    batch: int
    stopping: threading.Event

    def poll(self, feed: Feed, now: datetime, *, at_once: bool) -> PollResult:
        """Ask a feed if it is due, or `at_once`, and read those of its entries that are."""
        if feed.paused is not None:
            return PollResult(feed, "paused", feed.paused)
        is_due = at_once or feed.next_poll <= now
        polled = self._ask(feed, now) if is_due else PollResult(feed, "unchanged")
        results = tuple(self._read_waiting(polled.feed, now))
        return PollResult(polled.feed, polled.status, polled.error, results)

    def absorb(self, feed: Feed, opened: OpenedFeed, now: datetime) -> Feed:
        """Write down what a feed's answer holds; its entries wait to be read."""
        self.store.absorb(
            feed,
            opened.document.entries,
            validators_of(opened.reply),
            title=opened.document.title,
            now=now,
            at_once=self.batch,
            then_every=self.schedule.interval,
        )
        return self._succeeded(feed, opened.reply, opened.document.interval, now)

    def _ask(self, feed: Feed, now: datetime) -> PollResult:
        try:
            reply = self.client.ask(feed.address, feed.validators, now)
            if reply.status == _NOT_MODIFIED:
                return PollResult(self._succeeded(feed, reply, None, now), "unchanged")
            if reply.status == _GONE:
                why = f"The server says that {feed.address} is gone for good (status 410)."
                return self._failed(feed, why, now, is_final=True)
            if not is_whole(reply):
                wait = retry_after(reply.headers.get("retry-after"), now)
                return self._failed(feed, str(refusal(reply)), now, wait=wait)
            opened = self.client.opened(reply)
        except SourceError as error:
            return self._failed(feed, str(error), now)
        return PollResult(self.absorb(feed, opened, now), "polled")

    def _succeeded(self, feed: Feed, reply: Reply, asked: timedelta | None, now: datetime) -> Feed:
        cache_control = reply.headers.get("cache-control")
        next_poll = self.schedule.after_success(now, asked, cache_control)
        return self.store.succeeded(feed, address=reply.moved_to, now=now, next_poll=next_poll)

    def _failed(
        self,
        feed: Feed,
        why: str,
        now: datetime,
        *,
        wait: timedelta | None = None,
        is_final: bool = False,
    ) -> PollResult:
        next_poll = self.schedule.after_failure(now, feed.failures + 1, wait)
        feed = self.store.failed(feed, why, now=now, next_poll=next_poll)
        if is_final or is_hopeless(feed.failures, feed.failing_since or now, now):
            feed = self.store.give_up(feed.number, why)
        return PollResult(feed, "failed", why)

    # Entries

    def _read_waiting(self, feed: Feed, now: datetime) -> Iterator[AddResult]:
        for identity, attempts in self.store.waiting(feed.number, now, self.batch):
            if self.stopping.is_set():
                return
            if attempts >= ATTEMPTS:
                self.store.settle(feed.number, identity, "failed", error=_CUT_OFF)
                continue
            again_at = now + RETRIES[min(attempts, len(RETRIES) - 1)]
            waiting = self.store.begin(feed.number, identity, again_at)
            if waiting is None:
                continue
            if self._was_removed(waiting):
                self.store.settle(feed.number, identity, "skipped")
                continue
            result = self._read(feed, waiting, now)
            self._settle(feed, waiting, result)
            yield result

    def _read(self, feed: Feed, waiting: WaitingEntry, now: datetime) -> AddResult:
        entry = waiting.entry
        try:
            if entry.link is not None:
                self.courtesy.approach(entry.link, now)
            article = article_of(entry, feed.title, self.reader)
        except SourceError as error:
            article = FailedSource(entry.link or entry.identity, str(error))
        [result] = self.library.add([article], added_by=f"feed:{feed.number}")
        return result

    def _settle(self, feed: Feed, waiting: WaitingEntry, result: AddResult) -> None:
        identity = waiting.entry.identity
        if result.status != "failed":
            is_new = result.status == "added"
            self.store.settle(
                feed.number, identity, "stored", article_id=result.article_id, is_new=is_new
            )
        elif waiting.attempts >= ATTEMPTS:
            self.store.settle(feed.number, identity, "failed", error=result.error)
        else:
            self.store.stumbled(feed.number, identity, result.error or "")

    def _was_removed(self, waiting: WaitingEntry) -> bool:
        """Whether a moderator has removed what the entry became: then it stays away."""
        if waiting.article_id is None:
            return False
        try:
            self.library.get(waiting.article_id)
        except ArticleNotFound:
            return True
        return False
