"""Feeds that fail: asked ever less, paused in the end, and told why."""

from __future__ import annotations

import gzip
import itertools
import time
from datetime import timedelta
from email.utils import format_datetime

import pytest

from tests.index.feeds.conftest import Desk
from tests.index.feeds.site import Answer, Site, item, rss

WORDS = "The bridge will carry trams, said Ines Maro."


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
