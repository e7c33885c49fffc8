"""The bot as a process, with a language model on a real socket that lives and dies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.answering.model.writer import FAILED
from bot.discord.written import BY_MODEL
from index.libraries import Libraries
from index.types import NewArticle
from tests.bot.answering.model.scripted import KEY, Scripted, claiming, scripted
from tests.bot.bot_process import running_bot
from tests.bot.test_process import registered, shown
from tests.discord_server import MANAGE_GUILD, DiscordServer
from tests.fakes import WordEmbedder

TEXT = "“The otters are back,” said Wilma Tarn, a ferrywoman. The river was silent."
QUESTION = "What did Wilma Tarn say about the otters?"
WORDS = "> “The otters are back"
PROSE = "Wilma Tarn said: “The otters are back”. [1]"
PATIENCE = 40.0


async def dying(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
    assert request.transport
    request.transport.close()
    return web.Response()


@pytest.fixture
def model() -> Iterator[Scripted]:
    claim = ("Wilma Tarn said: “The otters are back.”", 1, "The otters are back")
    with scripted(claiming(claim)) as model:
        yield model


async def test_a_chosen_model_writes_and_where_it_is_dead_the_quotations_come(
    tmp_path: Path, model: Scripted
) -> None:
    log = tmp_path / "log"
    async with DiscordServer() as server:
        guild = server.add_guild()
        channel = server.add_channel(guild)
        admin = server.add_member(guild, "Ada", permissions=MANAGE_GUILD)
        libraries = Libraries(tmp_path / "data", WordEmbedder())
        libraries.get(str(guild.id)).add([NewArticle("a", TEXT)], added_by="tester")
        libraries.close()
        settings = {"MODEL_BASE_URL": model.url, "MODEL_NAME": "scripted", "MODEL_API_KEY": KEY}
        async with running_bot(server, tmp_path / "data", log=log, settings=settings):
            await server.ready()
            await registered(server)
            panel = await admin.slash(channel, "settings")
            asking = await admin.click(await panel.message(PATIENCE), "Let a language model write")
            agreed = await admin.click(await asking.message(PATIENCE), "Yes, let it write")
            await agreed.message(PATIENCE)
            response = await admin.slash(channel, "ask", question=QUESTION)
            written = shown(await response.message(PATIENCE, where=_is_answer))
            assert f"{PROSE}\n-# {BY_MODEL}" in written
            assert WORDS in written
            model.script = dying
            response = await admin.slash(channel, "ask", question=f"{QUESTION} Today?")
            quoted = shown(await response.message(PATIENCE, where=_is_answer))
            assert WORDS in quoted
            assert f"-# {FAILED}" in quoted
            assert BY_MODEL not in quoted
            doctor = await admin.slash(channel, "doctor")
            found = shown(await doctor.message(PATIENCE))
            assert re.search(r"It failed last <t:\d+:R>: The language model failed", found)
        assert server.violations == []
    text = log.read_text()
    assert "Traceback" not in text
    assert KEY not in text


def _is_answer(message: dict[str, Any]) -> bool:
    return WORDS in shown(message)
