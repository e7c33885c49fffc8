"""Where a fetch may not lead, whoever says so: a redirect, a name, the address itself."""

from __future__ import annotations

import socket

import pytest

from index.addresses import AddressGuard
from index.errors import (
    AddressRefused,
    FetchFailed,
    SourceError,
)
from index.fetch import fetch
from tests.index.misbehaving import LIMITS, PAGE, Server, answering, server

__all__ = ["server"]


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


def test_a_name_is_refused_for_any_private_address(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.requests.clear()
    answering(monkeypatch, ["8.8.8.8", "127.0.0.1"])
    with pytest.raises(AddressRefused, match=r"'news\.example' leads to 127\.0\.0\.1"):
        fetch(f"http://news.example:{server.port}/page", guard=AddressGuard(ports=None))
    assert not server.requests


def test_a_name_that_changes_its_answer_gains_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer is allowed; a second lookup would lead to the server on 127.0.0.1."""
    server.requests.clear()
    asked = answering(monkeypatch, ["127.0.0.77"], ["127.0.0.1"])
    guard = AddressGuard(allow=("127.0.0.77/32",), ports=None)
    with pytest.raises(SourceError):
        fetch(f"http://news.example:{server.port}/page", LIMITS, guard=guard)
    assert asked == ["news.example"]
    assert not server.requests


def test_a_name_that_was_public_and_is_private_at_the_next_connection_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.requests.clear()
    asked = answering(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
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
    answering(monkeypatch, ["127.0.0.1"], ["169.254.169.254"])
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
