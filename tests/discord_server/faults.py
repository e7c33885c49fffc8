"""Faults that a test queues for coming requests: rate limits, errors, delays, reset connections."""

import asyncio
import fnmatch
import json
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

Strike = Callable[[web.Request], Awaitable[web.Response | None]]


@dataclass(slots=True)
class _Fault:
    method: str
    path_glob: str
    times: int
    strike: Strike

    def meets(self, method: str, path: str) -> bool:
        return (
            self.times > 0
            and self.method in ("*", method)
            and fnmatch.fnmatchcase(path, self.path_glob)
        )


class Faults:
    """Each fault meets the next `times` requests of `method` ("*" for any) on `path_glob`.

    Paths are without /api/v10, and `*` also matches slashes: "/interactions/*/callback".
    """

    def __init__(self) -> None:
        self._queued: list[_Fault] = []

    @property
    def pending(self) -> int:
        """How many strikes are still to come; 0 proves that every fault was met."""
        return sum(fault.times for fault in self._queued)

    def rate_limit(
        self,
        method: str,
        path_glob: str,
        retry_after: float,
        times: int = 1,
        *,
        via: bool = True,
        everywhere: bool = False,
    ) -> None:
        """429; without `via` it looks like the edge's own ban, `everywhere` is the global limit."""

        async def strike(request: web.Request) -> web.Response:
            return _too_many(retry_after, via=via, everywhere=everywhere)

        self._queue(method, path_glob, times, strike)

    def status(self, method: str, path_glob: str, status: int, times: int = 1) -> None:
        """An answer of that status (500, 502, 503 …) with the text body a proxy gives."""

        async def strike(request: web.Request) -> web.Response:
            return web.Response(status=status, text=f"{status}: upstream error")

        self._queue(method, path_glob, times, strike)

    def delay(self, method: str, path_glob: str, seconds: float, times: int = 1) -> None:
        """The request reaches Discord only after `seconds`, and is then handled as it is."""

        async def strike(request: web.Request) -> None:
            await asyncio.sleep(seconds)

        self._queue(method, path_glob, times, strike)

    def reset(self, method: str, path_glob: str, times: int = 1) -> None:
        """The connection is reset; the request is not handled."""

        async def strike(request: web.Request) -> web.Response:
            if request.transport is not None:
                reset_connection(request.transport)
            return web.Response(status=500)

        self._queue(method, path_glob, times, strike)

    async def strike(self, request: web.Request, path: str) -> web.Response | None:
        """Spend the first queued fault that meets this request."""
        for fault in self._queued:
            if fault.meets(request.method, path):
                fault.times -= 1
                return await fault.strike(request)
        return None

    def _queue(self, method: str, path_glob: str, times: int, strike: Strike) -> None:
        self._queued.append(_Fault(method, path_glob, times, strike))


def _too_many(retry_after: float, *, via: bool, everywhere: bool) -> web.Response:
    headers = {
        "Content-Type": "application/json",
        "Retry-After": str(max(1, round(retry_after))),
        "X-RateLimit-Limit": "5",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset-After": str(retry_after),
        "X-RateLimit-Scope": "global" if everywhere else "user",
    }
    if via:
        headers["Via"] = "1.1 google"
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    said = "You are being rate limited."
    body = {"message": said, "retry_after": retry_after, "global": everywhere}
    return web.Response(status=429, body=json.dumps(body).encode(), headers=headers)


def reset_connection(transport: asyncio.BaseTransport) -> None:
    """End a TCP connection with RST instead of an orderly close."""
    if transport.is_closing() or not isinstance(transport, asyncio.WriteTransport):
        return
    raw = transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
