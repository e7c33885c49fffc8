"""Fetching, against a real server on loopback that misbehaves on request."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

import pytest

from index.addresses import AddressGuard
from index.errors import (
    FetchFailed,
    SourceNotFound,
    UnsupportedSource,
)
from index.fetch import USER_AGENT, FetchedPage, FetchLimits, fetch
from tests.index.misbehaving import LIMITS, PAGE, Server, answering, server

__all__ = ["server"]


def test_brings_the_page_as_it_is(server: Server) -> None:
    page = server.fetch("/page?a=b#part")
    assert page == FetchedPage(server.url("/page?a=b"), "text/html", "utf-8", PAGE)


def test_says_who_it_is_and_keeps_no_cookies(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    answering(monkeypatch, ["127.0.0.1"])
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
