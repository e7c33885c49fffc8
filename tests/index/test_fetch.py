"""Fetching, against a real server on loopback that misbehaves on request."""

from __future__ import annotations

import asyncio
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest
from aiohttp import web

from index.addresses import AddressGuard
from index.errors import (
    AddressRefused,
    FetchFailed,
    SourceError,
    SourceNotFound,
    UnsupportedSource,
)
from index.fetch import USER_AGENT, FetchedPage, FetchLimits, fetch
from tests.index.extract.bombs import zipped
from tests.index.extract.pdfs import Line, pdf

PAGE = "<!doctype html><p>Olena Brandt said: “We are ready.”".encode()
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
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    loop.run_until_complete(runner.setup())
    loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield Server(runner.addresses[0][1], requests)
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


_CLAIMING = b"---\nurl: https://other.example/bridge\n---\nmore words"


def _document(kind: str) -> web.Response:
    """A document of a type, and of a name behind it."""
    kind, _, _ = kind.partition("/paper")
    body = {
        "application/zip": zipped({"a.txt": b"words", "b.md": _CLAIMING}),
        "message/rfc822": b"Subject: The dam\n\nWords of a mail.",
        "application/octet-stream": pdf([[Line(50, 50, "Words of a paper.")]]),
    }[kind]
    return web.Response(body=body, headers={"Content-Type": kind})


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


def test_brings_the_page_as_it_is(server: Server) -> None:
    page = server.fetch("/page?a=b#part")
    assert page == FetchedPage(server.url("/page?a=b"), "text/html", "utf-8", PAGE)


def test_says_who_it_is_and_keeps_no_cookies(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    _answering(monkeypatch, ["127.0.0.1"])
    server.requests.clear()
    fetch(f"http://news.example:{server.port}/to/x?url=/page", LIMITS, guard=server.guard)
    assert [request.headers["User-Agent"] for request in server.requests] == [USER_AGENT] * 2
    assert not any("Cookie" in request.headers for request in server.requests)


@pytest.mark.parametrize(
    "kind", ["text/plain", "text/markdown", "application/xhtml+xml", "application/pdf"]
)
def test_brings_what_is_read(server: Server, kind: str) -> None:
    assert server.fetch(f"/type/{kind}").kind == kind


@pytest.mark.parametrize(
    "path", ["/type/image/png", "/type/application/octet-stream", "/untyped_picture"]
)
def test_refuses_what_is_no_text(server: Server, path: str) -> None:
    with pytest.raises(UnsupportedSource, match="which is not read"):
        server.fetch(path)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/type/application/octet-stream/a.pdf", "a.pdf"),
        ("/type/text/plain/notes.md", "notes.md"),
        ("/type/text/plain/notes", "text/plain"),
        ("/type/application/zip", "application/zip"),
        ("/type/text/html/a.pdf", "text/html"),
    ],
)
def test_the_name_says_more_where_the_type_says_little(
    server: Server, path: str, kind: str
) -> None:
    assert server.fetch(path).kind == kind


def test_an_untyped_page_counts_as_html_when_it_looks_so(server: Server) -> None:
    page = server.fetch("/untyped")
    assert (page.kind, page.charset, page.data) == ("text/html", None, PAGE)


def test_unpacks(server: Server) -> None:
    assert server.fetch("/zipped").data == PAGE


@pytest.mark.parametrize("status", [404, 410])
def test_a_missing_page_is_not_found(server: Server, status: int) -> None:
    with pytest.raises(SourceNotFound, match=str(status)):
        server.fetch(f"/status/{status}")


@pytest.mark.parametrize("status", [202, 204, 304, 401, 403, 429, 500, 503])
def test_any_other_status_has_failed(server: Server, status: int) -> None:
    with pytest.raises(FetchFailed, match=f"status {status}"):
        server.fetch(f"/status/{status}")


@pytest.mark.parametrize("path", ["/huge", "/endless", "/bomb"])
def test_ends_at_the_limit_of_size(server: Server, path: str) -> None:
    with pytest.raises(FetchFailed, match=r"larger than 0\.1 MB"):
        server.fetch(path)


@pytest.mark.parametrize("path", ["/slow", "/dripping"])
def test_ends_at_the_limit_of_time(server: Server, path: str) -> None:
    started = time.monotonic()
    with pytest.raises(FetchFailed, match=r"within 0\.4 seconds"):
        server.fetch(path, FetchLimits(seconds=0.4))
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("opening", "piece", "told"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X", r"within 0\.4 seconds"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x", r"within 0\.4 seconds"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 5_000, "could not be fetched|within"),
        (b"HTTP/1.1 200 OK\r\n", b"x" * 50_000, "could not be fetched|within"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n", "could not be fetched|within"),
    ],
)
def test_what_a_server_sends_without_an_end_has_one(
    opening: bytes, piece: bytes, told: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sending = threading.Thread(target=_send_on, args=(listener, opening, piece))
        sending.start()
        guard = AddressGuard(allow=("127.0.0.1/32",), ports=None)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        started = time.monotonic()
        with pytest.raises(FetchFailed, match=told):
            fetch(url, FetchLimits(seconds=0.4), guard=guard)
        assert time.monotonic() - started < 3
        sending.join()


def _send_on(listener: socket.socket, opening: bytes, piece: bytes) -> None:
    connection, _ = listener.accept()
    with connection, suppress(OSError):
        connection.sendall(opening)
        while True:
            connection.sendall(piece)
            time.sleep(0.01)


def test_the_time_is_that_of_all_hops_and_lookups_together(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: stuck.wait(10) and [])
    started = time.monotonic()
    with pytest.raises(FetchFailed, match=r"within 0\.3 seconds"):
        fetch("http://news.example/", FetchLimits(seconds=0.3))
    assert time.monotonic() - started < 3
    stuck.set()


@pytest.mark.parametrize("path", ["/cut", "/not_zipped", "/long_header"])
def test_a_broken_answer_has_failed(server: Server, path: str) -> None:
    with pytest.raises(FetchFailed):
        server.fetch(path)


def test_a_server_that_is_not_there_has_failed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchFailed, match="could not be fetched"):
        fetch(f"http://127.0.0.1:{port}/", guard=AddressGuard(("127.0.0.1/32",), ports=None))


