"""Following feeds of a real server on loopback: what is asked, when, and what comes in."""

from __future__ import annotations

import gzip
import itertools
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web

from index.errors import FeedNotFound
from index.feeds.following import FeedRules
from index.fetch import USER_AGENT
from index.libraries import Libraries
from index.sources import SourceReader
from index.types import NewArticle
from tests.fakes import WordEmbedder
from tests.index.feeds.conftest import BEGINNING, LIMITS, Desk, quick_feeds
from tests.index.feeds.site import ROBOTS, Answer, Site, item, rss

WORDS = "The bridge will carry trams, said Ines Maro."


class TestEntries:
    def test_a_feed_brings_its_articles_each_once(self, desk: Desk, site: Site) -> None:
        site.article("/a", "Ice came early, said Pia Holm.")
        site.article("/b", WORDS)
        result = desk.follow(site.feed("/feed", item("/a", "Ice"), item("b", "Bridge")))
        assert [each.status for each in result.results] == ["added", "added"]
        assert [each.metadata.title for each in desk.library.every_article()] == ["Ice", "Bridge"]
        assert desk.feed.title == "The Velden Post"
        desk.later(hours=1)
        assert desk.poll().results == ()
        assert len(site.asked("/a")) == 1
        assert desk.store.counts(1).stored == 2

    def test_the_page_says_what_it_is_and_the_feed_fills_in(self, desk: Desk, site: Site) -> None:
        said = '<meta property="article:published_time" content="2026-03-01T08:00:00Z">'
        site.article("/a", "Ice came early, said Pia Holm.", head=said)
        named = '<meta property="og:site_name" content="The Courier">'
        site.article("/c", f"{WORDS} Again.", head=named)
        site.article("/b", WORDS)
        stated = {"pubDate": "Sun, 01 Mar 2026 23:30:00 -0500", "author": "x@y.net (Ada Lind)"}
        desk.follow(
            site.feed(
                "/feed",
                item("/b", "Bridge", **stated),
                item("/a", **stated),
                item("/c", "C", **stated),
            )
        )
        bridge, ice, courier = desk.library.every_article()
        assert bridge.metadata.published == date(2026, 3, 1)
        assert (bridge.metadata.author, bridge.metadata.title) == ("Ada Lind", "Bridge")
        assert bridge.metadata.url == site.url("/b")
        assert ice.metadata.published == date(2026, 3, 1)
        assert courier.metadata.publisher == "The Courier"
        assert bridge.metadata.publisher == "The Velden Post"
        assert bridge.added_by == "feed:1"

    def test_an_unknown_date_stays_unknown(self, desk: Desk, site: Site) -> None:
        site.article("/a", WORDS)
        desk.follow(site.feed("/feed", item("/a", pubDate="yesterday")))
        [article] = desk.library.every_article()
        assert article.metadata.published is None

    def test_an_entry_without_a_link_is_its_content(self, desk: Desk, site: Site) -> None:
        whole = (
            f"<item><title>Note</title><description>&lt;p&gt;{WORDS}&lt;/p&gt;</description></item>"
        )
        desk.follow(site.feed("/feed", whole))
        [article] = desk.library.every_article()
        assert article.text.strip() == WORDS
        assert (article.metadata.title, article.metadata.url) == ("Note", None)
        assert article.metadata.publisher == "The Velden Post"

    @pytest.mark.parametrize("link", ["/etc/passwd", "file:///etc/passwd", "javascript:alert(1)"])
    def test_an_entry_leads_to_no_file(self, desk: Desk, site: Site, link: str) -> None:
        [entry] = desk.follow(site.feed("/feed", item(link))).results or [None]
        assert entry is None or entry.status == "failed"
        assert desk.library.count() == 0

    def test_an_entry_leads_to_no_private_address(self, libraries: Libraries, site: Site) -> None:
        site.feed("/feed", item("http://169.254.169.254/latest"), item(site.url("/secret")))
        site.article("/secret", WORDS)
        desk = Desk(libraries, quick_feeds(libraries))
        desk.add(site.url("/feed"))
        desk.feeds = quick_feeds(libraries, reader=SourceReader(LIMITS))
        results = desk.poll().results
        assert [each.status for each in results] == ["failed", "failed"]
        assert all("may not be fetched" in (each.error or "") for each in results)
        assert not site.asked("/secret")

    def test_duplicate_ids_lose_no_entry(self, desk: Desk, site: Site) -> None:
        for path in ("/a", "/b"):
            site.article(path, f"{WORDS} {path}")
        same = {"guid": "0"}
        entries = [item(path, path, **same) for path in ("/a", "/b", "/a", "/a?utm_source=x")]
        desk.follow(site.feed("/feed", *entries))
        assert desk.titles() == ["/a", "/b"]

    def test_a_changed_entry_is_a_new_version(self, desk: Desk, site: Site) -> None:
        site.article("/a", WORDS)
        desk.follow(site.feed("/feed", item("/a", "Bridge")))
        site.article("/a", WORDS + " She corrected herself.")
        site.feed("/feed", item("/a", "Bridge, corrected"))
        desk.later(hours=1)
        assert [each.status for each in desk.poll().results] == ["updated"]
        [article] = desk.library.every_article()
        assert article.version == 2

    def test_a_changed_entry_without_a_link_is_a_new_version(self, desk: Desk, site: Site) -> None:
        def note(words: str) -> str:
            content = f"<description>{words}</description>"
            return f'<item><guid isPermaLink="false">7</guid><title>Note</title>{content}</item>'

        desk.follow(site.feed("/feed", note(WORDS)))
        [first] = desk.library.every_article()
        for version, words in enumerate((f"{WORDS} She corrected herself.", WORDS), 2):
            site.feed("/feed", note(words))
            desk.later(hours=1)
            assert [each.status for each in desk.poll().results] == ["updated"]
            [article] = desk.library.every_article()
            found = (article.id, article.version, article.text.strip())
            assert found == (first.id, version, words)

    def test_what_a_moderator_removed_stays_away(self, desk: Desk, site: Site) -> None:
        site.article("/a", WORDS)
        desk.follow(site.feed("/feed", item("/a", "Bridge")))
        [article] = desk.library.every_article()
        desk.library.remove(article.id, by="tester")
        site.feed("/feed", item("/a", "Bridge, corrected"))
        desk.later(hours=1)
        assert desk.poll().results == ()
        assert desk.library.count() == 0

    def test_what_was_removed_does_not_come_back_by_another_feed(
        self, desk: Desk, site: Site
    ) -> None:
        site.article("/a", WORDS)
        desk.follow(site.feed("/feed", item("/a", "Bridge")))
        [article] = desk.library.every_article()
        desk.library.remove(article.id, by="tester")
        [added] = desk.add(site.feed("/second", item("/a?utm_source=second", "Bridge")))
        assert added.feed is not None
        assert desk.poll(added.feed.number).results == ()
        assert desk.library.count() == 0

    def test_ids_of_other_feeds_are_others(self, desk: Desk, site: Site) -> None:
        def note(words: str) -> str:
            return (
                f'<item><guid isPermaLink="false">7</guid><description>{words}</description></item>'
            )

        desk.follow(site.feed("/feed", note(WORDS)))
        [article] = desk.library.every_article()
        desk.library.remove(article.id, by="tester")
        desk.add(site.feed("/second", note("The ice came early, said Pia Holm.")))
        assert [each.status for each in desk.poll(2).results] == ["added"]

    @pytest.mark.parametrize("feed", [1, 2])
    def test_what_was_brought_back_is_followed_again(
        self, desk: Desk, site: Site, feed: int
    ) -> None:
        site.article("/a", WORDS)
        desk.follow(site.feed("/1", item("/a", "Bridge")))
        [article] = desk.library.every_article()
        removal = desk.library.remove(article.id, by="tester")
        desk.add(site.feed("/2", item("/a", "Bridge")))
        for title in ("Bridge, corrected", "Bridge, corrected again"):
            desk.later(hours=1)
            site.feed(f"/{feed}", item("/a", title))
            assert desk.poll(feed).results == ()
        desk.library.bring_back(removal.id, by="tester")
        site.article("/a", f"{WORDS} She corrected herself.")
        site.feed(f"/{feed}", item("/a", "Bridge, corrected for good"))
        desk.later(hours=1)
        assert [each.status for each in desk.poll(feed).results] == ["updated"]

    def test_only_the_newest_of_a_new_feed_are_taken(self, desk: Desk, site: Site) -> None:
        paths = [f"/{number}" for number in range(9)]
        for path in paths:
            site.article(path, f"{WORDS} {path}")
        dated = [
            item(path, path, pubDate=format_datetime(BEGINNING + timedelta(hours=hour)))
            for hour, path in enumerate(paths)
        ]
        desk.follow(site.feed("/feed", *dated), first=3)
        assert desk.titles() == ["/8", "/7", "/6"]
        site.article("/new", f"{WORDS} new")
        newest = item("/new", "new", pubDate=format_datetime(BEGINNING + timedelta(days=1)))
        passed_over = item("/0", "changed", pubDate=format_datetime(BEGINNING))
        site.feed("/feed", passed_over, *dated[1:], newest)
        desk.later(hours=1)
        desk.poll()
        assert desk.titles() == ["/8", "/7", "/6", "new"]

    def test_many_entries_are_spread_over_polls_even_if_nothing_is_new(
        self, libraries: Libraries, site: Site
    ) -> None:
        paths = [f"/{number}" for number in range(5)]
        for path in paths:
            site.article(path, f"{WORDS} {path}")
        desk = Desk(libraries, quick_feeds(libraries, FeedRules(at_once=2)))
        desk.follow(site.feed("/feed", *(item(path, path) for path in paths)))
        assert desk.titles() == ["/0", "/1"]
        assert desk.poll().results == ()
        site.answers["/feed"] = Answer(status=304)
        desk.later(minutes=30)
        assert [feed.number for feed in desk.store.due(desk.now)] == [1]
        desk.poll()
        assert desk.titles() == ["/0", "/1", "/2", "/3"]
        desk.later(minutes=30)
        desk.poll()
        assert len(desk.titles()) == 5

    def test_an_entry_that_fails_is_tried_a_few_times_and_then_told(
        self, desk: Desk, site: Site
    ) -> None:
        desk.follow(site.feed("/feed", item("/broken"), headers={"ETag": '"1"'}))
        site.answers["/feed"] = Answer(status=304)
        assert desk.store.counts(1).waiting == 1
        for _ in range(9):
            desk.later(hours=13)
            desk.poll()
        assert len(site.asked("/broken")) == 4
        assert desk.store.counts(1).failed == 1
        [given_up] = desk.store.failed_entries(1, 5)
        assert given_up.link == site.url("/broken")
        assert "status 404" in given_up.error

    def test_an_entry_that_works_the_second_time_is_added(self, desk: Desk, site: Site) -> None:
        desk.follow(site.feed("/feed", item("/a", "Late")))
        site.article("/a", WORDS)
        desk.later(minutes=14)
        assert desk.poll().results == ()
        desk.later(minutes=2)
        assert [each.status for each in desk.poll().results] == ["added"]


