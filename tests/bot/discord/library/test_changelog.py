"""Changes told in a server's channel: at once, as one line where they are many, never twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import discord
import pytest

from bot.discord.library.changelog import LONGEST, QUIET, keep_logs, tell
from index.feeds.types import FeedAddress
from index.jobs.job import JobSource, NewJob
from index.store.logs import LogStore
from index.types import Article, ArticleSummary, Metadata, NewArticle
from tests.bot.discord.conftest import BRIDGE, Newsroom, reply, shown
from tests.bot.discord.samples import METADATA

AT_ONCE = timedelta()


@pytest.fixture
def log(newsroom: Newsroom) -> LogStore:
    store = newsroom.services.libraries.log(str(newsroom.guild.id))
    newsroom.add(f"{BRIDGE} Before.", Metadata(title="Before the log"))
    store.begin(str(newsroom.channel.id))
    return store


async def lines(newsroom: Newsroom, after: timedelta = QUIET) -> list[str]:
    """All that stands in the channel, line by line, after a round so much later."""
    await tell(newsroom.bot, str(newsroom.guild.id), datetime.now(UTC) + after)
    await newsroom.env.settle()
    messages = map(shown, newsroom.channel.history())
    return [line for message in messages for line in message.splitlines()]


def add_many(newsroom: Newsroom, count: int, by: str = "feed:3") -> None:
    articles = [
        NewArticle("t", f"{BRIDGE} {by} {number}", Metadata(title=f"Story {number}"))
        for number in range(1, count + 1)
    ]
    newsroom.library.add(articles, added_by=by)


def named(article: Article | ArticleSummary) -> str:
    return f"**{article.metadata.title}** (`{article.id}`)"


async def test_what_is_done_by_hand_is_told_at_once_and_once(
    newsroom: Newsroom, log: LogStore
) -> None:
    article = newsroom.add()
    newsroom.library.edit(article.id, replace(METADATA, title="@everyone <@1>"), by="discord:8")
    newsroom.library.remove(article.id, by="discord:8")
    newsroom.library.bring_back(newsroom.library.removals()[0].id, by="ada")
    new = rf"**\@everyone \<\@1\>** (`{article.id}`)"
    expected = [
        f"<@7> added {named(article)}",
        rf"<@8> edited {new}: title Mayor promises a bridge → \@everyone \<\@1\>",
        f"<@8> removed {new}",
        f"ada brought back {new}",
    ]
    for _ in range(2):
        assert await lines(newsroom, AT_ONCE) == expected
    assert not newsroom.channel.history()[0].mentions


async def test_many_additions_are_one_line_once_they_have_ended(
    newsroom: Newsroom, log: LogStore
) -> None:
    add_many(newsroom, 40)
    assert await lines(newsroom, AT_ONCE) == []
    first, second, third = reversed(newsroom.library.list(limit=40)[-3:])
    [line] = await lines(newsroom)
    assert line == (
        f"feed 3 added 40 articles: {named(first)}, {named(second)}, {named(third)} and 37 more"
    )


async def test_a_feed_that_is_followed_is_called_by_its_name(
    newsroom: Newsroom, log: LogStore
) -> None:
    feeds = newsroom.services.libraries.feeds(str(newsroom.guild.id))
    given = FeedAddress("https://a.example/feed", "The *Post*")
    feeds.add(given, first=1, channel=None, by="discord:7", now=datetime.now(UTC))
    add_many(newsroom, 5, by="feed:1")
    [line] = await lines(newsroom)
    assert line.startswith(r"feed The \*Post\* added 5 articles: ")
    history = await newsroom.moderator.slash(newsroom.channel, "library history")
    assert r"feed The \*Post\* added **Story 5**" in shown(reply(history))


async def test_a_job_is_waited_for_but_not_for_ever(newsroom: Newsroom, log: LogStore) -> None:
    jobs = newsroom.services.libraries.jobs(str(newsroom.guild.id))
    new = NewJob("links", "discord:7", Metadata(), place="1:2:3")
    jobs.create(new, [JobSource("https://a.example/1")])
    add_many(newsroom, 5, by="discord:7")
    assert await lines(newsroom, QUIET) == []
    assert len(await lines(newsroom, LONGEST)) == 1
    add_many(newsroom, 9, by="discord:7")
    jobs.cancel(1, "discord:7")
    newsroom.services.libraries.job_store.settle(jobs.get(1).id)
    assert "added 4 articles" in (await lines(newsroom))[-1]


async def test_only_what_is_done_while_there_is_a_channel_is_told(
    newsroom: Newsroom, log: LogStore
) -> None:
    log.end()
    newsroom.add()
    assert await lines(newsroom) == []
    log.begin(str(newsroom.channel.id))
    later = newsroom.add(f"{BRIDGE} Later.", Metadata(title="Later"))
    assert await lines(newsroom) == [f"<@7> added {named(later)}"]


async def test_another_channel_goes_on_where_the_first_one_was(
    newsroom: Newsroom, log: LogStore
) -> None:
    article = newsroom.add()
    other = newsroom.guild.create_text_channel("other")
    log.begin(str(other.id))
    assert await lines(newsroom) == []
    assert [shown(message) for message in other.history()] == [f"<@7> added {named(article)}"]


@pytest.mark.parametrize("why", ["gone", "closed"])
async def test_a_channel_that_takes_nothing_harms_nothing(
    newsroom: Newsroom, log: LogStore, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    me = newsroom.bot.user
    assert me is not None
    silent = discord.PermissionOverwrite(send_messages=False)
    closed = newsroom.guild.create_text_channel("closed", overwrites={me: silent})
    log.begin("4711" if why == "gone" else str(closed.id))
    newsroom.add()
    assert await lines(newsroom) == []
    assert ("is gone" if why == "gone" else "I lack Send Messages") in caplog.text
    assert log.untold(9) == []
    assert newsroom.library.count() == 2


async def test_a_discord_that_fails_for_a_while_is_told_later(
    newsroom: Newsroom, log: LogStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise aiohttp.ClientConnectionError

    article = newsroom.add()
    with monkeypatch.context() as patch:
        patch.setattr(discord.TextChannel, "send", broken)
        assert await lines(newsroom) == []
    assert await lines(newsroom) == [f"<@7> added {named(article)}"]


async def test_the_log_of_another_server_is_told_nothing(newsroom: Newsroom, log: LogStore) -> None:
    there = newsroom.env.create_guild("Elsewhere")
    channel = there.create_text_channel("log")
    newsroom.services.libraries.log(str(there.id)).begin(str(channel.id))
    newsroom.add()
    assert newsroom.services.libraries.untold() == [str(newsroom.guild.id)]
    await tell(newsroom.bot, str(there.id), datetime.now(UTC) + QUIET)
    await lines(newsroom)
    assert channel.history() == []


async def test_it_is_kept_in_rounds_until_it_is_stopped(newsroom: Newsroom, log: LogStore) -> None:
    newsroom.services.libraries.log("local").begin("1")
    newsroom.services.libraries.get("local").add([NewArticle("t", BRIDGE)], added_by="ada")
    article = newsroom.add()
    later = datetime.now(UTC) + QUIET
    keeping = asyncio.create_task(keep_logs(newsroom.bot, clock=lambda: later, pause=0.01))
    for _ in range(200):
        await asyncio.sleep(0.01)
        if newsroom.channel.history():
            break
    keeping.cancel()
    assert [shown(each) for each in newsroom.channel.history()] == [f"<@7> added {named(article)}"]
