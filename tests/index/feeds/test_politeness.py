"""How a feed of a real server on loopback is asked: when, with what, and how often."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from aiohttp import web

from index.fetch import USER_AGENT
from index.libraries import Libraries
from tests.index.feeds.conftest import BEGINNING, Desk, quick_feeds
from tests.index.feeds.site import ROBOTS, Answer, Site, item, rss

WORDS = "The bridge will carry trams, said Ines Maro."


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


def test_a_request_carries_no_cookie(desk: Desk, site: Site) -> None:
    site.answers["/feed"] = Answer(rss(), headers={"Set-Cookie": "a=1", "ETag": "ü"})
    desk.follow(site.url("/feed"))
    desk.later(hours=1)
    desk.poll()
    request: web.Request = site.asked("/feed")[-1]
    assert "Cookie" not in request.headers
    assert "If-None-Match" not in request.headers