class TestPoliteness:
    def test_etag_and_date_are_sent_back(self, desk: Desk, site: Site) -> None:
        known = {"ETag": 'W/"7"', "Last-Modified": "Mon, 02 Mar 2026 11:00:00 GMT"}
        desk.follow(site.feed("/feed", headers=known))
        site.answers["/feed"] = Answer(status=304)
        desk.later(hours=1)
        assert desk.poll().status == "unchanged"
        first, second = site.asked("/feed")
        assert "If-None-Match" not in first.headers
        assert second.headers["If-None-Match"] == 'W/"7"'
        assert second.headers["If-Modified-Since"] == "Mon, 02 Mar 2026 11:00:00 GMT"
        assert second.headers["User-Agent"] == USER_AGENT
        assert "whosaid" in USER_AGENT
        desk.later(hours=1)
        desk.poll()
        assert site.asked("/feed")[-1].headers["If-None-Match"] == 'W/"7"'

    def test_a_feed_is_asked_only_when_it_is_due(self, desk: Desk, site: Site) -> None:
        desk.follow(site.feed("/feed"))
        assert len(site.asked("/feed")) == 1
        desk.later(minutes=29)
        assert desk.store.due(desk.now) == []
        desk.poll()
        assert len(site.asked("/feed")) == 1
        desk.poll(at_once=True)
        assert len(site.asked("/feed")) == 2

    @pytest.mark.parametrize(
        ("channel", "headers", "minutes"),
        [
            ("<ttl>90</ttl>", {}, 90),
            ("<ttl>5</ttl>", {}, 30),
            ("<ttl>99999</ttl>", {}, 24 * 60),
            ("<ttl>-1</ttl>", {}, 30),
            ("<sy:updatePeriod>daily</sy:updatePeriod>"
             "<sy:updateFrequency>4</sy:updateFrequency>", {}, 360),
            ("", {"Cache-Control": "public, max-age=7200"}, 120),
            ("", {"Cache-Control": "max-age=banana"}, 30),
        ],
    )  # fmt: skip
    def test_a_feed_may_ask_to_be_left_alone_for_longer(
        self, desk: Desk, site: Site, channel: str, headers: dict[str, str], minutes: int
    ) -> None:
        site.answers["/feed"] = Answer(rss(channel=channel), headers=headers)
        desk.follow(site.url("/feed"))
        assert desk.feed.next_poll - BEGINNING == timedelta(minutes=minutes)

    def test_robots_txt_is_kept_to_and_asked_once_a_day(self, desk: Desk, site: Site) -> None:
        rules = b"User-agent: whosaid\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"
        site.answers[ROBOTS] = Answer(rules, kind="text/plain")
        for path in ("/a", "/private/b"):
            site.article(path, f"{WORDS} {path}")
        result = desk.follow(site.feed("/feed", item("/a"), item("/private/b")))
        assert [each.status for each in result.results] == ["added", "failed"]
        assert "robots.txt" in (result.results[1].error or "")
        assert not site.asked("/private/b")
        [refused] = desk.add(site.feed("/private/feed"))
        assert refused.status == "failed"
        assert "asks programs not to fetch" in (refused.error or "")
        assert not site.asked("/private/feed")
        assert len(site.asked(ROBOTS)) == 1
        desk.later(hours=25)
        desk.poll()
        assert len(site.asked(ROBOTS)) == 2

    def test_a_robots_txt_that_is_broken_for_now_forbids_for_now(
        self, desk: Desk, site: Site
    ) -> None:
        site.answers[ROBOTS] = Answer(status=503)
        site.feed("/feed")
        [refused] = desk.add(site.url("/feed"))
        assert "could not be read" in (refused.error or "")
        assert not site.asked("/feed")
        del site.answers[ROBOTS]
        assert desk.add(site.url("/feed"))[0].status == "added"

    def test_a_host_is_given_time_between_requests(self, libraries: Libraries, site: Site) -> None:
        delay = b"User-agent: *\nCrawl-delay: 1\n"
        site.answers[ROBOTS] = Answer(delay, kind="text/plain")
        desk = Desk(libraries, quick_feeds(libraries, seconds_between=0.3))
        began = time.monotonic()
        desk.add(site.feed("/feed"))
        assert 0.9 < time.monotonic() - began < 3

    def test_stopping_ends_the_waiting_and_the_poll(self, libraries: Libraries, site: Site) -> None:
        site.article("/a", WORDS)
        desk = Desk(libraries, quick_feeds(libraries))
        desk.add(site.feed("/feed", item("/a")))
        desk.feeds = quick_feeds(libraries, seconds_between=60)
        desk.feeds.stop()
        began = time.monotonic()
        assert desk.poll(at_once=True).results == ()
        assert time.monotonic() - began < 3

    def test_a_permanent_redirect_is_remembered(self, desk: Desk, site: Site) -> None:
        target = site.feed("/new")
        site.answers["/old"] = Answer(status=301, headers={"Location": "/mid"})
        site.answers["/mid"] = Answer(status=308, headers={"Location": "/new"})
        site.feed("/temporary")
        site.answers["/temporary"] = Answer(status=302, headers={"Location": "/new"})
        desk.follow(site.url("/old"))
        assert desk.feed.address == target
        desk.store.remove(1)
        desk.follow(site.url("/temporary"), first=0)
        assert desk.feed.address == site.url("/temporary")
        site.answers["/temporary"] = Answer(status=301, headers={"Location": "/new"})
        desk.later(hours=1)
        desk.poll(2)
        assert desk.feed.address == target


