"""The one place where the event loop hands blocking work to threads.

Owns eight small pools, so that a long import never keeps a question waiting, nor reading
the library anew an import or a feed. Questions run two at a time, and four language models
are waited for; the others run one at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import Final, ParamSpec, TypeVar

from index.errors import WhosaidError

WRITING_TURN_SECONDS: Final = 5.0
"""How long a language model's turn is waited for, behind those that others wait for."""

P = ParamSpec("P")
T = TypeVar("T")


class Crowded(WhosaidError):
    """Too many wait for a language model already."""

    def __init__(self) -> None:
        super().__init__("Too many wait for the language model just now.", "Ask again later.")


class Offload:
    """Runs blocking functions off the event loop; their results and errors come back to it."""

    def __init__(self) -> None:
        self._questions = ThreadPoolExecutor(max_workers=2, thread_name_prefix="question")
        self._glance = ThreadPoolExecutor(max_workers=1, thread_name_prefix="glance")
        self._writing = ThreadPoolExecutor(max_workers=4, thread_name_prefix="writing")
        self._adding = ThreadPoolExecutor(max_workers=1, thread_name_prefix="adding")
        self._background = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._polling = ThreadPoolExecutor(max_workers=1, thread_name_prefix="polling")
        self._noting = ThreadPoolExecutor(max_workers=1, thread_name_prefix="noting")
        self._drawing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")

    async def question(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something that a person waits for: a search, an answer, a listing."""
        return await _run(self._questions, partial(function, *args, **kwargs))

    async def glance(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read something within milliseconds that may not wait behind questions.

        That is what stands before an acknowledgement, or is offered while somebody types.
        """
        return await _run(self._glance, partial(function, *args, **kwargs))

    async def writing(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something that mostly waits for a language model.

        Raises Crowded where its turn does not come soon, and then it does not run at all.
        """
        call = partial(function, *args, **kwargs)
        return await _run_soon(self._writing, call, WRITING_TURN_SECONDS)

    async def adding(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something that may take minutes: fetching, adding, removing."""
        return await _run(self._adding, partial(function, *args, **kwargs))

    async def background(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something that nobody waits for and that may take hours."""
        return await _run(self._background, partial(function, *args, **kwargs))

    async def polling(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something that nobody waits for and that mostly waits for others' servers."""
        return await _run(self._polling, partial(function, *args, **kwargs))

    async def noting(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Write a little down, in the order of asking, waiting for whoever else is writing."""
        return await _run(self._noting, partial(function, *args, **kwargs))

    async def drawing(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Draw a picture; what draws them is not made for several at once."""
        return await _run(self._drawing, partial(function, *args, **kwargs))

    def close(self) -> None:
        """Wait for what is running and drop what has not begun."""
        for pool in (
            self._questions,
            self._glance,
            self._writing,
            self._adding,
            self._background,
            self._polling,
            self._noting,
            self._drawing,
        ):
            pool.shutdown(wait=True, cancel_futures=True)


async def _run(pool: Executor, call: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(pool, call)


async def _run_soon(pool: Executor, call: Callable[[], T], seconds: float) -> T:
    running = pool.submit(call)
    waiting = asyncio.wrap_future(running)
    try:
        await asyncio.wait([waiting], timeout=seconds)
        # What has begun cannot be cancelled, and is waited for.
        if not waiting.done() and running.cancel():
            raise Crowded
        return await waiting
    except asyncio.CancelledError:
        running.cancel()
        raise
