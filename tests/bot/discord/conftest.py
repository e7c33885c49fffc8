"""The bot in a simulated Discord, over real libraries and a scripted answerer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import discord
import pytest
import simcord
from simcord.components import walk_components

from bot.answering.answerer import Answerer
from bot.answering.types import Citation, NotFound, Outcome, Question, Related
from bot.discord.client import WhosaidBot, create_bot
from bot.offload import Offload
from bot.services import Services
from index.exchanges import Limits
from index.feeds.following import Feeds
from index.libraries import Libraries
from index.library import Library
from index.query import Query
from index.sources import SourceReader
from index.types import Article, Metadata, NewArticle
from tests.bot.discord.samples import EVIDENCE, MAYOR, METADATA, answer
from tests.fakes import WordEmbedder

BRIDGE = "Ada Vell promised a bridge. “We will build it,” she said. The river was silent."

SETTLE_SECONDS = 30.0
"""How long work may take at most; a busy machine is slow to start what reads files."""


@dataclass(slots=True)
class ScriptedAnswerer:
    """Answers with the words "We will build it" wherever the library holds them."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    limits: list[Limits] = field(default_factory=list)
    error: Exception | None = None

    def answer(self, library: Library, question: Question) -> Outcome:
        self.asked.append((library.name, question.text))
        self.limits.append(question.limits)
        if self.error is not None:
            raise self.error
        found = library.find_quote("We will build it")
        nearest = tuple(library.search(Query(question.text)))
        evidence = replace(EVIDENCE, articles=nearest)
        if not found:
            return NotFound(question, "The library holds nothing on this.", evidence)
        article, span = found[0]
        cited = Citation(article, span, "direct", MAYOR)
        if "ferry" in question.text:
            return Related(question, "Nothing names a ferry.", (cited,), evidence)
        return replace(answer(cited), question=question)


@pytest.fixture
def answerer() -> ScriptedAnswerer:
    return ScriptedAnswerer()


@pytest.fixture
def services(tmp_path: Path, answerer: ScriptedAnswerer) -> Iterator[Services]:
    libraries, reader = Libraries(tmp_path, WordEmbedder()), SourceReader()
    made = Services(
        libraries=libraries,
        answerer=cast("Answerer", answerer),
        reader=reader,
        feeds=Feeds(libraries, reader),
        offload=Offload(),
    )
    yield made
    made.close()


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A server with a channel, a moderator and a reader, and the bot in it."""

    env: simcord.Env
    bot: WhosaidBot
    services: Services
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    moderator: simcord.MemberActor
    reader: simcord.MemberActor

    @property
    def library(self) -> Library:
        return self.services.libraries.get(str(self.guild.id))

    def add(self, text: str = BRIDGE, metadata: Metadata = METADATA) -> Article:
        [result] = self.library.add([NewArticle("test", text, metadata)], added_by="discord:7")
        assert result.article_id is not None, result.error
        return self.library.get(result.article_id)

    def command_id(self, name: str) -> int:
        command = self.env.backend.find_command(name, self.guild.id, type=1)
        assert command is not None
        return int(command["id"])


@pytest.fixture
async def env(services: Services, tmp_path: Path) -> AsyncIterator[simcord.Env]:
    bot = create_bot(services, commands_file=tmp_path / "commands.json")
    env = simcord.Env(bot, settle_timeout=SETTLE_SECONDS)
    await env.start()
    yield env
    await env.shutdown()
    env._raise_errors_since(env._errors_acknowledged)


@pytest.fixture
def newsroom(env: simcord.Env, services: Services) -> Newsroom:
    bot = cast("WhosaidBot", env.bot)
    guild = env.create_guild("Newsroom")
    channel = guild.create_text_channel("desk")
    role = guild.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
    moderator = guild.add_member(env.create_user("mod"), roles=[role])
    reader = guild.add_member(env.create_user("reader"))
    return Newsroom(env, bot, services, guild, channel, moderator, reader)


def reply(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """The message that answers an interaction, or that took the place of what was to answer it."""
    message = result.response or next(iter(result.followups), None)
    assert message is not None
    return message


def shown(message: Any) -> str:
    """All the text of a message, as it went to Discord."""
    components = message.components
    raw = [each if isinstance(each, dict) else each.to_dict() for each in components]
    return "\n".join(each["content"] for each in walk_components(raw) if each.get("type") == 10)