class TestFailures:
    def fail(self, desk: Desk, site: Site, answer: Answer) -> list[timedelta]:
        """Add a feed that fails from then on, and give the waits between polls until a pause."""
        desk.follow(site.feed("/feed"))
        site.answers["/feed"] = answer
        waits: list[timedelta] = []
        while desk.feed.paused is None and len(waits) < 50:
            desk.now = desk.feed.next_poll
            assert desk.poll().status == "failed"
            waits.append(desk.feed.next_poll - desk.now)
        return waits

    def test_a_failing_feed_is_asked_ever_less_and_paused_in_the_end(
        self, desk: Desk, site: Site
    ) -> None:
        waits = self.fail(desk, site, Answer(status=500))
        assert len(waits) == 10
        minutes = [wait / timedelta(minutes=1) * 4 / 3 for wait in waits]
        assert minutes[:6] == pytest.approx([30, 60, 120, 240, 480, 960])
        assert set(minutes[6:]) == {24 * 60}
        assert "status 500" in (desk.feed.paused or "")
        assert desk.store.due(desk.later(days=30)) == []
        assert [feed.number for feed in desk.store.untold()] == [1]
        desk.store.told(1)
        assert desk.store.untold() == []

    def test_asking_by_hand_does_not_hasten_the_pause(self, desk: Desk, site: Site) -> None:
        desk.follow(site.feed("/feed"))
        site.answers["/feed"] = Answer(status=500)
        for _ in range(15):
            desk.later(minutes=1)
            desk.poll(at_once=True)
        assert desk.feed.paused is None
        desk.later(days=1)
        desk.poll(at_once=True)
        assert desk.feed.paused is not None

    def test_success_forgets_failures(self, desk: Desk, site: Site) -> None:
        desk.follow(site.feed("/feed"))
        site.answers["/feed"] = Answer(status=500)
        desk.later(hours=1)
        desk.poll()
        assert (desk.feed.failures, desk.feed.failing_since) == (1, desk.now)
        assert "status 500" in (desk.feed.last_error or "")
        site.feed("/feed")
        desk.later(hours=1)
        desk.poll()
        assert (desk.feed.failures, desk.feed.failing_since) == (0, None)
        assert desk.feed.last_error is None
        assert desk.feed.last_success == desk.now

    @pytest.mark.parametrize("status", [429, 503])
    @pytest.mark.parametrize("as_date", [False, True])
    def test_retry_after_is_kept_to(
        self, desk: Desk, site: Site, status: int, as_date: bool
    ) -> None:
        desk.follow(site.feed("/feed"))
        desk.later(hours=1)
        until = desk.now + timedelta(hours=5)
        written = format_datetime(until, usegmt=True) if as_date else str(5 * 3600)
        site.answers["/feed"] = Answer(status=status, headers={"Retry-After": written})
        desk.poll()
        assert desk.feed.next_poll == until

    def test_a_feed_that_is_gone_is_paused_at_once_and_can_be_resumed(
        self, desk: Desk, site: Site
    ) -> None:
        desk.follow(site.feed("/feed"))
        site.answers["/feed"] = Answer(status=410)
        desk.later(hours=1)
        desk.poll()
        assert "gone for good" in (desk.feed.paused or "")
        assert desk.poll().status == "paused"
        site.feed("/feed")
        desk.store.resume(1, desk.now)
        assert desk.poll().status == "polled"

    @pytest.mark.parametrize(
        ("answer", "told"),
        [
            (Answer(itertools.repeat(b"<item/>" * 1000)), "larger than"),
            (Answer(gzip.compress(rss(*["<item/>"] * 9_000_000)), headers={
                "Content-Encoding": "gzip"}), "larger than"),
            (Answer(b"<html><body>Hello</body></html>", kind="text/html"), "not a feed"),
            (Answer(b"\x89PNG", kind="image/png"), "not a feed"),
            (Answer(b""), "not a feed"),
        ],
        ids=["endless", "gzip bomb", "page", "picture", "empty"],
    )  # fmt: skip
    def test_what_is_no_feed_fails_with_a_reason(
        self, desk: Desk, site: Site, answer: Answer, told: str
    ) -> None:
        desk.follow(site.feed("/feed"))
        site.answers["/feed"] = answer
        desk.later(hours=1)
        assert told in (desk.poll().error or "")

    def test_billion_laughs_end_soon_and_expand_to_nothing(self, desk: Desk, site: Site) -> None:
        entities = "".join(
            f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12)
        )
        bomb = f"<!DOCTYPE r [{entities}]>".encode() + rss("<item><title>&l11;</title></item>")
        site.answers["/feed"] = Answer(bomb)
        began = time.monotonic()
        [added] = desk.add(site.url("/feed"))
        assert time.monotonic() - began < 5
        assert added.status in ("failed", "added")
        assert desk.library.count() == 0

    def test_one_failing_feed_does_not_touch_another(self, desk: Desk, site: Site) -> None:
        desk.follow(site.feed("/one"))
        site.article("/a", WORDS)
        desk.follow(site.feed("/two", item("/a")))
        site.answers["/one"] = Answer(status=500)
        desk.later(hours=1)
        for feed in desk.store.due(desk.now):
            desk.poll(feed.number)
        one, two = desk.store.every()
        assert (one.failures, two.failures) == (1, 0)
        assert desk.library.count() == 1


