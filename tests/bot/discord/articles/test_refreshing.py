"""Articles fetched again on Discord: one at once, many as a job."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import simcord
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from bot import jobs as runner
from bot.discord.client import create_bot
from bot.services import Services
from index.sources import SourceReader
from index.types import Metadata, NewArticle
from tests.bot.discord.articles.test_commands import buttons, secret
from tests.bot.discord.conftest import BRIDGE, Newsroom, reply, shown
from tests.bot.discord.jobs.test_jobs import WORK_SECONDS, idle, told

__all__ = ["idle"]


@dataclass(slots=True)
class Site:
    """Pages of plain text by path; what is not there is not found."""

    root: str = ""
    pages: dict[str, str] = field(default_factory=dict)


@pytest.fixture(autouse=True)
def patient(env: simcord.Env, monkeypatch: pytest.MonkeyPatch) -> None:
    env.settle_timeout = WORK_SECONDS
    monkeypatch.setattr(runner, "TELL_SECONDS", 100.0)


@pytest.fixture
def services(services: Services) -> Services:
    """The reader may fetch from this machine."""
    return replace(services, reader=SourceReader(allow_private_addresses=True))


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    made = Site()

    async def page(request: web.BaseRequest) -> web.Response:
        text = made.pages.get(request.path)
        return web.Response(text=text or "", status=404 if text is None else 200)

    async with RawTestServer(page) as server:
        made.root = str(server.make_url("")).rstrip("/")
        yield made


def publish(newsroom: Newsroom, site: Site, path: str, text: str = BRIDGE) -> str:
    """An article that is here as the site has it; returns its id."""
    site.pages[path] = f"{text} {path}"
    new = NewArticle("t", site.pages[path], Metadata(title=path, url=site.root + path))
    [result] = newsroom.library.add([new], added_by="discord:7")
    return result.article_id or ""


async def refresh(newsroom: Newsroom, **options: Any) -> str:
    result = await newsroom.moderator.slash(newsroom.channel, "article refresh", **options)
    assert result.ephemeral
    return shown(reply(result))


async def test_one_article_is_fetched_again_at_once(newsroom: Newsroom, site: Site) -> None:
    article_id = publish(newsroom, site, "/a")
    assert "Its page says what the library holds." in await refresh(newsroom, article=article_id)
    site.pages["/a"] += " The mayor left."
    text = await refresh(newsroom, article=article_id)
    assert "answers use the new version from now on" in text
    assert "The mayor left." in newsroom.library.get(article_id).text
    last = newsroom.library.audit()[0]
    assert (last.action, last.by) == ("refreshed", f"discord:{newsroom.moderator.id}")
    del site.pages["/a"]
    text = await refresh(newsroom, article=article_id)
    assert "(status 404)" in text
    assert "The article stays as it is." in text
    assert newsroom.library.get(article_id).version == 2


async def test_one_that_was_fetched_lately_is_left_alone(newsroom: Newsroom, site: Site) -> None:
    article_id = publish(newsroom, site, "/a")
    site.pages["/a"] += " The mayor left."
    text = await refresh(newsroom, article=article_id, older_than="1h")
    assert "It was fetched since then." in text
    assert newsroom.library.get(article_id).version == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Give one of them, or older_than, like 7d."),
        ({"older_than": "a week"}, "Write it like 7d, 12h or 2w."),
        ({"older_than": "1h"}, "No article with a web address was last fetched over 1h ago."),
        ({"article": "A-nope0"}, "There is no article"),
    ],
)
async def test_what_cannot_be_refreshed_is_told(
    newsroom: Newsroom, site: Site, given: dict[str, str], words: str
) -> None:
    publish(newsroom, site, "/a")
    assert words in (await refresh(newsroom, **given)).replace("\\", "")


async def test_an_article_without_an_address_says_what_to_do(newsroom: Newsroom) -> None:
    article = newsroom.add(metadata=Metadata(title="Pasted"))
    assert "Edit it to give one." in await refresh(newsroom, article=article.id)


async def test_an_article_of_another_server_is_not_fetched(newsroom: Newsroom) -> None:
    [result] = newsroom.services.libraries.get("999").add([secret()], added_by="discord:1")
    assert "There is no article" in await refresh(newsroom, article=result.article_id)


async def test_many_are_a_job_that_ends_with_a_report(newsroom: Newsroom, site: Site) -> None:
    changed, same, gone = (publish(newsroom, site, path) for path in ("/a", "/b", "/c"))
    newsroom.add(metadata=Metadata(title="Pasted"))
    site.pages["/a"] += " The mayor left."
    del site.pages["/c"]
    text = await refresh(newsroom, older_than="0m")
    assert "**3 articles** are stored as job 1. I fetch them in the background" in text
    await told(newsroom)
    [message] = newsroom.channel.history()
    report = shown(message).replace("\\", "")
    assert "**Done: 3 articles**\n1 changed, now a new version · 1 unchanged · 1 failed" in report
    assert f"✗ {site.root}/c: " in report
    versions = [newsroom.library.get(id_).version for id_ in (changed, same, gone)]
    assert versions == [2, 1, 1]
    assert newsroom.library.audit()[0].by == f"discord:{newsroom.moderator.id}"


async def test_a_job_of_many_goes_on_after_a_restart_and_can_be_cancelled(
    newsroom: Newsroom, site: Site, idle: pytest.MonkeyPatch
) -> None:
    article_id = publish(newsroom, site, "/a")
    site.pages["/a"] += " The mayor left."
    await refresh(newsroom, older_than="0m")
    [message] = newsroom.channel.history()
    assert "**Fetching again 1 article**" in shown(message)
    await newsroom.moderator.click(message, label="Cancel")
    await refresh(newsroom, older_than="0m")
    idle.undo()
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await told(newsroom)
    cancelled, done = map(shown, newsroom.channel.history())
    assert "what was fetched stays: 1 article**\n1 not fetched" in cancelled
    assert "**Done: 1 article**\n1 changed" in done
    assert newsroom.library.get(article_id).version == 2
    assert not buttons(newsroom.channel.history()[0])
