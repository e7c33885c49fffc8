"""Name resolution that only ever hands out addresses that may be connected to.

Owns the meeting of `AddressGuard` and aiohttp. The addresses checked here are the very
ones that aiohttp connects to, so a name that answers differently the second time gains
nothing.
"""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

from index.addresses import AddressGuard


class GuardedResolver(AbstractResolver):
    """Resolves names for one fetch; a name with any refused address is refused whole."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard
        # Its own thread: asyncio.run() would wait for a stuck lookup on the shared ones.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="resolve")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises AddressRefused for what may not be reached, OSError for what has no address."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._thread, _look_up, host, port, family)
        for address in found:
            self._guard.check_address(address["host"], host)
        return found

    async def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    try:
        infos = socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(f"not a host name: {error}") from error
    return [
        ResolveResult(
            hostname=host,
            host=str(sockaddr[0]),
            port=port,
            family=found_family,
            proto=proto,
            flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
        )
        for found_family, _, proto, _, sockaddr in infos
    ]