class TestAdding:
    def test_a_page_leads_to_its_feed(self, desk: Desk, site: Site) -> None:
        target = site.feed("/news/feed.xml")
        head = (
            '<link rel="alternate" type="text/html" href="/m">'
            '<link rel="Alternate" type="Application/RSS+XML" href="feed.xml">'
        )
        site.article("/news/", WORDS, head=head)
        desk.add(site.url("/news/"))
        assert desk.feed.address == target

    def test_a_page_leads_to_no_private_feed(self, libraries: Libraries, site: Site) -> None:
        head = '<link rel="alternate" type="application/rss+xml" href="http://169.254.169.254/">'
        site.article("/news", WORDS, head=head)
        [added] = Desk(libraries, quick_feeds(libraries)).add(site.url("/news"))
        assert added.status == "failed"

    def test_a_page_without_a_feed_is_told(self, desk: Desk, site: Site) -> None:
        site.article("/news", WORDS)
        [added] = desk.add(site.url("/news"))
        assert "names no feed" in (added.error or "")
        assert desk.store.every() == []

    def test_a_list_brings_its_feeds_without_fetching_them(self, desk: Desk, site: Site) -> None:
        outlines = (
            f'<outline text="One" xmlUrl="{site.url("/1")}"/><outline text="Folder">'
            f'<outline TITLE="Two" XMLURL="{site.url("/2")}"/>'
            '<outline xmlUrl="/etc/passwd"/></outline>'
        )
        site.answers["/list"] = Answer(
            f'<opml version="2.0"><body>{outlines}</body></opml>'.encode()
        )
        added = desk.add(site.url("/list"))
        assert [each.feed.name for each in added if each.feed] == ["One", "Two"]
        assert [feed.number for feed in desk.store.due(desk.now)] == [1, 2]
        assert not site.asked("/1")
        assert {each.status for each in desk.add(site.url("/list"))} == {"unchanged"}

    def test_a_known_feed_changes_its_channel_alone(self, desk: Desk, site: Site) -> None:
        url = site.feed("/feed")
        desk.follow(url)
        [again] = desk.add(url, channel="5")
        assert again.status == "unchanged"
        assert desk.feed.channel == "5"
        desk.add(url)
        assert desk.feed.channel == "5"

    def test_two_libraries_follow_the_same_feed_apart(
        self, libraries: Libraries, site: Site
    ) -> None:
        site.article("/a", WORDS)
        url = site.feed("/feed", item("/a", "Bridge"))
        one = Desk(libraries, quick_feeds(libraries), name="1")
        two = Desk(libraries, quick_feeds(libraries), name="2")
        one.follow(url)
        assert two.store.every() == []
        with pytest.raises(FeedNotFound):
            two.store.find(url)
        two.follow(url)
        assert one.titles() == two.titles() == ["Bridge"]
        one.store.remove(1)
        assert two.feed.number == 1
        assert one.titles() == ["Bridge"]

    def test_numbers_are_not_given_twice(self, desk: Desk, site: Site) -> None:
        desk.follow(site.feed("/1"))
        desk.store.remove(1)
        desk.follow(site.feed("/2"))
        assert desk.feed.number == 2
        assert desk.store.find(site.url("/2")) == desk.store.find("2") == desk.feed


