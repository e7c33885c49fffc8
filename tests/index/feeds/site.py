"""A news site on loopback, whose answers a test sets, and which notes what it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

from tests import loopback

ROBOTS = "/robots.txt"


@dataclass(frozen=True)
class Answer:
    """What the site says to a path; `body` may be without an end."""

    body: bytes | Iterator[bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/rss+xml"


@dataclass
class Site:
    """Answers by path: an Answer, or a function of the request. Others are not found."""

    port: int = 0
    answers: dict[str, Answer | Callable[[web.Request], Answer]] = field(default_factory=dict)
    requests: list[web.Request] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def feed(self, path: str, *items: str, headers: dict[str, str] | None = None) -> str:
        """Serve a feed of these items, and give its address."""
        self.answers[path] = Answer(rss(*items), headers=headers or {})
        return self.url(path)

    def article(self, path: str, words: str, *, head: str = "") -> str:
        """Serve an article that says these words, and give its address."""
        paragraphs = "".join(f"<p>{words} It was day {day} of the works.</p>" for day in range(6))
        body = f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>"
        self.answers[path] = Answer(body.encode(), kind="text/html")
        return self.url(path)

    def asked(self, path: str) -> list[web.Request]:
        return [request for request in self.requests if request.path == path]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        found = self.answers.get(request.path, Answer(b"nothing", 404, kind="text/plain"))
        given = found if isinstance(found, Answer) else found(request)
        headers = {"Content-Type": given.kind, **given.headers}
        if isinstance(given.body, bytes):
            return web.Response(body=given.body, status=given.status, headers=headers)
        response = web.StreamResponse(status=given.status, headers=headers)
        await response.prepare(request)
        for piece in given.body:
            await response.write(piece)
            await asyncio.sleep(0)
        return response


def item(link: str, title: str = "", **more: str) -> str:
    """An item of a feed; `more` are further elements, such as pubDate."""
    rest = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    return f"<item><link>{link}</link><title>{title or link}</title>{rest}</item>"


def rss(*items: str, channel: str = "") -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/'
        'syndication/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>The Velden Post</title>{channel}{''.join(items)}</channel></rss>"
    ).encode()


@contextmanager
def serving() -> Iterator[Site]:
    """A site that runs on a thread of its own."""
    site = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    with loopback.serving(app) as site.port:
        yield site


@contextmanager
def one_article(words: str) -> Iterator[Site]:
    """A site with one article, and a feed of it."""
    with serving() as running:
        running.article("/a", words)
        running.feed("/feed", item("/a", "Bridge"))
        yield running
