"""The entries of a real feed on loopback: which come in, once, changed or not at all."""

from __future__ import annotations

from datetime import date, timedelta
from email.utils import format_datetime

import pytest

from index.feeds.following import FeedRules
from index.libraries import Libraries
from index.sources import SourceReader
from tests.index.feeds.conftest import BEGINNING, LIMITS, Desk, quick_feeds
from tests.index.feeds.site import Answer, Site, item

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