class TestInterruption:
    @pytest.fixture
    def half(self, desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch) -> Desk:
        """A desk whose poll is cut off after the first article is stored, but not settled."""
        for path in ("/a", "/b"):
            site.article(path, f"{WORDS} {path}")
        desk.add(site.feed("/feed", item("/a", "a"), item("/b", "b")), channel="5")

        def cut(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr("index.store.feeds.FeedStore.settle", cut)
            with pytest.raises(KeyboardInterrupt):
                desk.poll()
        assert desk.titles() == ["a"]
        return desk

    def test_nothing_is_lost_or_added_twice(self, half: Desk, site: Site) -> None:
        half.feeds = quick_feeds(half.libraries)
        site.answers["/feed"] = Answer(status=304)
        assert [each.status for each in half.poll().results] == ["added"]
        half.later(minutes=15)
        assert [each.status for each in half.poll().results] == ["unchanged"]
        assert half.titles() == ["a", "b"]
        assert half.store.counts(1).stored == 2

    def test_what_ends_the_process_every_time_is_given_up(
        self, desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.add(site.feed("/feed", item("/a")))

        def end(*_: object) -> NewArticle:
            raise KeyboardInterrupt

        monkeypatch.setattr("index.feeds.polling.article_of", end)
        began = 0
        for _ in range(9):
            try:
                desk.poll()
            except KeyboardInterrupt:
                began += 1
            desk.later(hours=13)
        assert began == 4
        assert desk.store.counts(1).failed == 1

    def test_a_process_that_is_killed_ends_up_with_all(self, tmp_path: Path, site: Site) -> None:
        paths = [f"/{number}" for number in range(6)]
        for path in paths:
            site.article(path, f"{WORDS} {path}")
        url = site.feed("/feed", *(item(path, path) for path in paths))
        command = [sys.executable, "-m", "tests.index.feeds.kill", str(tmp_path), url]
        with subprocess.Popen(command) as process:
            while len(site.requests) < 5:  # robots.txt, the feed, and two articles before
                assert process.poll() is None
                time.sleep(0.002)
            process.kill()
        libraries = Libraries(tmp_path, WordEmbedder())
        desk = Desk(libraries, quick_feeds(libraries), datetime.now(UTC) + timedelta(days=1))
        desk.poll(at_once=True)
        titles = desk.titles()
        counts = desk.store.counts(1)
        libraries.close()
        assert sorted(filter(None, titles)) == paths
        assert (counts.stored, counts.waiting, counts.failed) == (6, 0, 0)


class TestAnnouncements:
    def test_new_articles_wait_to_be_announced_oldest_first(self, desk: Desk, site: Site) -> None:
        for path in ("/a", "/b"):
            site.article(path, f"{WORDS} {path}")
        desk.follow(site.feed("/feed", item("/a", "new"), item("/b", "old")), channel="5")
        waiting = desk.store.announcements()
        titles = [desk.library.get(each.article_id).metadata.title for each in waiting]
        assert titles == ["old", "new"]
        desk.store.announced(1, [waiting[0].identity])
        assert [each.identity for each in desk.store.announcements()] == [waiting[1].identity]

    def test_without_a_channel_nothing_is_announced(self, desk: Desk, site: Site) -> None:
        site.article("/a", WORDS)
        url = site.feed("/feed", item("/a"))
        desk.follow(url)
        desk.add(url, channel="5")
        assert desk.store.announcements() == []


def test_a_request_carries_no_cookie(desk: Desk, site: Site) -> None:
    site.answers["/feed"] = Answer(rss(), headers={"Set-Cookie": "a=1", "ETag": "ü"})
    desk.follow(site.url("/feed"))
    desk.later(hours=1)
    desk.poll()
    request: web.Request = site.asked("/feed")[-1]
    assert "Cookie" not in request.headers
    assert "If-None-Match" not in request.headers
