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
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


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
        """Run something that mostly waits for a language model."""
        return await _run(self._writing, partial(function, *args, **kwargs))

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
