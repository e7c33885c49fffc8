"""The bot as a process against a Discord server on a real socket."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.answering.model.replies import FAILED
from bot.discord.answers.written import BY_MODEL
from tests.bot.answering.model.scripted import KEY, Scripted, claiming, dying, scripted
from tests.bot.bot_process import PATIENCE, give_samples_to, registered, running_bot, shown
from tests.discord_server import (
    MANAGE_GUILD,
    MANAGE_MESSAGES,
    Channel,
    DiscordServer,
    File,
    Guild,
    Person,
)
from tests.discord_server.interactions import Response

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "What did Ottoline Skerry say about the fastest class?"
WORDS = "The fastest class takes six minutes."
SAID = "Wilma Tarn said: “The otters are back.”"


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A Discord server with the bot on it, and with a channel, a moderator and a member."""

    server: DiscordServer
    channel: Channel
    moderator: Person
    member: Person


@pytest.fixture(scope="module")
def model() -> Iterator[Scripted]:
    """A language model, which no server has chosen at first."""
    with scripted(claiming((SAID, 1, "The otters are back"))) as model:
        yield model


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(
    sample_data: Path, tmp_path_factory: pytest.TempPathFactory, model: Scripted
) -> AsyncIterator[tuple[DiscordServer, Guild]]:
    """A server with the bot on it, for all tests, as its start is the most of each.

    The bot is stopped at the end, and must not have broken one of Discord's rules.
    """
    folder = tmp_path_factory.mktemp("bot")
    data = Path(shutil.copytree(sample_data, folder / "data"))
    async with DiscordServer() as server:
        guild = server.add_guild()
        give_samples_to(str(guild.id), data)
        settings = {"MODEL_BASE_URL": model.url, "MODEL_NAME": "scripted", "MODEL_API_KEY": KEY}
        async with running_bot(server, data, log=folder / "log", settings=settings):
            await server.ready()
            await registered(server)
            yield server, guild
        assert server.violations == []
        assert "Traceback" not in (folder / "log").read_text()
        assert KEY not in (folder / "log").read_text()


@pytest.fixture
def newsroom(server: tuple[DiscordServer, Guild]) -> Newsroom:
    discord, guild = server
    return Newsroom(
        discord,
        discord.add_channel(guild),
        discord.add_member(guild, "Mod", permissions=MANAGE_MESSAGES),
        discord.add_member(guild, "Ana"),
    )


async def test_a_question_is_acknowledged_at_once_and_answered(newsroom: Newsroom) -> None:
    """The model is still loading when the question comes."""
    response = await newsroom.member.slash(newsroom.channel, "ask", question=QUESTION)
    assert (await response.acknowledged()).at < 1
    message = await response.message(PATIENCE)
    assert WORDS in shown(message)
    assert "Ottoline Skerry" in shown(message)
    assert "#:~:text=" in json.dumps(message)


async def test_a_hundred_people_at_once_are_acknowledged_and_each_answered_once(
    server: tuple[DiscordServer, Guild], newsroom: Newsroom
) -> None:
    discord, guild = server
    people = [discord.add_member(guild, f"Guest {number}") for number in range(100)]
    asked = [
        await person.slash(newsroom.channel, "ask", question=f"{QUESTION} {number}")
        for number, person in enumerate(people)
    ]
    for response in asked:
        assert (await response.acknowledged()).at < 1
    for response in asked:
        assert WORDS in shown(await response.message(PATIENCE))
        assert [step.kind for step in response.steps] == ["callback", "edit"]


async def test_a_chosen_model_writes_and_where_it_dies_the_quotations_come(
    server: tuple[DiscordServer, Guild], model: Scripted
) -> None:
    discord, _ = server
    guild = discord.add_guild()
    channel = discord.add_channel(guild)
    admin = discord.add_member(guild, "Ada", permissions=MANAGE_GUILD | MANAGE_MESSAGES)

    async def asked(question: str) -> str:
        response = await admin.slash(channel, "ask", question=question)
        return shown(await response.message(PATIENCE, where=lambda m: "\n> “" in shown(m)))

    file = File("otters.md", b"\xe2\x80\x9cThe otters are back,\xe2\x80\x9d said Wilma Tarn.\n")
    added = await admin.slash(channel, "article", "add", file=file)
    await added.message(PATIENCE, where=lambda found: "Added" in shown(found))
    panel = await admin.slash(channel, "settings")
    asking = await admin.click(await panel.message(PATIENCE), "Let a language model write")
    agreed = await admin.click(await asking.message(PATIENCE), "Yes, let it write")
    await agreed.message(PATIENCE, where=lambda panel: "✓ Answers are written" in shown(panel))
    written = await asked("What did Wilma Tarn say?")
    assert f"Wilma Tarn said: “The otters are back”. [1]\n-# {BY_MODEL}" in written
    model.script = dying
    quoted = await asked("What did Wilma Tarn say about the otters?")
    assert (f"-# {FAILED}" in quoted, BY_MODEL in quoted) == (True, False)
    told = await (await admin.slash(channel, "doctor")).message(PATIENCE)
    assert "It failed last" in shown(told)


async def test_what_nobody_said_is_not_found(newsroom: Newsroom) -> None:
    response = await newsroom.member.slash(
        newsroom.channel, "ask", question="What did Wendeline Osterkamp say?"
    )
    message = await response.message(PATIENCE)
    assert "Nothing in this library mentions Wendeline Osterkamp" in shown(message)
    assert not any(line.startswith(">") for line in shown(message).splitlines())


