"""Many articles at once on Discord: given, told about, cancelled, restarted, reported."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import discord
import pytest
import simcord
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from bot import jobs as runner
from bot.discord.client import create_bot
from bot.discord.jobs.jobs import Place
from bot.discord.jobs.pages import progress_page, report_page
from bot.services import Services
from index.jobs.job import Job, JobSource, NewJob
from index.jobs.worker import JobWorker
from index.sources import SourceReader
from index.types import Metadata
from tests.bot.discord.articles.test_commands import buttons
from tests.bot.discord.conftest import BRIDGE, Newsroom, reply, shown
from tests.index.test_archives import packed

LINES = "".join(json.dumps({"text": f"{BRIDGE} {n}"}) + "\n" for n in range(3)).encode()


WORK_SECONDS = 30.0
TELL_SECONDS = 100.0


@pytest.fixture(autouse=True)
def patient(env: simcord.Env, monkeypatch: pytest.MonkeyPatch) -> None:
    """The simulation waits for work, and lets the time between two words pass only in `told`."""
    env.settle_timeout = WORK_SECONDS
    monkeypatch.setattr(runner, "TELL_SECONDS", TELL_SECONDS)


@pytest.fixture
def services(services: Services) -> Services:
    """The reader may fetch from this machine."""
    return replace(services, reader=SourceReader(allow_private_addresses=True))


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """Pages by number, of which those from 100 on are not there."""

    async def page(request: web.BaseRequest) -> web.Response:
        number = int(request.path.strip("/"))
        paragraphs = "".join(f"<p>{BRIDGE} Part {part} of {number}.</p>" for part in range(9))
        html = f"<html><title>Story {number}</title><body><article>{paragraphs}</article></body>"
        return web.Response(
            text=html, content_type="text/html", status=404 if number >= 100 else 200
        )

    async with RawTestServer(page) as server:
        yield str(server.make_url("/"))


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Nobody works on jobs until the patch is undone."""
    with monkeypatch.context() as patched:
        patched.setattr(JobWorker, "turn", lambda *_: None)
        yield patched


def messages(newsroom: Newsroom) -> list[discord.Message]:
    return newsroom.channel.history()


def file(number: int, words: str = BRIDGE) -> JobSource:
    return JobSource(f"{number}.txt", "file", f"{words} {number}".encode())


def interrupted(newsroom: Newsroom, sources: list[JobSource], channel: int | None = None) -> Job:
    """A job that a bot before this one left, before or after it had posted its message."""
    command = newsroom.command_id("article")
    place = Place(channel or newsroom.channel.id, command)
    new = NewJob("stories.zip", f"discord:{newsroom.moderator.id}", Metadata(), str(place))
    return newsroom.services.libraries.jobs(str(newsroom.guild.id)).create(new, sources)


async def restart(newsroom: Newsroom) -> None:
    """Another bot over the same libraries, which goes on with what it finds."""
    await newsroom.env.restart_bot(create_bot(newsroom.services))


async def told(newsroom: Newsroom) -> None:
    """Let as much time pass as there is between two words on a job."""
    await newsroom.env.advance_time(TELL_SECONDS + 0.1)


async def test_several_links_are_a_job_that_ends_with_a_report(
    newsroom: Newsroom, site: str
) -> None:
    urls = f"{site}1 <{site}2>, {site}100 {site}1#top and example.org"
    result = await newsroom.moderator.slash(
        newsroom.channel, "article add", url=urls, outlet="The Example"
    )
    assert result.ephemeral
    assert "**5 sources** are stored as job 1." in shown(reply(result))
    await told(newsroom)
    [message] = messages(newsroom)
    text = shown(message)
    assert "**Done: 5 sources**\n2 added · 1 named twice · 2 failed" in text
    assert "(status 404)" in text
    assert "“and example.org” is not a web address." in text
    assert f"by <@{newsroom.moderator.id}>" in text
    assert not message.attachments
    assert not buttons(message)
    summaries = newsroom.library.list()
    assert sorted(str(each.metadata.url) for each in summaries) == [f"{site}1", f"{site}2"]
    assert {each.metadata.publisher for each in summaries} == {"The Example"}
    assert {each.added_by for each in summaries} == {f"discord:{newsroom.moderator.id}"}
    assert newsroom.services.libraries.job_store.to_tell() == []


async def test_one_link_is_answered_directly(newsroom: Newsroom, site: str) -> None:
    result = await newsroom.moderator.slash(newsroom.channel, "article add", url=f"[x]({site}1)")
    assert "**Story 1**\nAdded to the library." in shown(reply(result))
    assert newsroom.services.libraries.jobs(str(newsroom.guild.id)).list() == []


