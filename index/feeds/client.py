"""Asking for feeds: politely, guarded, and only as much as a feed may be.

Owns what is sent and what an address turns out to be: a feed, a page that names one, or a
list of many.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from index.errors import FetchFailed
from index.feeds.confined import ConfinedFeeds
from index.feeds.courtesy import Courtesy
from index.feeds.lists import is_html, is_opml
from index.feeds.types import Document, FeedAddress, Validators
from index.fetch import FetchLimits, Reply, ask
from index.sources import SourceReader

MOST_BYTES: Final = 4_000_000
"""The largest feed: feeds of news have under 1 MB, and reading costs up to 4 seconds a MB."""

_ACCEPT: Final = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9,"
    " text/xml;q=0.9, text/x-opml;q=0.8, text/html;q=0.5, */*;q=0.1"
)


@dataclass(frozen=True, slots=True)
class OpenedFeed:
    """A feed that was fetched: what it said, and the answer that brought it."""

    document: Document
    reply: Reply


class FeedClient:
    """Fetches feeds as `reader` fetches pages, within its limits and under its guard."""

    def __init__(self, reader: SourceReader, courtesy: Courtesy) -> None:
        limits = reader.limits
        self._limits = FetchLimits(
            limits.seconds, min(limits.max_bytes, MOST_BYTES), limits.redirects
        )
        self._guard = reader.guard
        self._confined = ConfinedFeeds(reader.confined)
        self._courtesy = courtesy

    def ask(self, address: str, validators: Validators, now: datetime) -> Reply:
        """What the feed answers, whatever the status; raises AddressRefused, FetchFailed."""
        self._courtesy.approach(address, now)
        headers = {"Accept": _ACCEPT, **validators.headers}
        return ask(address, self._limits, guard=self._guard, headers=headers)

    def open(self, address: str, now: datetime) -> OpenedFeed | list[FeedAddress]:
        """The feed at an address or of the page there, or the feeds of a list. Raises SourceError.

        The feed that a page names is the only one that is fetched beside it.
        """
        reply = self._whole(address, now)
        if is_opml(reply.data):
            return self._confined.feeds_of_list(reply.data, address)
        if is_html(reply.data):
            reply = self._whole(self._confined.feed_of_page(reply.data, reply.url), now)
        return self.opened(reply)

    def opened(self, reply: Reply) -> OpenedFeed:
        """The feed of an answer; raises MalformedSource, or UnsupportedSource where it is none."""
        content_type = reply.headers.get("content-type", "")
        return OpenedFeed(self._confined.document(reply.data, reply.url, content_type), reply)

    def _whole(self, address: str, now: datetime) -> Reply:
        reply = self.ask(address, Validators(), now)
        if not is_whole(reply):
            raise refusal(reply)
        return reply


def is_whole(reply: Reply) -> bool:
    """Whether an answer carries what was asked for."""
    return reply.status in (200, 203)


def validators_of(reply: Reply) -> Validators:
    """What to ask by next time; headers that could not be sent back are left out."""
    given = (reply.headers.get(name, "") for name in ("etag", "last-modified"))
    return Validators(*(value if value.isascii() else None for value in given))


def refusal(reply: Reply) -> FetchFailed:
    """The error for an answer that carries nothing."""
    return FetchFailed(
        f"The server answered {reply.url} with status {reply.status}.",
        "It is tried again later; check the address if that goes on.",
    )
