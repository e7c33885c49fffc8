"""The `openai` client as it is used here, and its errors in the words of this program.

Imported only where a model is asked.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from math import isnan, nan
from typing import cast

import httpx2
import openai

from bot.answering.model.errors import (
    EndpointBroken,
    EndpointBusy,
    EndpointRefused,
    EndpointUnreachable,
    WritingFailed,
)
from bot.answering.model.protocol import ModelRules, too_long, too_slow


class _Counted(httpx2.AsyncByteStream):
    """A response's bytes, as long as they are not too many."""

    def __init__(self, stream: httpx2.AsyncByteStream, most: int) -> None:
        self._stream = stream
        self._left = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            self._left -= len(part)
            if self._left < 0:
                raise too_long()
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


def make_client(rules: ModelRules, most_bytes: int) -> openai.AsyncOpenAI:
    """A client without retries of its own, whose responses are bounded in size.

    Raises EndpointUnreachable where the address is none.
    """

    async def count(response: httpx2.Response) -> None:
        # What is compressed may be any size once it is not; nobody asked for it.
        if response.headers.get("content-encoding", "identity") != "identity":
            raise too_long()
        response.stream = _Counted(cast("httpx2.AsyncByteStream", response.stream), most_bytes)

    try:
        return openai.AsyncOpenAI(
            base_url=rules.base_url,
            api_key=rules.api_key or "none",
            max_retries=0,
            timeout=rules.seconds,
            http_client=httpx2.AsyncClient(
                event_hooks={"response": [count]},
                headers={"Accept-Encoding": "identity"},
                timeout=rules.seconds,
            ),
        )
    except httpx2.InvalidURL as error:
        raise EndpointUnreachable(
            "The setting MODEL_BASE_URL is no address.",
            "It should look like http://localhost:11434/v1.",
        ) from error


@contextmanager
def mapped_errors(rules: ModelRules) -> Iterator[None]:
    """Turn the errors of the client and of the network into WritingFailed."""
    try:
        yield
    except openai.APITimeoutError:
        raise too_slow(rules.seconds) from None
    except openai.APIConnectionError as error:
        raise _disconnected(error, rules) from error
    except openai.APIStatusError as error:
        raise _refused(error, rules) from error
    except httpx2.HTTPError as error:
        raise _broken(type(error).__name__) from error
    except (openai.OpenAIError, ValueError) as error:
        # An error within the stream, or a stream that is none.
        raise _broken("what it sent is not the protocol") from error


def _disconnected(error: openai.APIConnectionError, rules: ModelRules) -> WritingFailed:
    cause = error.__cause__
    if isinstance(cause, WritingFailed):
        return cause
    if isinstance(cause, httpx2.ConnectError | httpx2.UnsupportedProtocol):
        return EndpointUnreachable(
            f"No language model answers at {rules.address}.",
            "Start it, or correct MODEL_BASE_URL.",
        )
    return _broken("the connection broke")


def _refused(error: openai.APIStatusError, rules: ModelRules) -> WritingFailed:
    status = error.status_code
    if status >= 500:
        return _broken(f"status {status}")
    if status == 429 and error.code != "insufficient_quota":
        return EndpointBusy(
            "The language model has too much to do (status 429).",
            "Ask again later.",
            _seconds(error.response.headers.get("retry-after")),
        )
    if status in (401, 403):
        return EndpointRefused(
            f"The language model does not let us in (status {status}).", "Correct MODEL_API_KEY."
        )
    if status == 404:
        return EndpointRefused(
            f"There is no model {rules.model} at {rules.address} (status 404).",
            "Correct MODEL_NAME or MODEL_BASE_URL.",
        )
    if status == 429:
        return EndpointRefused(
            "The language model's account is used up (status 429).", "Pay in, or change the key."
        )
    return EndpointRefused(
        f"The language model does not take the question (status {status}).",
        "See what its own log says.",
        is_about_form=status in (400, 415, 422),
        detail=str(error.body or error.message)[:2000],
    )


def _broken(how: str) -> EndpointBroken:
    return EndpointBroken(
        f"The language model failed ({how}).", "Ask again later, or see what its own log says."
    )


def _seconds(header: str | None) -> float | None:
    try:
        seconds = float(header) if header else nan
    except ValueError:
        return None
    return None if isnan(seconds) else max(seconds, 0.0)