@pytest.mark.parametrize(
    ("name", "data", "count"),
    [
        ("wire.jsonl", LINES, 3),
        ("stories.zip", packed({"a.txt": b"Words.", "b/c.md": b"More words.", ".x.txt": b"x"}), 2),
    ],
)
async def test_a_file_of_many_is_a_job(
    newsroom: Newsroom, name: str, data: bytes, count: int
) -> None:
    result = await newsroom.moderator.slash(newsroom.channel, "article add", file=(name, data))
    assert f"**{count} sources** are stored as job 1." in shown(reply(result))
    await told(newsroom)
    assert f"{count} added" in shown(messages(newsroom)[0])
    assert newsroom.library.count() == count


async def test_a_text_of_links_is_a_list_and_a_text_with_links_an_article(
    newsroom: Newsroom, site: str
) -> None:
    listed = f"# ours\n- {site}1\n- {site}2\n".encode()
    result = await newsroom.moderator.slash(
        newsroom.channel, "article add", file=("links.txt", listed)
    )
    assert "**2 sources** are stored as job 1." in shown(reply(result))
    prose = f"{BRIDGE}\n\nSee {site}3\n".encode()
    article = await newsroom.moderator.slash(
        newsroom.channel, "article add", file=("story.txt", prose)
    )
    assert "Added to the library." in shown(reply(article))
    await told(newsroom)
    assert newsroom.library.count() == 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"url": "https://a.example https://b.example", "title": "One"}, "A title belongs to one"),
        ({"url": "https://a.example https://b.example", "date": "some day"}, "2026-03-31"),
        ({"file": ("stories.zip", b"no zip")}, "stories.zip is not a whole zip file"),
        ({"file": ("empty.jsonl", b"\n\n")}, "There is nothing in it to be added."),
        ({"file": ("l.txt", b"".join(b"https://a.example/%d\n" % n for n in range(10_001)))},
         "more than 10,000 sources"),
    ],
)  # fmt: skip
async def test_what_cannot_be_a_job_is_refused_and_nothing_is_stored(
    newsroom: Newsroom, given: dict[str, Any], said: str
) -> None:
    result = await newsroom.moderator.slash(newsroom.channel, "article add", **given)
    assert said in shown(reply(result)).replace("\\", "")
    assert newsroom.services.libraries.jobs(str(newsroom.guild.id)).list() == []
    assert messages(newsroom) == []


async def test_a_channel_that_the_bot_may_not_write_in_is_told_beforehand(
    newsroom: Newsroom,
) -> None:
    silent = discord.PermissionOverwrite(send_messages=False)
    channel = newsroom.guild.create_text_channel(
        "silent", overwrites={newsroom.guild.default_role: silent}
    )
    result = await newsroom.moderator.slash(
        channel, "article add", url="https://a.example https://b.example"
    )
    assert "I lack Send Messages there." in shown(reply(result))
    assert newsroom.services.libraries.jobs(str(newsroom.guild.id)).list() == []


async def test_what_was_interrupted_goes_on_at_the_next_start(
    newsroom: Newsroom, services: Services
) -> None:
    interrupted(newsroom, [file(1), file(2)])
    await restart(newsroom)
    await told(newsroom)
    [message] = messages(newsroom)
    assert "**Done: 2 sources**" in shown(message)
    assert newsroom.library.count() == 2


async def test_a_message_that_could_not_be_remembered_is_the_same_to_discord(
    newsroom: Newsroom, idle: pytest.MonkeyPatch
) -> None:
    job = interrupted(newsroom, [file(1)])
    for _ in range(2):
        await restart(newsroom)
        newsroom.services.libraries.job_store.tell_at(job.id, job.place)
    posts = [each.json for each in newsroom.env.http_requests if each.method == "POST"]
    nonces = [post["nonce"] for post in posts if post and "nonce" in post]
    assert nonces == [f"{job.id}-{int(job.created_at.timestamp())}"] * 2


async def test_progress_is_one_message_that_a_restarted_bot_goes_on_editing(
    newsroom: Newsroom, services: Services, idle: pytest.MonkeyPatch
) -> None:
    interrupted(newsroom, [file(1), file(2)])
    await restart(newsroom)
    [message] = messages(newsroom)
    assert "**Adding 2 sources**" in shown(message)
    assert "0 of 2" in shown(message)
    for _ in range(5):
        await told(newsroom)
    assert not [each for each in newsroom.env.http_requests if each.method == "PATCH"]

    idle.undo()
    await restart(newsroom)
    await told(newsroom)
    [after] = messages(newsroom)
    assert after.id == message.id
    assert "**Done: 2 sources**" in shown(after)
    assert not buttons(after)


