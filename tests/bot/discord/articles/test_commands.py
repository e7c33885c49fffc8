from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer
from simcord.components import walk_components

from bot.discord.articles.sources import MAX_ATTACHMENT
from index.errors import ArticleNotFound
from index.sources import SourceReader
from index.types import Metadata, NewArticle
from tests.bot.discord.conftest import BRIDGE, Newsroom, reply, shown
from tests.bot.discord.samples import METADATA

MARKDOWN = f"---\ntitle: A bridge\ndate: 2026-03-30\n---\n{BRIDGE}\n".encode()


def buttons(message: Any) -> dict[str, dict[str, Any]]:
    every = walk_components(message.components)
    return {each["label"]: each for each in every if each.get("type") == 2 and "custom_id" in each}


async def test_a_file_is_added(newsroom: Newsroom) -> None:
    result = await newsroom.moderator.slash(
        newsroom.channel, "article add", file=("bridge.md", MARKDOWN), outlet="The Example"
    )
    assert result.ephemeral
    text = shown(reply(result))
    assert "**A bridge**\nAdded to the library." in text
    edits = [str(each.json) for each in newsroom.env.http_requests if each.method == "PATCH"]
    assert "Reading bridge.md…" in edits[0]
    [summary] = newsroom.library.list()
    assert summary.metadata == Metadata(
        title="A bridge", publisher="The Example", published=date(2026, 3, 30)
    )
    assert summary.added_by == f"discord:{newsroom.moderator.id}"
    assert newsroom.library.get(summary.id).text.strip() == BRIDGE


async def test_the_same_file_again_is_unchanged(newsroom: Newsroom) -> None:
    for _ in range(2):
        result = await newsroom.moderator.slash(
            newsroom.channel, "article add", file=("bridge.md", MARKDOWN)
        )
    assert "in the library already" in shown(reply(result))
    assert newsroom.library.count() == 1


async def test_a_file_that_is_too_large_is_not_even_taken(newsroom: Newsroom) -> None:
    result = await newsroom.moderator.slash(
        newsroom.channel, "article add", file=("big.txt", b"a" * (MAX_ATTACHMENT + 1))
    )
    assert "Attach at most 10 MB." in shown(reply(result))
    assert not [each for each in newsroom.env.http_requests if "cdn" in each.path]


async def test_a_file_of_another_kind_is_refused_in_words(newsroom: Newsroom) -> None:
    result = await newsroom.moderator.slash(
        newsroom.channel, "article add", file=("photo.png", b"\x89PNG")
    )
    assert "photo.png" in shown(reply(result))
    assert newsroom.library.count() == 0


@pytest.mark.parametrize("path", ["/etc/passwd", "file:///etc/passwd", "notes.txt", "example.org"])
async def test_a_path_is_no_web_address(newsroom: Newsroom, path: str) -> None:
    result = await newsroom.moderator.slash(newsroom.channel, "article add", url=path)
    assert "is not a web address" in shown(reply(result))
    assert newsroom.library.count() == 0


async def test_a_page_is_fetched_and_added(newsroom: Newsroom) -> None:
    paragraphs = "".join(f"<p>{BRIDGE} It was day {day} of the works.</p>" for day in range(9))
    html = f"<html><head><title>A bridge</title></head><body><article>{paragraphs}</article></body>"
    reader = SourceReader(allow_private_addresses=True)
    newsroom.bot.services = replace(newsroom.services, reader=reader)

    async def page(_request: web.BaseRequest) -> web.Response:
        return web.Response(text=html, content_type="text/html")

    async with RawTestServer(page) as server:
        url = str(server.make_url("/bridge"))
        result = await newsroom.moderator.slash(
            newsroom.channel, "article add", url=url, outlet="The Example"
        )
    assert "Added to the library." in shown(reply(result))
    [summary] = newsroom.library.list()
    assert (summary.metadata.url, summary.metadata.publisher) == (url, "The Example")


async def test_an_address_of_the_own_network_is_not_fetched(newsroom: Newsroom) -> None:
    result = await newsroom.moderator.slash(
        newsroom.channel, "article add", url="http://127.0.0.1/secret"
    )
    assert newsroom.library.count() == 0
    assert "This address may not be fetched" in shown(reply(result))


async def test_a_link_and_a_file_at_once_are_too_much(newsroom: Newsroom) -> None:
    result = await newsroom.moderator.slash(
        newsroom.channel, "article add", url="https://example.org", file=("a.txt", b"words")
    )
    assert "Give one of them." in shown(reply(result))


async def test_a_day_that_cannot_be_read_is_refused(newsroom: Newsroom) -> None:
    result = await newsroom.moderator.slash(
        newsroom.channel, "article add", file=("a.txt", b"words"), date="the other day"
    )
    assert "Write it like 2026-03-31." in shown(reply(result))
    assert newsroom.library.count() == 0


async def test_the_list_says_how_to_begin(newsroom: Newsroom) -> None:
    result = await newsroom.moderator.slash(newsroom.channel, "article list")
    assert "The library is empty." in shown(reply(result))


