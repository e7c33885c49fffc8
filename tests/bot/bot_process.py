"""The real bot as its own process, pointed at the test server."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType

from tests.discord_server import DiscordServer

LIMIT_SECONDS = 20.0


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
