"""The one adapter to language models: any endpoint that speaks the OpenAI protocol.

Owns the `openai` client, which is imported when a model is first asked, the limits of time
and size, the one retry, and what an endpoint has shown not to understand. Every failure
leaves as a WritingFailed.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Sequence
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from bot.answering.model.errors import (
    EndpointBroken,
    EndpointBusy,
    EndpointRefused,
    EndpointUnreachable,
    ReplyMalformed,
)
from bot.answering.model.protocol import (
    Completion,
    Dialect,
    Message,
    ModelRules,
    options,
    too_long,
    too_slow,
)

if TYPE_CHECKING:
    import openai
    from openai.types.chat import ChatCompletionChunk

T = TypeVar("T")

MOST_BYTES: Final = 4_000_000
"""Of a whole response, the protocol around the words included."""
MOST_CHARACTERS: Final = 60_000
"""Of what the model writes."""
PAUSE_SECONDS: Final = 0.5
"""Before the retry, where the endpoint asks for no longer one."""
GRACE_SECONDS: Final = 0.5
"""For ending what ran past its limit."""


class Endpoint:
    """Asks one model. Safe to share between threads; blocks the one that asks.

    The network is waited for in a thread of its own, so that a limit of time holds to the
    moment, whatever the endpoint does.
    """

    def __init__(self, rules: ModelRules) -> None:
        self.rules = rules
        self._dialect = Dialect()
        self._client: openai.AsyncOpenAI | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="model", daemon=True)
        self._lock = threading.Lock()

    def complete(
        self, messages: Sequence[Message], response_format: dict[str, Any], seconds: float
    ) -> Completion:
        """What the model writes, in the given form where the endpoint can hold it to one.

        It has so many seconds for all of it, the retry included. Raises WritingFailed.
        """
        self._opened()
        return self._run(self._complete(messages, response_format), seconds)

    def models(self, seconds: float) -> list[str]:
        """The names of the models that the endpoint offers. Raises WritingFailed."""
        self._opened()
        return self._run(self._models(), seconds)

    def close(self) -> None:
        """End what is still being asked."""
        with self._lock:
            if not self._thread.is_alive():
                self._loop.close()
                return
        with contextlib.suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(GRACE_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        running = asyncio.run_coroutine_threadsafe(_within(work, seconds), self._loop)
        try:
            return running.result(seconds + GRACE_SECONDS)
        except TimeoutError:
            running.cancel()
            raise too_slow(seconds) from None
        except CancelledError:
            raise EndpointBroken("The program is ending.", "Ask again later.") from None

    def _opened(self) -> openai.AsyncOpenAI:
        """The client, made when a model is first asked: importing it takes a moment."""
        with self._lock:
            if self._client is None:
                try:
                    from bot.answering.model.client import make_client
                except ModuleNotFoundError as error:
                    raise EndpointUnreachable(
                        "What asks a language model is not installed.",
                        "Install it with: pip install 'whosaid[model]'.",
                    ) from error
                self._client = make_client(self.rules, MOST_BYTES)
                self._thread.start()
            return self._client

    async def _models(self) -> list[str]:
        from bot.answering.model.client import mapped_errors

        with mapped_errors(self.rules):
            return [model.id async for model in self._opened().models.list()]

    async def _complete(
        self, messages: Sequence[Message], response_format: dict[str, Any]
    ) -> Completion:
        """Ask, and once more where that may help: after a moment, or in plainer words."""
        dialect = self._dialect
        try:
            return await self._ask(messages, response_format, dialect)
        except EndpointRefused as refused:
            plainer = dialect.without(refused.detail)
            if not refused.is_about_form or plainer == dialect:
                raise
        except (EndpointBusy, EndpointBroken) as failed:
            pause = failed.wait if isinstance(failed, EndpointBusy) else None
            if pause is not None and pause >= self.rules.seconds:
                raise
            plainer = dialect
            await asyncio.sleep(PAUSE_SECONDS if pause is None else pause)
        completion = await self._ask(messages, response_format, plainer)
        self._dialect = plainer
        return completion

    async def _ask(
        self, messages: Sequence[Message], response_format: dict[str, Any], dialect: Dialect
    ) -> Completion:
        from bot.answering.model.client import mapped_errors

        asked_for = options(self.rules, dialect, response_format)
        with mapped_errors(self.rules):
            created = await self._opened().chat.completions.create(
                model=self.rules.model,
                messages=[{"role": each.role, "content": each.content} for each in messages],  # type: ignore[misc]
                stream=True,
                **asked_for,
            )
            # The overloads of `create` cannot tell what options of any kind come to.
            async with cast("openai.AsyncStream[ChatCompletionChunk]", created) as stream:
                return await _collected(stream)

    async def _end(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._client is not None:
            await self._client.close()


async def _within(work: Coroutine[Any, Any, T], seconds: float) -> T:
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError:
        raise too_slow(seconds) from None


async def _collected(stream: openai.AsyncStream[ChatCompletionChunk]) -> Completion:
    """The words of a stream that comes to a proper end within its size."""
    parts: list[str] = []
    size, finish = 0, None
    tokens: tuple[int | None, int | None] = (None, None)
    async for chunk in stream:
        if chunk.usage:
            tokens = (chunk.usage.prompt_tokens, chunk.usage.completion_tokens)
        for choice in chunk.choices or ():
            part = (choice.delta.content if choice.delta else None) or ""
            parts.append(part)
            size += len(part)
            finish = choice.finish_reason or finish
        if size > MOST_CHARACTERS:
            raise too_long()
    _check_end(finish)
    return Completion("".join(parts), *tokens)


def _check_end(finish: str | None) -> None:
    if finish is None:
        raise EndpointBroken(
            "The language model's reply broke off before its end.", "Ask again later."
        )
    if finish == "length":
        raise ReplyMalformed(
            "The language model's reply was cut off at its longest.", "Raise MODEL_MAX_TOKENS."
        )
    if finish != "stop":
        raise EndpointRefused(
            f"The language model did not reply ({finish}).", "Ask in other words."
        )
