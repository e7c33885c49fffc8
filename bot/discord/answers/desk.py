"""Where a language model's answers are waited for: what is shown meanwhile, and until when.

Owns that nobody waits in vain. Whoever's turn does not come soon, and everybody once the bot
is ending, gets what was found as it is. Of what is being done only the step is shown, never
a word of what is being written.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord

from bot.answering.model.replies import FAILED, Reply
from bot.discord.page import Page
from bot.discord.replies import words
from bot.offload import Crowded
from index.errors import WhosaidError

if TYPE_CHECKING:
    from bot.answering.model.writer import Writer
    from bot.answering.types import Outcome
    from bot.discord.answers.answering import Write
    from bot.services import Services
    from index.library import Library

log = logging.getLogger(__name__)

Show = Callable[[Page], Awaitable[object]]

SECONDS_BETWEEN_STEPS: Final = 1.0
SECONDS_TO_END: Final = 3.0
"""How long answers are still being sent when the bot ends."""

CROWDED: Final = "Too many are waiting for the language model just now, so this is quoted instead."
ENDING: Final = "I am being restarted, so this is quoted instead of written."


def writes_for(services: Services, name: str) -> bool:
    """Whether a model writes the answers of a library: agreed to, for the host that it is at.

    Blocks. Raises StorageError.
    """
    if services.writer is None or services.site is None:
        return False
    choice = services.libraries.model(name).choice()
    return choice is not None and choice.host == services.site.host


class Desk:
    """Has answers written, for as long as the bot runs."""

    def __init__(self, services: Services, pause: float = SECONDS_BETWEEN_STEPS) -> None:
        self._services = services
        self._pause = pause
        self._ending = asyncio.Event()
        self._answering: set[asyncio.Task[Any]] = set()

    @contextlib.asynccontextmanager
    async def opened(self, show: Show) -> AsyncIterator[Write | None]:
        """What writes the answer that is sent within; the bot does not end before it is sent.

        `show` shows a page about what is being done, in place of the last one. None where
        there is no model.
        """
        writer, task = self._services.writer, asyncio.current_task()
        if writer is None or task is None:
            yield None
            return
        self._answering.add(task)
        try:
            yield partial(self._write, writer, show)
        finally:
            self._answering.discard(task)

    async def close(self) -> None:
        """Let everybody who waits have what was found, and wait for a moment until it is sent."""
        self._ending.set()
        if self._answering:
            await asyncio.wait(self._answering, timeout=SECONDS_TO_END)

    async def _write(
        self, writer: Writer, show: Show, library: Library, found: Outcome, spent: float
    ) -> Reply:
        steps = _Steps(show, self._pause)
        following = asyncio.create_task(steps.follow())
        try:
            return await self._written(writer, library, found, steps.tell, spent)
        except Crowded:
            return Reply(found, CROWDED)
        except WhosaidError as error:
            log.error("no answer written: %s", error)
            return Reply(found, FAILED)
        finally:
            # The last step has to be shown before the answer, or it would replace it.
            steps.end()
            await following

    async def _written(
        self,
        writer: Writer,
        library: Library,
        found: Outcome,
        tell: Callable[[str], None],
        spent: float,
    ) -> Reply:
        write = partial(writer.write, library, found.question, found, tell, spent=spent)
        writing = asyncio.ensure_future(self._services.offload.writing(write))
        ending = asyncio.ensure_future(self._ending.wait())
        try:
            await asyncio.wait((writing, ending), return_when=asyncio.FIRST_COMPLETED)
            return writing.result() if writing.done() else Reply(found, ENDING)
        finally:
            writing.cancel()
            ending.cancel()


class _Steps:
    """What is being done: the first at once, then the latest, at most so often."""

    def __init__(self, show: Show, pause: float) -> None:
        self._show = show
        self._pause = pause
        self._loop = asyncio.get_running_loop()
        self._latest = ""
        self._news = asyncio.Event()
        self._ended = asyncio.Event()

    def tell(self, step: str) -> None:
        """Take note of a step; to be called from another thread."""
        with contextlib.suppress(RuntimeError):  # the loop ends where the bot is killed
            self._loop.call_soon_threadsafe(self._take, step)

    def end(self) -> None:
        self._ended.set()
        self._news.set()

    async def follow(self) -> None:
        """Show the steps until the end, or until the message is gone."""
        while True:
            await self._news.wait()
            if self._ended.is_set():
                return
            self._news.clear()
            try:
                await self._show(words(f"{self._latest}…"))
            except (discord.DiscordException, aiohttp.ClientError) as error:
                log.info("the progress of an answer can no longer be shown: %s", error)
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), self._pause)

    def _take(self, step: str) -> None:
        if step != self._latest:
            self._latest = step
            self._news.set()