def test_a_certificate_that_is_missing_has_failed(server: Server) -> None:
    with pytest.raises(FetchFailed, match="certificate"):
        fetch(server.url("/page").replace("http:", "https:"), LIMITS, guard=server.guard)


def test_follows_redirects_to_the_limit(server: Server) -> None:
    assert server.fetch("/to/1?url=/to/2%3Furl%3D/page").url == server.url("/page")
    with pytest.raises(FetchFailed, match="status 307"):  # the fifth hop, which leads nowhere
        server.fetch("/hops/5")
    with pytest.raises(FetchFailed, match="more than 5 redirects"):
        server.fetch("/hops/6")


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:22/",
        "http://127.0.0.2:{port}/page",
        "http://[::1]:{port}/page",
        "http://2130706433:{port}/page",
        "http://user@127.0.0.1:{port}/page",
        "file:///etc/passwd",
        "ftp://127.0.0.1:{port}/",
        "http://[::1",
    ],
)
def test_a_redirect_leads_nowhere_that_is_refused(server: Server, target: str) -> None:
    server.requests.clear()
    with pytest.raises(AddressRefused):
        server.fetch("/to/x?url=" + target.format(port=server.port).replace("#", "%23"))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("http://169.254.169.254/latest/", r"leads to 169\.254\.169\.254, which is not a public"),
        ("http://127.0.0.2:80/", r"leads to 127\.0\.0\.2, which is not a public"),
        ("http://[::1]:80/", "leads to ::1, which is not a public"),
        ("http://127.0.0.1:22/", "port 22 is not one that web pages use"),
        ("http://0x7f000001:80/", r"odd way to write the IP address 127\.0\.0\.1"),
        ("file:///etc/passwd", "'file' is not http or https"),
        ("http://user@127.0.0.1:80/", "carries a user name or a password"),
    ],
)
def test_each_refusal_of_a_redirect_says_why(server: Server, target: str, told: str) -> None:
    guard = AddressGuard(allow=("127.0.0.1/32",), ports=(server.port, 80))
    with pytest.raises(AddressRefused, match=told):
        fetch(server.url(f"/to/x?url={target}"), LIMITS, guard=guard)


def test_nothing_private_is_reached_by_default(server: Server) -> None:
    server.requests.clear()
    for host in ("127.0.0.1", "localhost", "localhost.", "[::ffff:127.0.0.1]"):
        with pytest.raises(AddressRefused):
            fetch(f"http://{host}:{server.port}/page", guard=AddressGuard(ports=None))
    assert not server.requests


def _answering(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names resolve to each of `answers` in turn; gives the names that were asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        addresses = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_is_refused_for_any_private_address(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.requests.clear()
    _answering(monkeypatch, ["8.8.8.8", "127.0.0.1"])
    with pytest.raises(AddressRefused, match=r"'news\.example' leads to 127\.0\.0\.1"):
        fetch(f"http://news.example:{server.port}/page", guard=AddressGuard(ports=None))
    assert not server.requests


def test_a_name_that_changes_its_answer_gains_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer is allowed; a second lookup would lead to the server on 127.0.0.1."""
    server.requests.clear()
    asked = _answering(monkeypatch, ["127.0.0.77"], ["127.0.0.1"])
    guard = AddressGuard(allow=("127.0.0.77/32",), ports=None)
    with pytest.raises(SourceError):
        fetch(f"http://news.example:{server.port}/page", LIMITS, guard=guard)
    assert asked == ["news.example"]
    assert not server.requests


def test_a_name_that_was_public_and_is_private_at_the_next_connection_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.requests.clear()
    asked = _answering(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    url = f"http://news.example:{server.port}/page"
    assert fetch(url, LIMITS, guard=server.guard).data == PAGE
    with pytest.raises(AddressRefused, match=r"'news\.example' leads to 10\.0\.0\.1"):
        fetch(url, LIMITS, guard=server.guard)
    assert asked == ["news.example"] * 2
    assert len(server.requests) == 1


def test_each_hop_is_looked_up_and_checked_anew(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.requests.clear()
    _answering(monkeypatch, ["127.0.0.1"], ["169.254.169.254"])
    target = f"http://elsewhere.example:{server.port}/page"
    with pytest.raises(AddressRefused, match=r"leads to 169\.254\.169\.254"):
        fetch(f"http://news.example:{server.port}/to/x?url={target}", LIMITS, guard=server.guard)
    assert [request.path for request in server.requests] == ["/to/x"]


@pytest.mark.parametrize("host", ["a..b", "x" * 70 + ".example"])
def test_a_name_that_cannot_be_one_has_failed(host: str) -> None:
    with pytest.raises(FetchFailed, match="No server is known"):
        fetch(f"http://{host}/")


def test_a_name_that_nobody_knows_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(FetchFailed, match="No server is known"):
        fetch("http://news.example/")
