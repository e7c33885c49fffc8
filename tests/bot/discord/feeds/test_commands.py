"""/feed in a simulated Discord, against a site on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
from simcord.actors import _dispatch_actor_interaction

from index.feeds.types import Entry, FeedAddress, Validators
from index.sources import SourceReader
from index.store.feeds import FeedStore
from tests.bot.discord.articles.test_commands import buttons
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.index.feeds.conftest import quick_feeds
from tests.index.feeds.site import Answer, Site, one_article

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORDS = "The bridge will carry trams, said Ines Maro."


@pytest.fixture
def site() -> Iterator[Site]:
    with one_article(WORDS) as running:
        yield running


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """The newsroom, whose bot may ask loopback."""
    reader = SourceReader(allow_private_addresses=True)
    feeds = quick_feeds(newsroom.services.libraries, reader=reader)
    services = replace(newsroom.services, reader=reader, feeds=feeds)
    newsroom.bot.services = services
    return replace(newsroom, services=services)


def store(desk: Newsroom) -> FeedStore:
    return desk.services.libraries.feeds(str(desk.guild.id))


def follow(desk: Newsroom, address: str, title: str | None = None, channel: str = "") -> None:
    given = FeedAddress(address, title)
    store(desk).add(given, first=3, channel=channel or None, by="discord:7", now=NOW)


async def run(desk: Newsroom, command: str, **options: Any) -> str:
    result = await desk.moderator.slash(desk.channel, f"feed {command}", **options)
    assert result.ephemeral
    return shown(reply(result))


async def test_a_feed_is_followed_and_announced_in_a_channel(desk: Newsroom, site: Site) -> None:
    text = await run(desk, "add", url=site.url("/feed"), channel=desk.channel, first=5)
    assert "Following **The Velden Post**." in text
    [feed] = store(desk).every()
    assert (feed.channel, feed.first) == (str(desk.channel.id), 5)
    assert feed.added_by == f"discord:{desk.moderator.id}"
    assert "Followed already: **The Velden Post**." in await run(desk, "add", url=site.url("/feed"))


async def test_a_channel_where_the_bot_may_not_post_is_refused_by_name(
    desk: Newsroom, site: Site
) -> None:
    me = desk.bot.user
    assert me is not None
    silent = discord.PermissionOverwrite(send_messages=False)
    closed = desk.guild.create_text_channel("closed", overwrites={me: silent})
    text = await run(desk, "add", url=site.url("/feed"), channel=closed)
    assert "I can’t post in #closed: I lack Send Messages there." in text.replace("\\", "")
    assert store(desk).every() == []
    assert not site.requests


async def test_many_feeds_come_by_a_list(desk: Newsroom, site: Site) -> None:
    outlines = "".join(f'<outline xmlUrl="https://{n}.example/feed"/>' for n in range(3))
    site.answers["/list"] = Answer(f"<opml><body>{outlines}</body></opml>".encode())
    assert "Following 3 feeds." in await run(desk, "add", url=site.url("/list"))


@pytest.mark.parametrize("url", ["/etc/passwd", "feeds.opml", "file:///etc/feeds.opml"])
async def test_a_path_is_no_feed(desk: Newsroom, url: str) -> None:
    assert "is not a web address" in await run(desk, "add", url=url)


async def test_a_private_feed_is_not_fetched(newsroom: Newsroom, site: Site) -> None:
    text = await run(newsroom, "add", url=site.url("/feed"))
    assert "This address may not be fetched" in text
    assert not site.requests


async def test_the_list_says_how_to_begin(desk: Newsroom) -> None:
    assert "Begin with `/feed add`." in await run(desk, "list")


async def test_the_list_shows_how_each_feed_does(desk: Newsroom) -> None:
    follow(desk, "https://a.example/feed", "The *Post*", channel=str(desk.channel.id))
    follow(desk, "https://b.example/feed", channel="12345")
    kept = store(desk)
    good, bad = kept.every()
    entries = [
        Entry(identity=name, revision="1", link=f"https://a.example/{name}") for name in "xy"
    ]
    kept.absorb(
        good, entries, Validators(), title="The *Post*", now=NOW, at_once=9, then_every=NOW - NOW
    )
    kept.succeeded(good, address=good.address, now=NOW, next_poll=NOW)
    kept.settle(1, "x", "failed", error="There is no page at *x*.")
    kept.failed(bad, "The server answered with status 500.", now=NOW, next_poll=NOW)
    text = await run(desk, "list")
    moment = int(NOW.timestamp())
    assert "**2 feeds**" in text
    assert r"**The \*Post\***" in text
    assert (
        f"`1` · read <t:{moment}:R> · next <t:{moment}:R> · 0 added · 1 waiting · 1 failed" in text
    )
    assert f"announced in <#{desk.channel.id}>" in text
    assert r"⚠ Last entry that failed: There is no page at \*x\*." in text
    assert "`2` · never read" in text
    assert "⚠ Last error: The server answered with status 500." in text
    assert "⚠ Its channel is gone." in text
    kept.give_up(2, "Failed too often.")
    text = await run(desk, "list")
    assert "⚠ Paused: Failed too often." in text
    assert "`2` · never read · paused" in text


async def test_the_list_turns_its_pages(desk: Newsroom) -> None:
    for number in range(12):
        follow(desk, f"https://{number}.example/feed", f"Feed number {number}")
    result = await desk.moderator.slash(desk.channel, "feed list")
    assert "page 1 of 3" in shown(reply(result))
    await desk.moderator.click(reply(result), label="Next page")
    await desk.moderator.click(reply(result), label="Next page")
    assert "Feed number 11" in shown(reply(result))
    assert buttons(reply(result))["Next page"]["disabled"]
    for number in range(4, 13):
        store(desk).remove(number)
    await desk.moderator.click(reply(result), label="Earlier page")
    assert "**3 feeds**" in shown(reply(result))
    assert not buttons(reply(result))


async def test_a_feed_is_paused_resumed_and_removed(desk: Newsroom) -> None:
    follow(desk, "https://a.example/feed", "Post")
    assert await run(desk, "pause", feed="1") == "Paused **Post**."
    [feed] = store(desk).every()
    assert feed.paused == "By mod."
    assert await run(desk, "resume", feed="https://a.example/feed") == "Resumed **Post**."
    assert store(desk).every()[0].paused is None
    assert await run(desk, "remove", feed="1") == "I no longer follow **Post**."
    assert store(desk).every() == []
    assert "There is no feed '1'" in await run(desk, "remove", feed="1")


async def test_feeds_of_another_server_are_out_of_reach(desk: Newsroom) -> None:
    other = desk.services.libraries.feeds("999")
    other.add(FeedAddress("https://s.example", "Secret"), first=1, channel=None, by="x", now=NOW)
    follow(desk, "https://a.example/feed", "Post")
    assert "Secret" not in await run(desk, "list")
    assert "There is no feed" in await run(desk, "remove", feed="https://s.example")
    choices = await desk.moderator.autocomplete(desk.channel, "feed remove", "feed", "s")
    assert [choice["name"] for choice in choices] == ["1 · Post"]


async def test_autocomplete_finds_a_feed_by_title_or_address(desk: Newsroom) -> None:
    follow(desk, "https://a.example/feed", "Long " * 60)
    follow(desk, "https://b.example/feed", "Courier")
    for typed, numbers in (("", ["1", "2"]), ("COUR", ["2"]), ("a.example", ["1"]), ("zzz", [])):
        choices = await desk.moderator.autocomplete(desk.channel, "feed pause", "feed", typed)
        assert [choice["value"] for choice in choices] == numbers
        assert all(len(choice["name"]) <= 100 for choice in choices)


async def test_only_moderators_may_change_feeds(desk: Newsroom, site: Site) -> None:
    follow(desk, "https://a.example/feed", "Post")
    assert "feed list" not in desk.reader.available_commands(desk.channel)
    for subcommand, name, value in (
        ("add", "url", site.url("/feed")),
        ("remove", "feed", "1"),
        ("pause", "feed", "1"),
        ("resume", "feed", "1"),
    ):
        options = [{"name": name, "type": 3, "value": value}]
        data = {
            "id": str(desk.command_id("feed")),
            "name": "feed",
            "type": 1,
            "options": [{"name": subcommand, "type": 1, "options": options}],
        }
        result = await _dispatch_actor_interaction(desk.reader, 2, desk.channel, data)
        assert "is for moderators" in shown(reply(result))
    [feed] = store(desk).every()
    assert feed.paused is None
    assert not site.requests
