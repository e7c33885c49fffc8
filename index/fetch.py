"""Fetching one page from the web, safely.

Owns the conversation with a web server: redirects followed by hand so that each hop is
checked, limits of time and size, and the errors of the network put in our words. Which
addresses may be reached is `index.addresses`' to say. Nothing is kept between fetches:
no cookies, no connections, no proxies from the environment.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeVar

from index.addresses import PUBLIC_WEB, AddressGuard
from index.errors import AddressRefused, FetchFailed, SourceNotFound, UnsupportedSource
from index.extract import KINDS, kind_served

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession
    from yarl import URL

USER_AGENT = "whosaid/0.1 (+article library bot)"
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_CHUNK_BYTES = 64 * 1024
_REFUSING = "Open it in a browser and paste its text."
_LATER = "Try again later, or paste its text."


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much one source may cost: seconds in all, bytes once decompressed, redirects."""

    seconds: float = 20.0
    max_bytes: int = 10_000_000
    redirects: int = 5


DEFAULT_LIMITS: Final = FetchLimits()


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it came, under the address that it came from in the end.

    `kind` is a content type, or a file name where that says more.
    """

    url: str
    kind: str
    charset: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered, whatever its status and type; `data` only with status 200 or 203.

    `moved_to` is where to ask from now on: as far as permanent redirects led. The names of
    `headers` are in lower case.
    """

    url: str
    moved_to: str
    status: int
    headers: Mapping[str, str]
    data: bytes


T = TypeVar("T")
_Read = Callable[["ClientResponse", FetchLimits, "URL"], Awaitable[T]]


def fetch(
    url: str,
    limits: FetchLimits = DEFAULT_LIMITS,
    *,
    guard: AddressGuard = PUBLIC_WEB,
) -> FetchedPage:
    """Fetch one page, blocking; not to be called on a thread that runs an event loop.

    Raises AddressRefused, SourceNotFound (404 and 410), UnsupportedSource (nothing that
    is read), or FetchFailed for everything else that can go wrong on the way.
    """
    return asyncio.run(_fetch_in_time(url, limits, guard, _page, {}))


def ask(
    url: str,
    limits: FetchLimits = DEFAULT_LIMITS,
    *,
    guard: AddressGuard = PUBLIC_WEB,
    headers: Mapping[str, str],
) -> Reply:
    """Ask for something under conditions of one's own, as `fetch` does for a page.

    Raises AddressRefused, or FetchFailed where no answer came.
    """
    return asyncio.run(_fetch_in_time(url, limits, guard, _reply, headers))


async def _fetch_in_time(
    url: str,
    limits: FetchLimits,
    guard: AddressGuard,
    read: _Read[T],
    headers: Mapping[str, str],
) -> T:
    from aiohttp import ClientError

    try:
        async with asyncio.timeout(limits.seconds):
            return await _fetch(url, limits, guard, read, headers)
    except TimeoutError as error:
        raise FetchFailed(
            f"{url} did not arrive within {limits.seconds:g} seconds.", _LATER
        ) from error
    except (ClientError, OSError) as error:
        raise _translated(url, error) from error


async def _fetch(
    url: str,
    limits: FetchLimits,
    guard: AddressGuard,
    read: _Read[T],
    headers: Mapping[str, str],
) -> T:
    from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector

    from index.resolver import GuardedResolver

    resolver = GuardedResolver(guard)
    try:
        async with ClientSession(
            connector=TCPConnector(resolver=resolver, use_dns_cache=False),
            cookie_jar=DummyCookieJar(),
            headers={**_HEADERS, **headers},
            timeout=ClientTimeout(total=None, sock_connect=None),
            trust_env=False,
        ) as session:
            return await _follow(session, _parse(url), limits, guard, read)
    finally:
        await resolver.close()


