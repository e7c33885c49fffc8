"""Quotations and claims of messages, checked from their menu and by /verify."""

from __future__ import annotations

import discord
import pytest
import simcord

from bot.discord.client import create_bot
from index.errors import DatabaseBusy
from index.preferences import Json
from tests.bot.discord.conftest import Newsroom, reply, shown

ARTICLE = """Ada Vell, the mayor, promised a bridge over the Ilm. “We will not build it before the \
spring of 2027,” said Ada Vell. “It needs 41 bolts.”

“Nobody asked the ferrymen,” said Otto Brand, who rows the ferry.
"""


async def menu(newsroom: Newsroom, name: str, text: str) -> simcord.InteractionResult:
    message = await newsroom.reader.send(newsroom.channel, text)
    return await newsroom.reader.context_menu(newsroom.channel, name, message)


async def checked(newsroom: Newsroom, text: str) -> str:
    return shown(reply(await menu(newsroom, "Check quotes", text)))


async def test_each_quotation_of_a_message_gets_its_verdict(newsroom: Newsroom) -> None:
    newsroom.add(ARTICLE)
    result = await menu(
        newsroom,
        "Check quotes",
        "“Nobody asked the ferrymen” is true. But Vell: “We will build it before the spring of "
        "2027”, and “yes”, and “It needs 14 bolts.” Otto Brand: “We have plenty of time for tea”",
    )
    text = shown(reply(result))
    assert reply(result).ephemeral
    assert "**Exact** · **Otto Brand**\n> “Nobody asked the ferrymen”" in text
    assert "We will ~~not~~ build it before the spring of 2027\nThe source says “not”." in text
    assert "> “We will not build it before the spring of 2027”" in text
    assert "It needs ~~41~~ **14** bolts.\n“41” became “14”." in text
    assert "**Not in the library**\n“We have plenty of time for tea”" in text
    assert "Too short to check: “yes”." in text
    assert "[this message](https://discord.com/channels/" in text


async def test_what_is_said_of_one_quotation(newsroom: Newsroom) -> None:
    newsroom.add(ARTICLE)
    text = await checked(newsroom, "As Ada Vell said, “Nobody asked the ferrymen”")
    assert "**Exact, but said by somebody else**: **Otto Brand**, not Ada Vell" in text
    text = await checked(newsroom, "“@everyone look at [this](https://evil.example) now”")
    assert r"“\@everyone look at this now”" in text
    assert "There is no quotation in it." in await checked(newsroom, "what a lovely day it is")
    assert "too short to check: “lovely”." in await checked(newsroom, "what a “lovely” day")
    edited = [each.json for each in newsroom.env.http_requests if "@original" in each.path]
    assert len(edited) == 4
    assert all(each and each["allowed_mentions"]["parse"] == [] for each in edited)


async def test_what_cannot_be_checked_is_told_kindly(newsroom: Newsroom) -> None:
    picture = await newsroom.reader.send(newsroom.channel, attachments=[("b.png", b"\x89PNG")])
    own = await newsroom.bot.get_partial_messageable(newsroom.channel.id).send("“It is so, is it”")
    words = await newsroom.reader.send(newsroom.channel, "“Nobody asked the ferrymen”")
    for name in ("Check quotes", "Find sources"):
        for message, told in (
            (picture, "That message has no words of its own"),
            (own, "That is a message of mine"),
            (words, "This server’s library is empty"),
        ):
            result = await newsroom.reader.context_menu(newsroom.channel, name, message)
            assert told in shown(reply(result))
            assert reply(result).ephemeral


async def test_a_forwarded_message_is_read(newsroom: Newsroom) -> None:
    newsroom.add(ARTICLE)
    message = await newsroom.reader.send(newsroom.channel, "“Nobody asked the ferrymen”")
    forwarded = await newsroom.reader.forward(message, newsroom.channel)
    result = await newsroom.reader.context_menu(newsroom.channel, "Check quotes", forwarded)
    assert "**Exact** · **Otto Brand**" in shown(reply(result))


async def test_sources_speak_to_claims_and_assert_nothing(newsroom: Newsroom) -> None:
    newsroom.add(ARTICLE)
    result = await menu(
        newsroom,
        "Find sources",
        "Nobody asked the ferrymen about it. Zebras gallop across frozen volcanoes. Really? lol",
    )
    text = shown(reply(result))
    assert "*Nobody asked the ferrymen about it.*\nThese words speak to it:" in text
    assert "**Otto Brand**\n> “Nobody asked the ferrymen,”" in text
    assert "volcanoes.*\nNothing in the library on this." in text
    assert "Whether they bear it out is for you to judge." in text
    assert reply(result).ephemeral
    result = await menu(newsroom, "Find sources", "lol. Really, is it so?")
    assert "nothing in it that I could look for" in shown(reply(result))


