"""Web applications served on loopback from a thread, for tests that fetch."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web


@contextmanager
def serving(app: web.Application) -> Iterator[int]:
    """Serve it on a free port, which is given, as long as the block lasts."""
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    loop.run_until_complete(runner.setup())
    loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield runner.addresses[0][1]
    asyncio.run_coroutine_threadsafe(_end(runner), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def _end(runner: web.AppRunner) -> None:
    """Stop the server, and the pages without an end that it still sends."""
    await runner.cleanup()
    endless = asyncio.all_tasks() - {asyncio.current_task()}
    for task in endless:
        task.cancel()
    await asyncio.gather(*endless, return_exceptions=True)