async def test_a_mention_is_answered_and_others_are_left_alone(newsroom: Newsroom) -> None:
    await newsroom.member.send(newsroom.channel, "Does anybody know what Skerry said?")
    await newsroom.member.send(newsroom.channel, f"{newsroom.server.mention} {QUESTION}")
    message = await newsroom.channel.next_bot_message(
        PATIENCE, where=lambda found: WORDS in shown(found)
    )
    assert message["mentions"] == []
    assert len([m for m in newsroom.channel.messages if m["author"].get("bot")]) == 1


async def test_a_text_is_added_by_form_and_found(newsroom: Newsroom) -> None:
    opened = await newsroom.moderator.slash(newsroom.channel, "article", "add")
    response = await newsroom.moderator.submit(
        opened, {"Text": "“The otters are back,” said Wilma Tarn, a ferrywoman.", "Title": "Otters"}
    )
    assert "Otters" in shown(await response.message(PATIENCE))
    asked = await newsroom.member.slash(
        newsroom.channel, "ask", question="What did Wilma Tarn say?"
    )
    assert "The otters are back," in shown(await asked.message(PATIENCE))


async def test_an_attachment_is_added_once(newsroom: Newsroom) -> None:
    file = File("harbour.md", b"---\ntitle: Ice\n---\n\nThe harbour froze, said Pia Holm.\n")
    for words in ("Added", "already"):
        response = await newsroom.moderator.slash(newsroom.channel, "article", "add", file=file)
        message = await response.message(PATIENCE, where=lambda found: "Ice" in shown(found))
        assert words in shown(message)


async def test_a_member_may_not_remove(newsroom: Newsroom) -> None:
    with pytest.raises(PermissionError):
        await newsroom.member.slash(newsroom.channel, "article", "remove", article="A-00000")


async def test_a_private_address_is_refused(newsroom: Newsroom) -> None:
    own = f"{newsroom.server.api_base}/users/@me"
    refused = {
        "http://127.0.0.1/users": "127.0.0.1, which is not a public address",
        own: "is not one that web pages use",
    }
    for url, why in refused.items():
        response = await newsroom.moderator.slash(newsroom.channel, "article", "add", url=url)
        refusal = await response.message(
            PATIENCE, where=lambda found: "Reading" not in shown(found)
        )
        assert "may not be fetched" in shown(refusal)
        assert why in shown(refusal)
    assert newsroom.server.requests_to("GET", "/users/@me")[1:] == []


async def test_a_rate_limit_is_waited_for(newsroom: Newsroom) -> None:
    newsroom.server.faults.rate_limit("PATCH", "/webhooks/*", retry_after=0.3)
    response = await newsroom.member.slash(newsroom.channel, "ask", question=QUESTION)
    assert WORDS in shown(await response.message(PATIENCE))
    assert newsroom.server.faults.pending == 0


async def test_a_dropped_connection_is_resumed_and_nothing_is_lost(newsroom: Newsroom) -> None:
    newsroom.server.gateway.drop()
    response = await newsroom.member.slash(newsroom.channel, "ask", question=QUESTION)
    assert WORDS in shown(await response.message(PATIENCE))
    assert (newsroom.server.gateway.resumes, newsroom.server.gateway.identifies) == (1, 1)
    assert len([step for step in response.steps if step.kind == "edit"]) == 1


async def test_connections_that_drop_under_way_make_no_second_answer(newsroom: Newsroom) -> None:
    server, channel, member = newsroom.server, newsroom.channel, newsroom.member

    async def ask() -> tuple[Response, dict[str, Any]]:
        command = await member.slash(channel, "ask", question=QUESTION)
        return command, await member.send(channel, f"{server.mention} {QUESTION}")

    resumes, asked = server.gateway.resumes, [await ask()]
    for _ in range(2):
        asked += [await ask(), await ask()]
        server.gateway.drop()
        asked.append(await ask())
        await server.gateway.changed.until(
            lambda: server.gateway.connected or None, PATIENCE, "a RESUME"
        )
    for command, _ in asked:
        assert WORDS in shown(await command.message(PATIENCE))
    for command, message in asked:
        [reply] = await _replies_to(channel, message)
        assert WORDS in shown(reply)
        assert [step.kind for step in command.steps] == ["callback", "edit"]
    assert server.gateway.resumes == resumes + 2


async def _replies_to(channel: Channel, message: dict[str, Any]) -> list[dict[str, Any]]:
    """All messages that reply to this one, once there are any."""
    async with asyncio.timeout(PATIENCE):
        while True:
            replies = [
                each
                for each in channel.messages
                if (each.get("message_reference") or {}).get("message_id") == message["id"]
            ]
            if replies:
                return replies
            await asyncio.sleep(0.01)


async def test_a_late_answer_is_given_up_quietly(newsroom: Newsroom) -> None:
    newsroom.server.faults.delay("POST", "/interactions/*/callback", 3.2)
    late = await newsroom.member.slash(newsroom.channel, "help")
    await asyncio.sleep(3.4)
    assert late.callback_type is None
    assert [violation.code for violation in newsroom.server.violations] == [10062]
    newsroom.server.violations.clear()
    response = await newsroom.member.slash(newsroom.channel, "help")
    assert (await response.acknowledged()).at < 1


async def test_a_direct_message_says_that_a_server_is_needed(newsroom: Newsroom) -> None:
    direct = newsroom.member.direct_messages()
    await newsroom.member.send(direct, QUESTION)
    assert "server" in shown(await direct.next_bot_message(PATIENCE))
