"""A language model's endpoint on loopback that speaks the protocol, and says what it is told to.

Owns the protocol's bytes, right and wrong; what a script says is up to the test.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.loopback import serving

Script = Callable[[web.Request, dict[str, Any]], Awaitable[web.StreamResponse]]
KEY = "sk-scripted"


@dataclass(slots=True)
class Scripted:
    """The endpoint: `script` answers every request, and `asked` keeps them all."""

    script: Script
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    models: tuple[str, ...] = ("scripted",)

    async def complete(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.asked.append(body)
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return refusal(401, "invalid_api_key")
        return await self.script(request, body)

    async def list(self, _: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [{"id": m} for m in self.models]})


@contextmanager
def scripted(script: Script) -> Iterator[Scripted]:
    endpoint = Scripted(script)
    app = web.Application(client_max_size=2**22)
    app.router.add_post("/v1/chat/completions", endpoint.complete)
    app.router.add_get("/v1/models", endpoint.list)
    with serving(app) as port:
        endpoint.url = f"http://127.0.0.1:{port}/v1"
        yield endpoint


def refusal(status: int, message: str, headers: dict[str, str] | None = None) -> web.Response:
    error = {"error": {"message": message, "type": "invalid_request_error", "code": message}}
    return web.json_response(error, status=status, headers=headers)


def chunk(content: str | None = None, finish: str | None = None) -> bytes:
    delta = {} if content is None else {"content": content}
    return event(
        {
            "id": "c",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "scripted",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
    )


def usage(tokens_in: int, tokens_out: int) -> bytes:
    counts = {"prompt_tokens": tokens_in, "completion_tokens": tokens_out, "total_tokens": 0}
    return event({"id": "c", "object": "chat.completion.chunk", "choices": [], "usage": counts})


def event(form: object) -> bytes:
    return f"data: {json.dumps(form)}\n\n".encode()


DONE = b"data: [DONE]\n\n"


async def streamed(request: web.Request, parts: AsyncIterator[bytes]) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    try:
        async for part in parts:
            await response.write(part)
    except (ConnectionError, asyncio.CancelledError):
        return response
    await response.write_eof()
    return response


def saying(text: str, *, finish: str = "stop") -> Script:
    """A proper reply, in pieces that respect no word."""

    async def parts() -> AsyncIterator[bytes]:
        for at in range(0, len(text), 17):
            yield chunk(text[at : at + 17])
        yield chunk(finish=finish)
        yield usage(1200, 80)
        yield DONE

    async def script(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
        return await streamed(request, parts())

    return script


def claiming(*claims: tuple[str, int, str]) -> Script:
    """Claims, each with the one passage and the words that it relies on."""
    return saying(reply(*claims))


def reply(*claims: tuple[str, int, str]) -> str:
    listed = [
        {"text": text, "support": [{"passage": passage, "words": words}]}
        for text, passage, words in claims
    ]
    return json.dumps({"claims": listed}, ensure_ascii=False)


def refusing(status: int, message: str = "no", headers: dict[str, str] | None = None) -> Script:
    async def script(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
        return refusal(status, message, headers)

    return script


def in_turn(*scripts: Script) -> Script:
    """One after the other; the last one for all requests after it."""
    left = list(scripts)

    async def script(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        one = left.pop(0) if len(left) > 1 else left[0]
        return await one(request, body)

    return script


async def silent(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
    await asyncio.sleep(3600)
    raise AssertionError("nobody waits so long")


async def endless(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
    async def parts() -> AsyncIterator[bytes]:
        while True:
            yield chunk("")
            await asyncio.sleep(0.01)

    return await streamed(request, parts())


async def enormous(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
    """20 MB in one event."""

    async def parts() -> AsyncIterator[bytes]:
        yield b'data: {"choices": [{"delta": {"content": "'
        for _ in range(20):
            yield b"x" * 1_000_000
        yield b'"}}]}\n\n'

    return await streamed(request, parts())


async def broken_off(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
    async def parts() -> AsyncIterator[bytes]:
        yield chunk('{"claims": [{"text": "The gates')
        assert request.transport
        request.transport.close()

    return await streamed(request, parts())


async def dying(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
    """The connection breaks before a word."""
    assert request.transport
    request.transport.close()
    return web.Response()


async def ended_early(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
    """No finish, though the stream ends properly."""

    async def parts() -> AsyncIterator[bytes]:
        yield chunk('{"claims": []}')

    return await streamed(request, parts())


async def no_protocol(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
    return web.Response(text="<html>hello</html>", content_type="text/html")


async def garbled(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
    async def parts() -> AsyncIterator[bytes]:
        yield b"data: {not json\n\n"

    return await streamed(request, parts())


async def squeezed(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
    """A little that would be much once it is unpacked."""
    return web.Response(body=b"\x1f\x8b", headers={"Content-Encoding": "gzip"})
