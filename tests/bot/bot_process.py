"""The real bot as its own process, pointed at the test server, and what it shows there."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.discord_server import DiscordServer

LIMIT_SECONDS = 20.0
PATIENCE = 40.0
"""Seconds that something is waited for on a busy machine."""


@asynccontextmanager
async def running_bot(
    server: DiscordServer,
    data: Path,
    *,
    log: Path | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `whosaid run` against the server, end it with SIGTERM, and check that it ended well.

    `settings` are further ones, by the names that the environment has for them.
    """
    environment = {
        **os.environ,
        "DISCORD_TOKEN": server.token,
        "DISCORD_API_BASE": server.api_base,
        "DISCORD_GATEWAY": server.gateway_url,
        "DATA_DIR": str(data),
        "LOG_LEVEL": "INFO",
        "RATE_PER_USER_PER_MINUTE": "1000",
        "HF_HUB_OFFLINE": "1",
        **settings,
    }
    with (log or Path(os.devnull)).open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment, stdout=output, stderr=output
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            code = await asyncio.wait_for(process.wait(), LIMIT_SECONDS)
    assert code == 0, f"the bot ended with {code}"


def give_samples_to(guild: str, data: Path) -> None:
    """Make the sample library that of a server."""
    with closing(sqlite3.connect(data / "whosaid.sqlite3")) as database, database:
        database.execute("UPDATE libraries SET name = ? WHERE name = 'local'", (guild,))


async def registered(server: DiscordServer) -> None:
    """Until the bot has registered its commands."""
    while not server.command_syncs:  # noqa: ASYNC110 - the bot is another process
        await asyncio.sleep(0.01)


def shown(message: dict[str, Any]) -> str:
    """All words of a message, un-escaped as Discord shows them."""
    texts: list[str] = [message.get("content", "")]

    def collect(component: dict[str, Any]) -> None:
        texts.append(str(component.get("content", "")))
        texts.append(str(component.get("label", "")))
        for inner in component.get("components", []):
            collect(inner)
        if accessory := component.get("accessory"):
            collect(accessory)

    for component in message.get("components", []):
        collect(component)
    return "\n".join(texts).replace("\\", "")
