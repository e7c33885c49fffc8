"""The values that feeds are spoken of in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from index.types import AddResult

EntryState = Literal["waiting", "stored", "skipped", "failed"]
PollStatus = Literal["polled", "unchanged", "failed", "paused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed, as the feed has it.

    `identity` tells it from the others: its address, else its id, else its words. `revision`
    is another one when the feed says that it has changed. `published` has a zone where the
    feed gives one. `content` is markup or, with `is_plain`, text; it is kept only for an
    entry without a link, which has to be complete in itself.
    """

    identity: str
    revision: str
    link: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: datetime | None = None
    content: str | None = None
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What a feed's bytes say: its newest entries first, and how often it may be asked."""

    title: str | None
    interval: timedelta | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """A feed in a list of feeds."""

    address: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask it by, whether anything is new."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The conditions of the next request."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that a library follows, numbered from 1 within it.

    `first` is how many entries are taken when it is read for the first time. `channel` is
    where the front end announces new articles, in its own terms. `failures` counts those in
    a row, since `failing_since`; `paused` says why it is not polled, None while it is.
    """

    number: int
    address: str
    title: str | None
    channel: str | None
    first: int
    added_at: datetime
    added_by: str
    validators: Validators = field(default_factory=Validators)
    next_poll: datetime
    last_success: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    last_error: str | None = None
    paused: str | None = None

    @property
    def name(self) -> str:
        """What to call it: its title, or its address where it has none."""
        return self.title or self.address


@dataclass(frozen=True, slots=True)
class EntryCounts:
    """How many of a feed's entries were stored, wait to be read, or failed for good."""

    stored: int = 0
    waiting: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class FailedEntry:
    """An entry that was given up, and why."""

    link: str
    error: str


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """An entry to be read; `attempts` counts this one, `article_id` is what it became before."""

    entry: Entry
    attempts: int
    article_id: str | None


@dataclass(frozen=True, slots=True)
class FeedAdded:
    """What became of a feed that somebody gave; `feed` is None where it failed."""

    source: str
    status: Literal["added", "unchanged", "failed"]
    feed: Feed | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class PollResult:
    """What a poll brought: how the feed answered, and what became of each entry that was read.

    `unchanged` is also a feed that was not due itself, while entries of it were.
    """

    feed: Feed
    status: PollStatus
    error: str | None = None
    results: tuple[AddResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Announcement:
    """An article that came by a feed, to be announced in the feed's channel."""

    feed: Feed
    identity: str
    article_id: str
