"""Feeds read in a process of their own: what they cost falls on it alone, and it is killed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone

import psutil
import pytest

from index.errors import MalformedSource, SourceError, UnsupportedSource
from index.extract.confined import ConfinedReader, ReadingLimits
from index.feeds.confined import ConfinedFeeds, document_said, said_document
from index.feeds.document import parse
from index.feeds.lists import feed_of_page, read_opml
from index.feeds.types import Document, Entry
from index.fetch import FetchLimits
from index.libraries import Libraries
from index.sources import SourceReader
from tests.index.feeds.conftest import Desk, quick_feeds
from tests.index.feeds.site import Answer, Site, item, rss
from tests.index.feeds.test_document import ATOM, URL

SECONDS = 3.0
SLOW = rss("<item><b>" * 400_000)  # 12 seconds and more
OPML = b'<opml><outline title="Post" xmlUrl="https://post.example/feed"/></opml>'
PAGE = b'<html><link rel="alternate" type="application/atom+xml" href="/feed">'


@pytest.fixture
def confined() -> Iterator[ConfinedReader]:
    reader = ConfinedReader(ReadingLimits(seconds=SECONDS))
    yield reader
    reader.close()


@pytest.fixture
def feeds(confined: ConfinedReader) -> ConfinedFeeds:
    return ConfinedFeeds(confined)


@pytest.fixture
def desk(confined: ConfinedReader, libraries: Libraries) -> Desk:
    limits = FetchLimits(seconds=10, max_bytes=5_000_000)
    reader = SourceReader(limits, allow_private_addresses=True, confined=confined)
    return Desk(libraries, quick_feeds(libraries, reader=reader))


def test_feeds_lists_and_pages_are_read_as_they_would_be_here(feeds: ConfinedFeeds) -> None:
    feed = rss(item("/a", "Ice", pubDate="2026-03-02"), channel="<ttl>90</ttl>")
    for data in (ATOM.encode(), feed):
        assert feeds.document(data, URL, "") == parse(data, url=URL)
    assert feeds.feeds_of_list(OPML, "list") == read_opml(OPML, "list")
    assert feeds.feed_of_page(PAGE, URL) == feed_of_page(PAGE, URL)


def test_a_content_type_is_heeded(feeds: ConfinedFeeds) -> None:
    data = rss(item("/a", "Лёд")).decode()[21:].encode("koi8-r")
    [entry] = feeds.document(data, URL, "text/xml; charset=koi8-r").entries
    assert entry.title == "Лёд"


@pytest.mark.parametrize(
    "moment",
    [
        None,
        datetime(2026, 3, 2),
        datetime(2026, 3, 2, 10, tzinfo=UTC),
        datetime(2026, 3, 2, 10, 0, 0, 7, tzinfo=timezone(timedelta(hours=-5, minutes=-30))),
    ],
)
def test_what_a_feed_says_crosses_unchanged(moment: datetime | None) -> None:
    entry = Entry(identity="1", revision="2", content="2026-03-02", published=moment, is_plain=True)
    document = Document("{}", timedelta(minutes=90) if moment else None, (entry, entry))
    crossed = said_document(document_said(document))
    assert crossed == document
    assert [repr(each.published) for each in crossed.entries] == [repr(moment)] * 2


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda feeds: feeds.document(b"words", URL, ""), f"{URL} is not a feed"),
        (lambda feeds: feeds.feeds_of_list(b"<opml/>", "a.opml"), "no feed in a.opml"),
        (lambda feeds: feeds.feed_of_page(b"<html>", URL), "names no feed"),
    ],
)
def test_errors_come_back_as_they_are(
    feeds: ConfinedFeeds, ask: Callable[[ConfinedFeeds], object], told: str
) -> None:
    with pytest.raises(UnsupportedSource, match=told):
        ask(feeds)


def test_memory_is_limited() -> None:
    confined = ConfinedReader(ReadingLimits(seconds=30, memory_bytes=150_000_000))
    feeds = ConfinedFeeds(confined)
    assert feeds.document(rss(item("/a")), URL, "").entries
    with pytest.raises(MalformedSource, match=r"feed\.xml needs more than 150 MB of memory"):
        feeds.document(rss(item("/a", "x" * 30_000_000)), URL, "")
    confined.close()


def test_a_feed_that_takes_too_long_fails_and_holds_nobody_up(desk: Desk, site: Site) -> None:
    desk.follow(site.feed("/feed"))
    site.answers["/feed"] = Answer(SLOW)
    desk.later(hours=1)
    began, used = time.monotonic(), time.process_time()
    result = desk.poll()
    assert time.monotonic() - began < 2 * SECONDS
    assert time.process_time() - used < SECONDS / 2
    assert result.status == "failed"
    url = site.url("/feed")
    told = f"The feed {url} took longer than 3 seconds to read. Follow a shorter feed of this site."
    assert result.error == desk.feed.last_error == told
    assert desk.feed.failures == 1


def test_the_process_is_killed_and_the_next_feed_gets_another(
    desk: Desk, confined: ConfinedReader, site: Site
) -> None:
    desk.follow(site.feed("/good"))
    assert confined._process is not None
    first = psutil.Process(confined._process.pid)
    site.answers["/slow"] = Answer(SLOW)
    [refused] = desk.add(site.url("/slow"))
    assert "took longer than 3 seconds" in (refused.error or "")
    assert not first.is_running()
    desk.later(hours=1)
    assert desk.poll().status == "polled"


def test_articles_and_feeds_share_one_process(
    desk: Desk, confined: ConfinedReader, site: Site
) -> None:
    before = set(psutil.Process().children())
    site.article("/a", "The bridge will carry trams, said Ines Maro.")
    whole = (
        "<item><title>Note</title><description>&lt;p&gt;Ice came.&lt;/p&gt;</description></item>"
    )
    results = desk.follow(site.feed("/feed", item("/a", "Bridge"), whole)).results
    assert [each.status for each in results] == ["added", "added"]
    [process] = set(psutil.Process().children()) - before
    assert confined._process is not None
    assert process.pid == confined._process.pid
    confined.close()
    assert not process.is_running()


def test_an_entry_that_is_complete_in_itself_is_limited_too(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise SourceError("It took too long.", "Shorten it.")

    whole = "<item><title>Note</title><description>&lt;p&gt;Ice.&lt;/p&gt;</description></item>"
    desk.add(site.feed("/feed", whole))
    monkeypatch.setattr(ConfinedReader, "extract", fail)
    [result] = desk.poll().results
    assert (result.status, result.error) == ("failed", "It took too long. Shorten it.")
