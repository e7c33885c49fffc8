"""Reading sources ahead of what is done with them: several at once, handed over in their order.

Owns how many are read at once, and that a site is never asked for two of them at once. What
is of no site, such as a file, has no server to wait for, and is read one after the other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, TypeVar

from index.jobs.job import JobSource
from index.urls import site_of

AT_ONCE: Final = 4
"""Sources that are read at once, or wait to be handed over."""

T = TypeVar("T")


def read_ahead(
    read: Callable[[JobSource], T],
    sources: Iterable[JobSource],
    begin: Callable[[JobSource], bool],
) -> Generator[tuple[JobSource, T]]:
    """Each source with what `read` makes of it, in their order.

    `begin` is asked just before a source is read; from where it says no, none is. What has
    begun is handed over all the same, or waited for where nobody takes it.
    """
    reading: deque[tuple[JobSource, Future[T]]] = deque()
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="reading-ahead") as pool:
        for source in sources:
            while len(reading) == AT_ONCE or _is_asked(site_of(source.name), reading):
                yield _first(reading)
            if not begin(source):
                break
            reading.append((source, pool.submit(read, source)))
        while reading:
            yield _first(reading)


def _is_asked(site: str | None, reading: Iterable[tuple[JobSource, Future[T]]]) -> bool:
    return any(not future.done() and site_of(source.name) == site for source, future in reading)


def _first(reading: deque[tuple[JobSource, Future[T]]]) -> tuple[JobSource, T]:
    source, future = reading.popleft()
    return source, future.result()