async def test_a_moderator_cancels_by_the_button_after_a_restart(
    newsroom: Newsroom, services: Services, idle: pytest.MonkeyPatch
) -> None:
    interrupted(newsroom, [file(1), file(2)])
    await restart(newsroom)
    await restart(newsroom)
    [message] = messages(newsroom)
    jobs = services.libraries.jobs(str(newsroom.guild.id))

    refused = await newsroom.reader.click(message, label="Cancel")
    assert "for moderators" in shown(refused.followups[0])
    assert jobs.get(1).state == "working"

    await newsroom.moderator.click(message, label="Cancel")
    assert jobs.get(1).state == "stopping"
    await told(newsroom)
    [stopping] = messages(newsroom)
    assert "**Stopping**" in shown(stopping)
    assert not buttons(stopping)

    idle.undo()
    await restart(newsroom)
    await told(newsroom)
    [ended] = messages(newsroom)
    who = f"<@{newsroom.moderator.id}>"
    assert f"**Cancelled by {who}; what was added stays: 2 sources**\n2 not read" in shown(ended)
    assert newsroom.library.count() == 0


async def test_the_button_reaches_no_job_of_another_server(
    newsroom: Newsroom, services: Services, idle: pytest.MonkeyPatch
) -> None:
    other = services.libraries.jobs("999")
    other.create(NewJob("secret", "discord:1", Metadata()), [file(1)])
    interrupted(newsroom, [file(1)])
    await restart(newsroom)
    await newsroom.moderator.click(messages(newsroom)[0], label="Cancel")
    assert other.get(1).state == "working"
    assert services.libraries.jobs(str(newsroom.guild.id)).get(1).state == "stopping"


async def test_a_long_report_is_attached(newsroom: Newsroom) -> None:
    bad = [JobSource(f"https://a.example/{'long' * 20}/{n}", status="failed", error="No page. " * 9)
           for n in range(100)]  # fmt: skip
    interrupted(newsroom, [*bad, file(1), file(2, "A\u202ename")])
    await restart(newsroom)
    await told(newsroom)
    [message] = messages(newsroom)
    assert "2 added · 100 failed" in shown(message)
    assert "stands in the file" in shown(message)
    [attached] = message.attachments
    assert attached.filename == "job-1.txt"
    lines = (await attached.read()).decode().splitlines()
    assert lines[0] == "Job 1: stories.zip, 102 sources"
    assert len(lines) == 103
    assert lines[100].startswith("failed | https://a.example/longlong")
    assert lines[101].startswith("added | 1.txt | A-")


@pytest.mark.parametrize("gone", ["message", "channel"])
async def test_a_job_ends_whose_message_or_channel_is_gone(
    newsroom: Newsroom, idle: pytest.MonkeyPatch, gone: str
) -> None:
    if gone == "message":
        interrupted(newsroom, [file(1), file(2)])
        await restart(newsroom)
        await newsroom.moderator.delete(messages(newsroom)[0])
    else:
        interrupted(newsroom, [file(1), file(2)], channel=4711)
    idle.undo()
    await restart(newsroom)
    await told(newsroom)
    await told(newsroom)
    job = newsroom.services.libraries.jobs(str(newsroom.guild.id)).get(1)
    assert (job.state, job.place) == ("done", None)
    assert newsroom.library.count() == 2
    assert messages(newsroom) == []


async def test_a_discord_that_fails_for_a_while_is_told_later(newsroom: Newsroom) -> None:
    newsroom.env.inject_error("POST", "/channels/*/messages", status=400, times=1)
    interrupted(newsroom, [file(1)])
    await restart(newsroom)
    assert messages(newsroom) == []
    await newsroom.env.advance_time(61)
    assert "**Done: 1 source**" in shown(messages(newsroom)[0])
    assert newsroom.library.count() == 1


def test_pages_stay_within_what_discord_takes(newsroom_job: Job) -> None:
    page = progress_page(newsroom_job, "https://a.example/" + "*" * 5000)
    assert sum(len(text) for block in page.blocks for text in block.texts) < 4000
    report = report_page(newsroom_job, [])
    assert sum(len(text) for block in report.blocks for text in block.texts) < 4000


@pytest.fixture
def newsroom_job(services: Services) -> Job:
    new = NewJob("*" * 5000, "discord:7", Metadata())
    return services.libraries.jobs("1").create(new, [file(1)])
