"""Feeds followed behind the bot: polled, announced in a channel, and told of when they fail."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import discord
import pytest

from bot.discord.feeds.newsfeed import attend, follow_feeds
from index.errors import StorageError
from index.feeds.types import FeedAddress
from tests.bot.discord.conftest import Newsroom, shown
from tests.bot.discord.feeds.test_commands import WORDS, desk, follow, site, store
from tests.index.feeds.site import Answer, Site, item

__all__ = ["desk", "site"]

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def round_(desk: Newsroom, after: timedelta = timedelta()) -> list[str]:
    """One round of the bot, and all that stands in the channel after it."""
    await attend(desk.bot, str(desk.guild.id), lambda: NOW + after)
    await desk.env.settle()
    return [shown(message) for message in desk.channel.history()]


async def test_news_are_announced_once_in_the_feeds_channel(desk: Newsroom, site: Site) -> None:
    site.article("/a", WORDS, head="<title>@everyone *Bridge* <@1></title>")
    site.feed("/feed", item("/a", "Bridge", pubDate="Mon, 02 Mar 2026 10:00:00 GMT"))
    follow(desk, site.url("/feed"), channel=str(desk.channel.id))
    [message] = await round_(desk)
    assert "1 new article from The Velden Post" in message
    assert r"**\@everyone \*Bridge\* \<\@1\>**" in message
    assert f"<t:{int(datetime(2026, 3, 2, 10, tzinfo=UTC).timestamp())}:D>" in message
    [posted] = desk.channel.history()
    assert (posted.mentions, posted.mention_everyone) == ([], False)
    [article] = desk.library.every_article()
    links = re.findall(r"'url': '(http[^']+)'", str([c.to_dict() for c in posted.components]))
    assert links == [article.metadata.url]
    assert len(await round_(desk, timedelta(hours=1))) == 1
    assert desk.library.count() == 1


async def test_many_news_share_messages(desk: Newsroom, site: Site) -> None:
    paths = [f"/{number}" for number in range(12)]
    for path in paths:
        site.article(path, f"{WORDS} {path}")
    site.feed("/feed", *(item(path, f"Story{path}") for path in paths))
    store(desk).add(
        FeedAddress(site.url("/feed")), first=12, channel=str(desk.channel.id), by="x", now=NOW
    )
    first, second = await round_(desk)
    assert "10 new articles" in first
    assert "Story/11" in first.split("\n")[1]
    assert "2 new articles" in second


async def test_without_a_channel_nothing_is_said(desk: Newsroom, site: Site) -> None:
    follow(desk, site.url("/feed"))
    assert await round_(desk) == []
    assert desk.library.count() == 1


async def test_a_channel_that_is_gone_stops_nothing(desk: Newsroom, site: Site) -> None:
    follow(desk, site.url("/feed"), channel="1234567")
    site.article("/b", f"{WORDS} Again.")
    site.feed("/other", item("/b", "Other"))
    follow(desk, site.url("/other"), channel=str(desk.channel.id))
    [message] = await round_(desk)
    assert "Other" in message
    assert desk.library.count() == 2
    assert store(desk).announcements() == []


@pytest.mark.parametrize("error", [aiohttp.ClientConnectionError(), ConnectionResetError()])
async def test_what_discord_cannot_take_for_now_waits(
    desk: Newsroom, site: Site, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    follow(desk, site.url("/feed"), channel=str(desk.channel.id))

    async def broken(*_: Any, **__: Any) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(discord.TextChannel, "send", broken)
        assert await round_(desk) == []
    assert desk.library.count() == 1
    assert len(await round_(desk)) == 1
    assert len(await round_(desk)) == 1


async def test_a_missing_permission_to_announce_stops_nothing(desk: Newsroom, site: Site) -> None:
    me = desk.bot.user
    assert me is not None
    silent = discord.PermissionOverwrite(send_messages=False)
    closed = desk.guild.create_text_channel("closed", overwrites={me: silent})
    follow(desk, site.url("/feed"), channel=str(closed.id))
    await round_(desk)
    assert desk.library.count() == 1
    assert store(desk).announcements() == []


async def test_moderators_hear_once_that_a_feed_was_paused(desk: Newsroom, site: Site) -> None:
    follow(desk, site.url("/feed"), "Post", channel=str(desk.channel.id))
    site.answers["/feed"] = Answer(status=410)
    [message] = await round_(desk)
    assert "I have paused the feed **Post**." in message
    assert "gone for good (status 410)" in message
    assert "/feed resume" in message
    assert len(await round_(desk, timedelta(days=1))) == 1
    assert len(site.asked("/feed")) == 1


async def test_without_a_channel_whoever_added_the_feed_hears_of_it(
    desk: Newsroom, site: Site
) -> None:
    by = f"discord:{desk.moderator.id}"
    store(desk).add(FeedAddress(site.url("/feed")), first=1, channel=None, by=by, now=NOW)
    site.answers["/feed"] = Answer(status=410)
    assert await round_(desk) == []
    sent = [each for each in desk.env.http_requests if "messages" in each.path]
    assert "gone for good" in str(sent[-1].json)
    assert store(desk).untold() == []


async def test_a_server_that_the_bot_has_left_is_not_polled_for(desk: Newsroom, site: Site) -> None:
    for name in ("999", "local"):
        given = FeedAddress(site.url("/feed"))
        desk.services.libraries.feeds(name).add(given, first=1, channel="5", by="x", now=NOW)
        await attend(desk.bot, name, lambda: NOW)
    assert desk.services.libraries.get("999").count() == 0
    assert desk.services.libraries.get("local").count() == 1


async def test_nobody_to_tell_is_no_error(desk: Newsroom, site: Site) -> None:
    follow(desk, site.url("/feed"))  # by somebody whom Discord does not know
    site.answers["/feed"] = Answer(status=410)
    assert await round_(desk) == []
    assert store(desk).untold() == []


async def test_following_goes_on_after_errors_and_ends_when_cancelled(
    desk: Newsroom, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(desk, site.url("/feed"))
    names = desk.services.libraries.names
    calls = 0

    def fails_first() -> list[str]:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise StorageError("The disk is full.", "Make room.")
        return names()

    monkeypatch.setattr(desk.services.libraries, "names", fails_first)
    following = asyncio.create_task(follow_feeds(desk.bot, clock=lambda: NOW, pause=0.01))
    async with asyncio.timeout(20):
        while desk.library.count() == 0:  # noqa: ASYNC110 - it works on threads
            await asyncio.sleep(0.01)
    following.cancel()
    with pytest.raises(asyncio.CancelledError):
        await following
    assert calls >= 2


async def test_a_feed_that_breaks_the_store_does_not_stop_the_next(
    desk: Newsroom, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(desk, site.url("/missing"), "Broken")
    follow(desk, site.url("/feed"), "Post")
    poll = desk.services.feeds.poll

    def fails(library: str, number: int, now: datetime) -> Any:
        if number == 1:
            raise StorageError("The disk is full.", "Make room.")
        return poll(library, number, now)

    feeds = desk.services.feeds
    monkeypatch.setattr(feeds, "poll", fails)
    desk.bot.services = replace(desk.services, feeds=feeds)
    await round_(desk)
    assert desk.library.count() == 1
