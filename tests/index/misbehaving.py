"""A web server on loopback that misbehaves on request."""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from aiohttp import web

from index.addresses import AddressGuard
from index.fetch import FetchedPage, FetchLimits, fetch
from tests.index.extract.bombs import zipped
from tests.index.extract.pdfs import Line, pdf
from tests.loopback import serving

PAGE = "<!doctype html><p>Olena Brandt said: “We are ready.”".encode()
_CLAIMING = b"---\nurl: https://other.example/bridge\n---\nmore words"
LIMITS = FetchLimits(seconds=5.0, max_bytes=100_000, redirects=5)


@dataclass(frozen=True)
class Server:
    """A running server, with the guard that allows it and nothing else that is private."""

    port: int
    requests: list[web.Request]

    @property
    def guard(self) -> AddressGuard:
        return AddressGuard(allow=("127.0.0.1/32",), ports=(self.port,))

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def fetch(self, path: str, limits: FetchLimits = LIMITS) -> FetchedPage:
        return fetch(self.url(path), limits, guard=self.guard)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    requests: list[web.Request] = []
    app = web.Application()
    app.router.add_get("/{what}", _Pages(requests).answer)
    app.router.add_get("/{what}/{rest:.*}", _Pages(requests).answer)
    with serving(app) as port:
        yield Server(port, requests)


class _Pages:
    def __init__(self, requests: list[web.Request]) -> None:
        self.requests = requests

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        what = request.match_info["what"]
        if what == "status":
            return web.Response(status=int(request.match_info["rest"]), body=PAGE)
        if what == "type":
            kind = "/".join(request.match_info["rest"].split("/")[:2])
            return web.Response(body=PAGE, headers={"Content-Type": kind})
        if what == "document":
            return _document(request.match_info["rest"])
        if what == "note":
            return web.Response(text="---\ntitle: The bridge\n---\nwords")
        if what == "to":
            headers = {"Location": request.query["url"], "Set-Cookie": "seen=1; Path=/"}
            return web.Response(status=302, headers=headers)
        if what == "hops":
            left = int(request.match_info["rest"])
            return web.Response(
                status=307, headers={"Location": f"/hops/{left - 1}"} if left else {}
            )
        answer: web.StreamResponse = await getattr(self, what)(request)
        return answer

    async def page(self, request: web.Request) -> web.Response:
        return web.Response(body=PAGE, headers={"Content-Type": "Text/HTML; Charset=utf-8"})

    async def untyped(self, request: web.Request) -> web.StreamResponse:
        return await self._raw(request, PAGE)

    async def untyped_picture(self, request: web.Request) -> web.StreamResponse:
        return await self._raw(request, b"\x89PNG")

    async def _raw(self, request: web.Request, body: bytes) -> web.StreamResponse:
        assert request.transport is not None
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        request.transport.write(head.encode() + body)
        await asyncio.sleep(0.2)
        return web.Response()

    async def slow(self, request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async def dripping(self, request: web.Request) -> web.StreamResponse:
        return await self._stream(request, b"x", pause=0.02)

    async def endless(self, request: web.Request) -> web.StreamResponse:
        return await self._stream(request, b"x" * 10_000, pause=0)

    async def _stream(self, request: web.Request, piece: bytes, pause: float) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        while True:
            await response.write(piece)
            await asyncio.sleep(pause)

    async def huge(self, request: web.Request) -> web.Response:
        return web.Response(body=b"x" * 200_000, content_type="text/html")

    async def bomb(self, request: web.Request) -> web.Response:
        headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
        return web.Response(body=gzip.compress(b"x" * 50_000_000), headers=headers)

    async def zipped(self, request: web.Request) -> web.Response:
        headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
        return web.Response(body=gzip.compress(PAGE), headers=headers)

    async def not_zipped(self, request: web.Request) -> web.Response:
        headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
        return web.Response(body=PAGE, headers=headers)

    async def cut(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": "99"})
        await response.prepare(request)
        await response.write(b"x")
        assert request.transport is not None
        request.transport.abort()
        return response

    async def long_header(self, request: web.Request) -> web.Response:
        return web.Response(body=PAGE, headers={"X-Long": "x" * 20_000})


def _document(kind: str) -> web.Response:
    """A document of a type, and of a name behind it."""
    kind, _, _ = kind.partition("/paper")
    body = {
        "application/zip": zipped({"a.txt": b"words", "b.md": _CLAIMING}),
        "message/rfc822": b"Subject: The dam\n\nWords of a mail.",
        "application/octet-stream": pdf([[Line(50, 50, "Words of a paper.")]]),
    }[kind]
    return web.Response(body=body, headers={"Content-Type": kind})


def answering(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names resolve to each of `answers` in turn; gives the names that were asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        addresses = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked
