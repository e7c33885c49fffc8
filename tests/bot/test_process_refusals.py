"""The bot as a process that cannot start: one clear line, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.bot_process import running_bot
from tests.discord_server import DiscordServer


async def test_a_wrong_token_is_one_clear_line(tmp_path: Path) -> None:
    log = tmp_path / "log"
    async with DiscordServer() as server:
        server.token = "wrong"
        with pytest.raises(AssertionError, match="ended with 1"):
            async with running_bot(server, tmp_path, log=log) as process:
                await process.wait()
    assert log.read_text().count("\n") == 1
    assert "DISCORD_TOKEN" in log.read_text()


async def test_an_unreachable_discord_is_one_clear_line(tmp_path: Path) -> None:
    log = tmp_path / "log"
    server = DiscordServer()
    async with server:
        pass  # its port is free again, and nobody listens there
    with pytest.raises(AssertionError, match="ended with 1"):
        async with running_bot(server, tmp_path, log=log) as process:
            await process.wait()
    assert log.read_text().startswith("whosaid: The connection to Discord failed")
    assert log.read_text().count("\n") == 1