async def test_the_list_turns_its_pages(newsroom: Newsroom) -> None:
    for number in range(1, 19):
        newsroom.add(f"Story {number}.", Metadata(title=f"Story *{number}*"))
    result = await newsroom.moderator.slash(newsroom.channel, "article list")
    assert result.ephemeral
    assert r"Story \*18\*" in shown(reply(result))
    assert buttons(reply(result))["Earlier page"]["disabled"]

    await newsroom.moderator.click(reply(result), label="Next page")
    await newsroom.moderator.click(reply(result), label="Next page")
    assert r"Story \*2\*" in shown(reply(result))
    assert buttons(reply(result))["3 of 3"]["disabled"]
    assert buttons(reply(result))["Next page"]["disabled"]

    for summary in newsroom.library.list(limit=10):
        newsroom.library.remove(summary.id, by="tester")
    await newsroom.moderator.click(reply(result), label="Earlier page")
    assert "**8 articles**" in shown(reply(result))
    assert not buttons(reply(result))


async def test_the_list_keeps_to_its_search_over_pages(newsroom: Newsroom) -> None:
    for number in range(1, 12):
        newsroom.add(f"Story {number}.", Metadata(title=f"Ferry: {number}"))
    newsroom.add()
    result = await newsroom.moderator.slash(newsroom.channel, "article list", search="Ferry:")
    await newsroom.moderator.click(reply(result), label="Next page")
    text = shown(reply(result))
    assert "**11 articles** with “Ferry:”" in text
    assert "Mayor promises" not in text
    nothing = await newsroom.moderator.slash(newsroom.channel, "article list", search="*submarine")
    assert r"No article with “\*submarine”." in shown(reply(nothing))


async def test_show_tells_where_an_article_is_from_and_who_speaks(newsroom: Newsroom) -> None:
    article = newsroom.add()
    result = await newsroom.moderator.slash(newsroom.channel, "article show", article=article.id)
    text = shown(reply(result))
    assert "**Mayor promises a bridge**\nThe Example · by Jo Writer" in text
    assert f"`{article.id}` · {len(BRIDGE)} characters · 1 passage" in text
    assert "by <@7>" in text
    assert "> Ada Vell promised a bridge." in text
    links = [each for each in walk_components(reply(result).components) if each.get("url")]
    assert [each["url"] for each in links] == ["https://example.org/bridge"]


async def test_an_article_of_another_server_is_not_found(newsroom: Newsroom) -> None:
    other = newsroom.services.libraries.get("999")
    newsroom.add()
    [result] = other.add([secret()], added_by="discord:1")
    assert result.article_id is not None
    for command in ("article show", "article remove"):
        answer = await newsroom.moderator.slash(
            newsroom.channel, command, article=result.article_id
        )
        assert "There is no article" in shown(reply(answer))
    assert other.count() == 1


def secret() -> NewArticle:
    return NewArticle("elsewhere", "Another text of another server.", Metadata(title="Secret"))


async def test_autocomplete_offers_titles_of_this_server_alone(newsroom: Newsroom) -> None:
    article = newsroom.add(metadata=replace(METADATA, title="Mayor " + "very " * 40 + "long"))
    newsroom.services.libraries.get("999").add([secret()], added_by="discord:1")
    choices = await newsroom.moderator.autocomplete(
        newsroom.channel, "article show", "article", "mayor"
    )
    assert [choice["value"] for choice in choices] == [article.id]
    assert choices[0]["name"].endswith("… · The Example, 2026-03-30")
    assert len(choices[0]["name"]) <= 100
    everything = await newsroom.moderator.autocomplete(
        newsroom.channel, "article remove", "article", ""
    )
    assert [choice["value"] for choice in everything] == [article.id]
    nothing = await newsroom.moderator.autocomplete(
        newsroom.channel, "article show", "article", "Secret"
    )
    assert nothing == []


async def test_an_article_is_removed_only_after_a_second_word(newsroom: Newsroom) -> None:
    article = newsroom.add()
    result = await newsroom.moderator.slash(newsroom.channel, "article remove", article=article.id)
    assert "Remove **Mayor promises a bridge**" in shown(reply(result))
    assert newsroom.library.count() == 1
    await newsroom.moderator.click(reply(result), label="Remove")
    assert "Removed **Mayor promises a bridge**." in shown(reply(result))
    assert list(buttons(reply(result))) == ["Undo"]
    with pytest.raises(ArticleNotFound):
        newsroom.library.get(article.id)


async def test_an_article_can_be_kept(newsroom: Newsroom) -> None:
    article = newsroom.add()
    result = await newsroom.moderator.slash(newsroom.channel, "article remove", article=article.id)
    await newsroom.moderator.click(reply(result), label="Keep it")
    assert "Nothing was removed." in shown(reply(result))
    assert newsroom.library.count() == 1


async def test_an_article_that_went_meanwhile_is_told_beside_the_question(
    newsroom: Newsroom,
) -> None:
    article = newsroom.add()
    result = await newsroom.moderator.slash(newsroom.channel, "article remove", article=article.id)
    newsroom.library.remove(article.id, by="tester")
    pressed = await newsroom.moderator.click(reply(result), label="Remove")
    assert "There is no article" in shown(pressed.followups[0])
    assert pressed.followups[0].ephemeral
