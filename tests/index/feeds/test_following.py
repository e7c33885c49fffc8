"""Following feeds of a real server on loopback: added, interrupted, announced."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.errors import FeedNotFound
from index.libraries import Libraries
from index.types import NewArticle
from tests.fakes import WordEmbedder
from tests.index.feeds.conftest import Desk, quick_feeds
from tests.index.feeds.site import Answer, Site, item

WORDS = "The bridge will carry trams, said Ines Maro."


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
