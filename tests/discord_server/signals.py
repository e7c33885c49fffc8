"""Waiting for something to become true, woken by every change."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Signal:
    """Wakes whoever waits, so that tests never poll."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, look: Callable[[], T | None], timeout: float, what: str) -> T:  # noqa: ASYNC109
        """What `look` finds, as soon as it is not None; TimeoutError names `what` was awaited."""
        try:
            async with asyncio.timeout(timeout):
                while (found := look()) is None:
                    await self._change()
                return found
        except TimeoutError:
            raise TimeoutError(f"{what} did not come within {timeout} s") from None

    async def _change(self) -> None:
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            await waiter
        finally:
            self._waiters.discard(waiter)
