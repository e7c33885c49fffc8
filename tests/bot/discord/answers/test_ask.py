from __future__ import annotations

import asyncio
import logging
import threading
from datetime import date
from time import perf_counter
from typing import Any

import aiohttp
import pytest
from simcord.actors import _dispatch_actor_interaction

from index.errors import SpeakerNotFound
from index.exchanges import Limits
from index.types import Metadata, NewArticle
from tests.bot.discord.conftest import Newsroom, ScriptedAnswerer, reply, shown


async def test_ask_shows_the_exact_words_to_everybody(newsroom: Newsroom) -> None:
    newsroom.add()
    result = await newsroom.reader.slash(newsroom.channel, "ask", question="A *bridge*?")
    first = newsroom.env.http_requests[-2]
    assert first.path.endswith("/callback")
    assert first.json == {"type": 5}
    assert not result.ephemeral
    text = shown(reply(result))
    assert r"A \*bridge\*?" in text
    assert "> “We will build it”" in text
    assert "**Ada Vell**" in text


async def test_the_question_goes_to_the_library_of_its_server(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    newsroom.add()
    await newsroom.reader.slash(newsroom.channel, "ask", question="Anything?")
    assert answerer.asked == [(str(newsroom.guild.id), "Anything?")]


async def test_another_server_sees_nothing_of_it(newsroom: Newsroom) -> None:
    newsroom.add()
    elsewhere = newsroom.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("desk")
    guest = elsewhere.add_member(newsroom.env.create_user("guest"))
    result = await guest.slash(channel, "ask", question="A bridge?")
    assert "We will build it" not in shown(reply(result))


async def test_nothing_found_names_what_came_nearest(newsroom: Newsroom) -> None:
    newsroom.add("A ferry sank.")
    result = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert "The library holds nothing on this." in shown(reply(result))
    assert "Mayor promises a bridge · The Example · <t:" in shown(reply(result))


async def test_an_empty_library_says_how_to_fill_it(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    result = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert "A moderator can add articles with /article add." in shown(reply(result))
    assert answerer.asked == []


async def test_the_closest_quotations_are_called_so(newsroom: Newsroom) -> None:
    newsroom.add()
    result = await newsroom.reader.slash(newsroom.channel, "ask", question="A ferry?")
    assert "The closest words, not an answer:" in shown(reply(result))


async def test_a_blank_question_is_refused_in_words(newsroom: Newsroom) -> None:
    result = await newsroom.reader.slash(newsroom.channel, "ask", question="  ")
    assert "There is no question in that." in shown(reply(result))


async def test_a_known_error_is_told_in_its_own_words(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    newsroom.add()
    answerer.error = SpeakerNotFound("Vel", ["Ada Vell"])
    result = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert "Nobody called 'Vel' is quoted in this library." in shown(reply(result))
    assert "Did you mean Ada Vell?" in shown(reply(result))


async def test_an_unknown_error_shows_a_reference_and_nothing_technical(
    newsroom: Newsroom, answerer: ScriptedAnswerer, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.add()
    answerer.error = RuntimeError("/secret/path")
    with caplog.at_level(logging.ERROR):
        result = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    text = shown(reply(result))
    assert "secret" not in text
    assert "RuntimeError" not in text
    reference = text.partition("reference ")[2][:6]
    assert reference in caplog.text
    assert "/secret/path" in caplog.text


async def test_an_expired_interaction_raises_no_second_error(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.env.inject_error(
        "POST", "/interactions/*", status=404, code=10062, message="Unknown interaction"
    )
    with caplog.at_level(logging.INFO):
        await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert "too late to answer" in caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert newsroom.env.errors == []


async def test_a_broken_connection_is_told_without_a_reference(
    newsroom: Newsroom, answerer: ScriptedAnswerer, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.add()
    answerer.error = aiohttp.ServerDisconnectedError()
    result = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert "My connection to Discord broke. Try again." in shown(reply(result))
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_missing_permission_is_no_failure_of_the_bot(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.env.inject_error("PATCH", "/webhooks/*", status=403, code=50013)
    result = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert "check my permissions" in shown(reply(result))
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_an_answer_that_cannot_be_delivered_is_only_logged(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.env.inject_error("PATCH", "/webhooks/*", status=403, code=50001, times=None)
    await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert "could not tell about an error" in caplog.text


async def test_a_direct_message_command_is_told_that_a_server_is_needed(
    newsroom: Newsroom,
) -> None:
    user: Any = newsroom.reader.user
    await user.send_dm("hello")
    for name, options in (
        ("ask", [{"name": "question", "type": 3, "value": "A bridge?"}]),
        ("article", [{"name": "list", "type": 1, "options": []}]),
        ("article", [{"name": "add", "type": 1, "options": []}]),
    ):
        data = {"id": str(newsroom.command_id(name)), "name": name, "type": 1, "options": options}
        result = await _dispatch_actor_interaction(user, 2, user.dm_channel, data)
        assert "Each library belongs to a server" in shown(reply(result)), name


DAM = "“The dam will stand,” said Jon Vale. Nobody asked him why."


async def test_limits_reach_the_answerer_and_are_said_with_the_question(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    newsroom.add()
    result = await newsroom.reader.slash(
        newsroom.channel,
        "ask",
        question="A bridge?",
        speaker="vell",
        outlet="the example",
        since="3 May 2025",
        until="2026-04-01",
    )
    [limits] = answerer.limits
    assert limits == Limits("Ada Vell", "The Example", date(2025, 5, 3), date(2026, 4, 1))
    text = shown(reply(result))
    first = text.splitlines()[0]
    assert first.startswith("-# A bridge? · only Ada Vell · only in The Example · since <t:")
    assert " · until <t:" in first


async def test_a_limit_that_is_not_understood_is_told(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    newsroom.add()
    for options, told in (
        ({"speaker": "Ada Veil"}, "Did you mean Ada Vell?"),
        ({"outlet": "The Exanple"}, "Did you mean The Example?"),
        ({"outlet": "qqq"}, "Leave it out to search them all."),
        ({"since": "the other day"}, "Write it like 2026-03-31, 3 May, June or last week."),
        ({"since": "2026-06-01", "until": "2026-05-01"}, "Swap them."),
    ):
        result = await newsroom.reader.slash(
            newsroom.channel, "ask", question="A bridge?", **options
        )
        assert told in shown(reply(result))
    assert answerer.asked == []


async def test_neither_what_is_offered_nor_an_acknowledgement_waits_behind_questions(
    newsroom: Newsroom,
) -> None:
    newsroom.add()
    offload, done = newsroom.services.offload, threading.Event()
    busy = [asyncio.create_task(offload.question(done.wait, 20)) for _ in range(3)]
    try:
        async with asyncio.timeout(10):
            [choice] = await newsroom.reader.autocomplete(
                newsroom.channel, "ask", "speaker", "vel", question="?"
            )
            await newsroom.bot.preferences.of(newsroom.guild.id)
    finally:
        done.set()
    assert choice["name"] == "Ada Vell"
    assert all(await asyncio.gather(*busy))


async def test_a_private_answer_is_for_the_asker_alone(newsroom: Newsroom) -> None:
    newsroom.add()
    result = await newsroom.reader.slash(
        newsroom.channel, "ask", question="A bridge?", private=True
    )
    assert result.ephemeral
    assert newsroom.env.http_requests[-2].json == {"type": 5, "data": {"flags": 64}}


async def test_speakers_and_outlets_of_this_server_are_offered(newsroom: Newsroom) -> None:
    newsroom.add()
    elsewhere = newsroom.services.libraries.get("77")
    secret = Metadata(publisher="The Secret")
    elsewhere.add([NewArticle("test", DAM, secret)], added_by="discord:7")
    for option, typed, offered in (
        ("speaker", "vel", "Ada Vell"),
        ("speaker", "", "Ada Vell"),
        ("outlet", "exam", "The Example"),
        ("outlet", "", "The Example"),
    ):
        began = perf_counter()
        choices = await newsroom.reader.autocomplete(
            newsroom.channel, "ask", option, typed, question="?"
        )
        assert [choice["name"] for choice in choices] == [offered], option
        assert perf_counter() - began < 1.0
    assert not await newsroom.reader.autocomplete(
        newsroom.channel, "ask", "outlet", "secret", question="?"
    )