async def test_verify_checks_what_is_typed(newsroom: Newsroom) -> None:
    newsroom.add(ARTICLE)

    async def verified(quote: str, **options: str) -> str:
        result = await newsroom.reader.slash(newsroom.channel, "verify", quote=quote, **options)
        assert reply(result).ephemeral
        return shown(reply(result))

    for quote in ("“It needs 41 bolts”", "it needs 41 bolts", "> **It needs 41 bolts.**"):
        assert "**Exact** · **Ada Vell**" in await verified(quote), quote
    other = await verified("It needs 41 bolts", speaker="Otto Brand")
    assert "said by somebody else**: **Ada Vell**, not Otto Brand" in other
    signed = await verified("“It needs 41 bolts” — Otto Brand")
    assert "said by somebody else**: **Ada Vell**, not Otto Brand" in signed
    for quote in ("…", "> ", "“”", "🙂"):
        assert "There are no words in that." in await verified(quote)
    offered = await newsroom.reader.autocomplete(newsroom.channel, "verify", "speaker", "otto")
    assert [choice["value"] for choice in offered] == ["Otto Brand"]


async def test_what_breaks_is_told_kindly(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise DatabaseBusy("The library is busy.", "Try again.")

    newsroom.add(ARTICLE)
    monkeypatch.setattr("bot.discord.checks.checking.check_text", busy)
    text = await checked(newsroom, "“Nobody asked the ferrymen”")
    assert text.startswith("My library is busy just now (reference ")


async def test_what_was_found_is_shared_after_a_restart(newsroom: Newsroom) -> None:
    newsroom.add(ARTICLE)
    result = await menu(newsroom, "Check quotes", "“Nobody asked the ferrymen”")
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    pressed = await newsroom.reader.click(reply(result), label="Share")
    [posted] = pressed.followups
    assert not posted.ephemeral
    assert "**Exact** · **Otto Brand**\n> “Nobody asked the ferrymen”" in shown(posted)
    assert f"shared by {newsroom.reader.mention}" in shown(posted)
    assert "shared by" not in shown(reply(result))
    assert "Share" not in str(reply(result).components)


async def test_nothing_is_shared_of_an_article_that_was_removed(newsroom: Newsroom) -> None:
    article = newsroom.add(ARTICLE)
    result = await menu(newsroom, "Find sources", "Nobody asked the ferrymen about it.")
    newsroom.library.remove(article.id, by="discord:7")
    pressed = await newsroom.reader.click(reply(result), label="Share")
    assert "has been removed since" in shown(pressed.followups[0])
    assert pressed.followups[0].ephemeral


async def test_who_may_not_post_does_not_post_through_the_bot(newsroom: Newsroom) -> None:
    newsroom.add(ARTICLE)
    silent = discord.PermissionOverwrite(send_messages=False)
    stage = newsroom.guild.create_text_channel("news", overwrites={newsroom.reader: silent})
    message = await newsroom.moderator.send(stage, "“Nobody asked the ferrymen”")
    result = await newsroom.reader.context_menu(stage, "Check quotes", message)
    pressed = await newsroom.reader.click(reply(result), label="Share")
    assert "You may not post in this channel" in shown(pressed.followups[0])


async def test_what_was_found_is_shared_once_and_not_where_the_bot_is_silent(
    newsroom: Newsroom,
) -> None:
    newsroom.add(ARTICLE)
    found = reply(await menu(newsroom, "Check quotes", "“Nobody asked the ferrymen”"))

    async def told() -> str:
        return shown((await newsroom.reader.click(found, label="Share")).followups[0])

    silent: dict[str, Json] = {"speaking": "except", "channels": [newsroom.channel.id]}
    await newsroom.bot.preferences.choose(newsroom.guild.id, silent, by="discord:7")
    assert "asked to stay silent" in await told()
    await newsroom.bot.preferences.choose(newsroom.guild.id, {"speaking": None}, by="discord:7")
    newsroom.env.inject_error("POST", "/webhooks/*", status=403, code=50013)
    await told()
    # As a press does that came while this one was not through.
    newsroom.bot.shared.again(found.id)
    assert "You have shared this already." in await told()
    newsroom.bot.shared.forget(found.id)
    assert "shared by" in await told()
