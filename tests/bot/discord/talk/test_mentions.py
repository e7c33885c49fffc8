from __future__ import annotations

import logging
from typing import Any

import discord
import pytest
from simcord.backend.models.message import AllowedMentions

from bot.discord.talk.heard import Heard
from bot.offload import Offload
from tests.bot.discord.conftest import Newsroom, ScriptedAnswerer, shown


def me(newsroom: Newsroom) -> str:
    assert newsroom.bot.user is not None
    return newsroom.bot.user.mention


def last(newsroom: Newsroom) -> discord.Message:
    message = newsroom.channel.last_message
    assert message is not None
    return message


async def test_a_mention_is_answered_with_a_reply(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    newsroom.add()
    asked = await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} what about a bridge?")
    answered = last(newsroom)
    assert answerer.asked == [(str(newsroom.guild.id), "what about a bridge?")]
    assert "> “We will build it”" in shown(answered)
    assert "what about" not in shown(answered)
    assert answered.reference is not None
    assert answered.reference.message_id == asked.id
    assert answered.mentions == []


async def test_a_reply_to_the_bot_is_answered(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    newsroom.add()
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge?")
    first = last(newsroom)
    await newsroom.reader.send(newsroom.channel, "what about a ferry?", reply_to=first)
    assert [text for _, text in answerer.asked] == ["a bridge?", "what about a ferry?"]


async def test_a_reply_without_words_gets_a_hint(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    newsroom.add()
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge?")
    picture = ("bridge.png", b"\x89PNG")
    await newsroom.reader.send(newsroom.channel, reply_to=last(newsroom), attachments=[picture])
    assert len(answerer.asked) == 1
    assert "Mention me together with your question" in shown(last(newsroom))


async def test_a_bare_mention_gets_a_hint(newsroom: Newsroom, answerer: ScriptedAnswerer) -> None:
    await newsroom.reader.send(newsroom.channel, f"  {me(newsroom)} ")
    assert "Mention me together with your question" in shown(last(newsroom))
    assert answerer.asked == []


async def test_a_question_that_is_too_long_is_told_so(newsroom: Newsroom) -> None:
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} {'why ' * 200}")
    assert "Ask in at most 500" in shown(last(newsroom))


async def test_other_messages_and_other_bots_are_left_alone(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    robot = newsroom.guild.add_member(newsroom.env.create_user("robot", bot=True))
    await newsroom.reader.send(newsroom.channel, "what about a bridge?")
    await robot.send(newsroom.channel, f"{me(newsroom)} what about a bridge?")
    assert answerer.asked == []
    assert len(newsroom.channel.history()) == 2


async def test_what_is_said_to_everybody_or_a_role_is_left_alone(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    webhook = newsroom.guild.create_webhook(newsroom.channel)
    role = next(role for name, role in newsroom.guild.roles.items() if name == "TestBot")
    await newsroom.moderator.send(newsroom.channel, "@everyone what about a bridge?")
    await newsroom.moderator.send(newsroom.channel, f"{role.mention} what about a bridge?")
    await webhook.send(f"{me(newsroom)} what about a bridge?")
    assert answerer.asked == []
    assert len(newsroom.channel.history()) == 3


async def test_a_reply_that_pings_nobody_is_left_alone(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} hello there")
    answered = last(newsroom)
    reference = {"channel_id": str(newsroom.channel.id), "message_id": str(answered.id)}
    newsroom.env.backend.create_message(
        newsroom.channel.id,
        newsroom.reader.id,
        "what about a bridge?",
        reference=reference,
        allowed_mentions=AllowedMentions(replied_user=False),
    )
    await newsroom.env.settle()
    assert len(newsroom.channel.history()) == 3
    assert answerer.asked == []


async def test_a_message_is_answered_once(newsroom: Newsroom) -> None:
    """Neither when it is edited, nor when Discord tells it again after a broken connection."""
    asked = await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge?")
    assert len(newsroom.channel.history()) == 2
    await newsroom.reader.edit(asked, f"{me(newsroom)} a ferry?")
    await newsroom.bot.on_message(asked)
    assert len(newsroom.channel.history()) == 2


async def test_a_message_that_is_deleted_meanwhile_is_no_error(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    offload = newsroom.bot.services.offload
    real = type(offload).question

    async def deleting(self: Offload, *work: Any) -> Any:
        for message in newsroom.channel.history():
            if message.author.id == newsroom.reader.id:
                newsroom.env.backend.delete_message(newsroom.channel.id, message.id)
        return await real(self, *work)

    monkeypatch.setattr(type(offload), "question", deleting)
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge?")
    assert "library is empty" in shown(last(newsroom))
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_only_so_many_messages_are_remembered() -> None:
    heard = Heard(most=2)
    assert [heard.again(number) for number in (1, 1, 2, 3)] == [False, True, False, False]
    assert [heard.again(number) for number in (3, 2, 1)] == [True, True, False]


async def test_a_direct_message_is_told_that_a_server_is_needed(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    await newsroom.reader.user.send_dm("what about a bridge?")
    answered = newsroom.reader.user.dm_channel.last_message
    assert answered is not None
    assert "Each library belongs to a server" in shown(answered)
    assert answerer.asked == []


@pytest.mark.parametrize("said", ["hi", "Hello!", "help", "What can you do?"])
async def test_who_says_hello_is_told_what_the_bot_does(
    newsroom: Newsroom, answerer: ScriptedAnswerer, said: str
) -> None:
    newsroom.add()
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} {said}")
    assert shown(last(newsroom)).startswith("**I answer from this server’s own articles")
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} Who said “help”?")
    assert [text for _, text in answerer.asked] == ["Who said “help”?"]


async def test_an_error_is_told_in_a_reply(newsroom: Newsroom, answerer: ScriptedAnswerer) -> None:
    newsroom.add()
    answerer.error = RuntimeError("/secret/path")
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge?")
    assert "Something went wrong on my side" in shown(last(newsroom))


async def test_nothing_the_bot_says_can_ping(newsroom: Newsroom) -> None:
    newsroom.add(text="@everyone “We will build it,” she said to <@1> and @here.")
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} @everyone?")
    sent = [each for each in newsroom.env.http_requests if each.path.endswith("/messages")]
    assert sent
    for request in sent:
        assert request.json is not None
        assert request.json["allowed_mentions"]["parse"] == []
        assert not request.json["allowed_mentions"].get("replied_user")
