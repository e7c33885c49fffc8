"""`whosaid feed`, against a site on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.invocation import Wiring
from bot.services import Services
from bot.settings import Settings
from index.sources import SourceReader
from tests.bot.cli.conftest import Whosaid, open_quick
from tests.index.feeds.conftest import quick_feeds
from tests.index.feeds.site import Answer, Site, one_article

WORDS = "The bridge will carry trams, said Ines Maro."
READER = SourceReader(allow_private_addresses=True)


@pytest.fixture
def site() -> Iterator[Site]:
    with one_article(WORDS) as running:
        yield running


@pytest.fixture
def wired(wired: Wiring) -> Wiring:
    """The command line as ever, but that it may ask loopback."""

    def open_services(settings: Settings) -> Services:
        made = open_quick(settings)
        return replace(made, reader=READER, feeds=quick_feeds(made.libraries, reader=READER))

    return replace(wired, open_services=open_services)


def test_a_feed_is_followed_polled_and_listed(whosaid: Whosaid, site: Site) -> None:
    added = whosaid("feed", "add", site.url("/feed"), "--json").form
    reference = {"number": 1, "title": "The Velden Post", "address": site.url("/feed")}
    assert added == {
        "source": site.url("/feed"), "status": "added", "feed": reference, "error": None,
    }  # fmt: skip
    polled = whosaid("feed", "poll", "--json").form
    assert list(polled) == ["feed", "status", "error", "entries"]
    assert (polled["feed"], polled["status"]) == (reference, "unchanged")
    assert [entry["status"] for entry in polled["entries"]] == ["added"]
    listed = whosaid("feed", "list", "--json").form
    assert list(listed) == [
        "number", "title", "address", "channel", "added_at", "added_by", "next_poll",
        "last_success", "failures", "last_error", "paused", "stored", "waiting", "failed",
        "failed_entries",
    ]  # fmt: skip
    assert (listed["stored"], listed["waiting"], listed["failed"]) == (1, 0, 0)
    assert whosaid("list", "--json").form["title"] == "Bridge"
    row = whosaid("feed", "list").out.split("\t")
    assert row[:2] == ["1", "The Velden Post"]
    assert row[4] == "1 added"
    ended = whosaid("feed", "poll")
    assert "No feed is due." in ended.err
    assert ended.code == 0


def test_a_list_in_a_file_is_followed(whosaid: Whosaid, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    outlines = f'<outline text="Post" xmlUrl="{site.url("/feed")}"/><outline xmlUrl="ftp://a/b"/>'
    file.write_text(f'<?xml version="1.0"?><opml version="2.0"><body>{outlines}</body></opml>')
    ended = whosaid("feed", "add", file)
    assert (ended.code, ended.err) == (0, "✓ 1. Post\n")
    assert "followed already" in whosaid("feed", "add", file).err
    ended = whosaid("feed", "poll")
    assert "1. The Velden Post: polled. 1 entry read." in ended.err
    assert f"✓ {site.url('/a')}: added, A-" in ended.err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "neither a web address nor a file"),
        ("<opml><body/></opml>", "There is no feed in"),
        ('<!DOCTYPE opml [<!ENTITY a "b">]><opml><outline xmlUrl="http://a.example/&a;"/></opml>',
         "no plain list"),
        ("", "cannot be parsed"),
        ("<opml>" + " " * 10_000_001, "larger than 10 MB"),
        ("\x00\xff", "cannot be parsed"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_told(
    whosaid: Whosaid, tmp_path: Path, content: str | None, told: str
) -> None:
    file = tmp_path / "feeds.opml"
    if content is not None:
        file.write_text(content, encoding="latin-1")
    ended = whosaid("feed", "add", file)
    assert ended.code == 1
    assert told in ended.err
    assert "Traceback" not in ended.err


def test_only_the_newest_are_taken(whosaid: Whosaid, site: Site) -> None:
    whosaid("feed", "add", site.url("/feed"), "--first", "0")
    assert "No feed is due." in whosaid("feed", "poll").err
    assert whosaid("list", "--json").forms == []


def test_a_feed_is_paused_resumed_and_removed(whosaid: Whosaid, site: Site) -> None:
    whosaid("feed", "add", site.url("/feed"))
    assert whosaid("feed", "pause", "1", "--json").form["number"] == 1
    assert whosaid("feed", "list", "--json").form["paused"] == "paused by hand"
    ended = whosaid("feed", "poll", "1")
    assert (ended.code, ended.err) == (1, "1. The Velden Post: paused. paused by hand\n")
    assert whosaid("feed", "resume", site.url("/feed")).code == 0
    assert whosaid("feed", "poll", "1").code == 0
    assert whosaid("feed", "remove", "1").err == "Removed: 1. The Velden Post\n"
    assert whosaid("feed", "list", "--json").forms == []
    assert whosaid("list", "--json").form["title"] == "Bridge"
    ended = whosaid("feed", "remove", "1")
    assert ended.code == 1
    assert "There is no feed '1'" in ended.err


def test_what_fails_is_shown(whosaid: Whosaid, site: Site) -> None:
    whosaid("feed", "add", site.url("/feed"))
    site.answers["/feed"] = Answer(status=500)
    site.answers["/a"] = Answer(status=404)
    ended = whosaid("feed", "poll", "1")
    assert ended.code == 1
    assert f"✗ {site.url('/a')}: There is no page" in ended.err
    assert "1. The Velden Post: failed. The server answered" in ended.err
    assert "with status 500" in whosaid("feed", "list").out
    listed = whosaid("feed", "list", "--json").form
    assert (listed["failures"], listed["waiting"]) == (1, 1)


def test_libraries_are_apart(whosaid: Whosaid, site: Site) -> None:
    whosaid("feed", "add", site.url("/feed"), "--library", "one")
    assert whosaid("feed", "list", "--library", "two", "--json").forms == []
    assert whosaid("feed", "remove", "1", "--library", "two").code == 1
