from __future__ import annotations

import json
import logging
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discord import sync
from bot.discord.client import create_bot
from bot.discord.endpoint import point_at
from bot.discord.help_pages import TOPICS
from bot.services import Services
from tests.bot.discord.conftest import Newsroom, reply, shown


def registrations(env: simcord.Env) -> int:
    return sum(request.method == "PUT" for request in env.http_requests)


async def test_commands_are_registered_once(services: Services, tmp_path: Path) -> None:
    file = tmp_path / "commands.json"
    async with simcord.run(create_bot(services, commands_file=file)) as env:
        assert registrations(env) == 1
        await env.restart_bot(create_bot(services, commands_file=file))
        assert registrations(env) == 1
        changed = create_bot(services, commands_file=file)
        changed.tree.remove_command("help")
        await env.restart_bot(changed)
        assert registrations(env) == 2


async def test_the_file_of_commands_is_not_touched_on_the_event_loop(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched: list[str] = []

    def noting(function: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*arguments: object) -> Any:
            touched.append(threading.current_thread().name)
            return function(*arguments)

        return noted

    for name in ("_read", "_write"):
        monkeypatch.setattr(sync, name, noting(getattr(sync, name)))
    bot = create_bot(services, commands_file=tmp_path / "commands.json")
    async with simcord.run(bot) as env:
        assert registrations(env) == 1
    assert len(touched) == 2
    assert threading.main_thread().name not in touched


async def test_a_damaged_memory_registers_anew(services: Services, tmp_path: Path) -> None:
    file = tmp_path / "commands.json"
    file.write_text("{", encoding="utf-8")
    async with simcord.run(create_bot(services, commands_file=file)) as env:
        assert registrations(env) == 1
    assert len(json.loads(file.read_text(encoding="utf-8"))) == 1


async def test_a_failed_registration_is_tried_again_next_time(
    services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "commands.json"
    async with simcord.run(create_bot(services, commands_file=file)) as env:
        file.unlink()
        env.inject_error("PUT", "/applications/*", status=403, code=50001)
        await env.restart_bot(create_bot(services, commands_file=file))
        assert "could not register the commands" in caplog.text
        assert not file.exists()


def test_no_privileged_intent_is_asked_for(services: Services) -> None:
    intents = create_bot(services).intents
    assert not intents.message_content
    assert not intents.members
    assert not intents.presences


async def test_buttons_work_after_a_restart(newsroom: Newsroom) -> None:
    article = newsroom.add()
    result = await newsroom.moderator.slash(newsroom.channel, "article remove", article=article.id)
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.moderator.click(reply(result), label="Remove")
    assert newsroom.library.count() == 0


async def test_a_button_that_nobody_knows_any_more_is_answered(newsroom: Newsroom) -> None:
    view = ui.View(timeout=None)
    view.add_item(ui.Button(label="Old", custom_id="an-older-version"))
    channel = newsroom.bot.get_partial_messageable(newsroom.channel.id)
    message = await channel.send("Press", view=view)
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    pressed = await newsroom.reader.click(message, label="Old")
    assert "This button is from before I was last restarted." in shown(reply(pressed))
    assert pressed.ephemeral


async def test_a_command_that_the_bot_no_longer_knows_is_answered(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.bot.tree.remove_command("ask")
    result = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert "This command is from before I was last restarted." in shown(reply(result))
    assert isinstance(newsroom.env.errors[0], app_commands.CommandNotFound)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_the_endpoint_can_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    before = DiscordWebSocket.DEFAULT_GATEWAY
    point_at("http://127.0.0.1:8080/api/v10/", None)
    assert Route("GET", "/users/@me").url == "http://127.0.0.1:8080/api/v10/users/@me"
    assert before == DiscordWebSocket.DEFAULT_GATEWAY
    point_at(None, "ws://127.0.0.1:8080/gateway/")
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:8080/gateway/"


def test_every_command_is_in_the_help_and_in_the_table_of_who_can_do_what(
    services: Services,
) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    table = readme.split("| in Discord | who | what it does |\n| --- | --- | --- |\n")[1]
    rows = [row.split(" | ") for row in table.split("\n\n")[0].splitlines()]
    helped = "\n".join(topic.text for topic in TOPICS.values())
    tree = create_bot(services).tree
    names = {
        each.qualified_name
        for each in tree.walk_commands()
        if isinstance(each, app_commands.Command)
    }
    in_table = {
        max((name for name in names if f"{told} ".startswith(f"{name} ")), default=f"{told}?")
        for row in rows
        for told in re.findall(r"`/([^`]+)`", row[0])
    }
    assert in_table == names
    assert {row[1] for row in rows} >= {"everybody", "moderators", "admins"}
    assert [name for name in names - {"help"} if f"`/{name}" not in helped] == []
    for kind in (discord.AppCommandType.message, discord.AppCommandType.user):
        for menu in tree.get_commands(type=kind):
            assert any(f"**{menu.name}**" in row[0] for row in rows), menu.name