async def _follow(
    session: ClientSession, url: URL, limits: FetchLimits, guard: AddressGuard, read: _Read[T]
) -> T:
    moved_to, moving = url, True
    for _ in range(limits.redirects + 1):
        guard.check_url(url)
        async with session.get(url, allow_redirects=False) as response:
            if response.status not in _REDIRECTS or "Location" not in response.headers:
                return await read(response, limits, moved_to)
            url = url.join(_parse(response.headers["Location"]))
            moving = moving and response.status in _PERMANENT
            moved_to = url if moving else moved_to
    raise FetchFailed(
        f"{url} was reached over more than {limits.redirects} redirects.",
        "Give the address at which the page really is.",
    )


async def _reply(response: ClientResponse, limits: FetchLimits, moved_to: URL) -> Reply:
    is_whole = response.status in (200, 203)
    return Reply(
        url=str(response.url.with_fragment(None)),
        moved_to=str(moved_to),
        status=response.status,
        headers={name.lower(): value for name, value in response.headers.items()},
        data=await _body(response, limits) if is_whole else b"",
    )


async def _page(response: ClientResponse, limits: FetchLimits, _moved_to: URL) -> FetchedPage:
    _check_status(response)
    declared = response.content_type if "Content-Type" in response.headers else None
    kind = kind_served(declared or "text/html", PurePosixPath(response.url.path).name)
    if kind is None:
        raise _unreadable(response.url, declared or "of no declared type")
    data = await _body(response, limits)
    if declared is None and not _looks_like_html(data):
        raise _unreadable(response.url, "of no declared type")
    return FetchedPage(
        url=str(response.url.with_fragment(None)),
        kind=kind,
        charset=response.charset,
        data=data,
    )


async def _body(response: ClientResponse, limits: FetchLimits) -> bytes:
    if (response.content_length or 0) > limits.max_bytes:
        raise _too_large(str(response.url), limits)
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
        body += chunk
        if len(body) > limits.max_bytes:
            raise _too_large(str(response.url), limits)
    return bytes(body)


def _check_status(response: ClientResponse) -> None:
    url, status = response.url, response.status
    if status in (200, 203):
        return
    if status in (404, 410):
        raise SourceNotFound(f"There is no page at {url} (status {status}).", "Check the address.")
    if status in (401, 402, 403, 451):
        raise FetchFailed(f"The server does not give out {url} (status {status}).", _REFUSING)
    raise FetchFailed(f"The server answered {url} with status {status}.", _LATER)


def _parse(url: str) -> URL:
    from yarl import URL

    try:
        return URL(url.strip())
    except ValueError as error:
        raise AddressRefused(
            f"{url[:200]!r} is not an address: {error}.", "Check how the address is written."
        ) from error


def _looks_like_html(data: bytes) -> bool:
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def _unreadable(url: URL, kind: str) -> UnsupportedSource:
    return UnsupportedSource(
        f"{url} is {kind}, which is not read.", f"{KINDS} are; for others, paste the text."
    )


def _too_large(url: str, limits: FetchLimits) -> FetchFailed:
    return FetchFailed(
        f"{url} is larger than {limits.max_bytes / 1e6:g} MB.", "Paste the article's text alone."
    )


def _translated(url: str, error: Exception) -> FetchFailed:
    """The words for what aiohttp and the system report."""
    from aiohttp import (
        ClientConnectorDNSError,
        ClientConnectorError,
        ClientPayloadError,
        ClientSSLError,
        ServerDisconnectedError,
    )

    if isinstance(error, ClientConnectorDNSError):
        return FetchFailed(f"No server is known by the name in {url}.", "Check the address.")
    if isinstance(error, ClientSSLError):
        return FetchFailed(f"{url} has no trustworthy certificate.", _REFUSING)
    if isinstance(error, ClientPayloadError):
        return FetchFailed(f"{url} broke off before its end.", _LATER)
    if isinstance(error, ClientConnectorError | ServerDisconnectedError | OSError):
        return FetchFailed(f"{url} could not be fetched: its server does not respond.", _LATER)
    return FetchFailed(f"{url} could not be fetched: its server speaks no proper HTTP.", _LATER)
