"""Working off jobs beside everything else that the bot does, and telling how they go.

Owns when: one turn at a time, behind questions and between single additions, as long as
there is a job; and how often a front end is told, which is every two seconds at most.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, Final

from bot.offload import Offload
from index.errors import WhosaidError
from index.jobs.job import Job
from index.jobs.worker import JobWorker
from index.store.jobs import JobStore

log = logging.getLogger(__name__)

TELL_SECONDS: Final = 2.0
"""How long it takes at least from one word on a job to the next."""

RETRY_SECONDS: Final = 60.0
"""How long to wait where something went wrong that may pass: a full disk, a busy database."""

Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]
"""Begins a task on the running event loop."""

Pause = Callable[[float], Awaitable[object]]

Tell = Callable[[Job, str | None], Awaitable[str | None]]
"""Tells how a job goes, and what is being read; returns where it is told from now on.

None is for a job that has been told about to its end, and for a place that is no more. What
may pass is raised, and tried again later."""


class JobRunner:
    """Works off all jobs that there are, whenever it is woken."""

    def __init__(
        self,
        worker: JobWorker,
        store: JobStore,
        offload: Offload,
        tell: Tell,
        pause: Pause = asyncio.sleep,
        spawn: Spawn = asyncio.create_task,
    ) -> None:
        self._worker = worker
        self._store = store
        self._offload = offload
        self._front = tell
        self._pause = pause
        self._reading: dict[int, str] = {}
        self._told: dict[int, object] = {}
        self._loops = (
            _Loop("a job is not gone on with", self._work, pause, spawn),
            _Loop("nobody is told how a job goes", self._tell, pause, spawn),
        )

    def wake(self) -> None:
        """Look whether there is a job to work off or to tell about; begins at the next start."""
        for loop in self._loops:
            loop.wake()

    async def close(self) -> None:
        """Begin no further turn; the one on its way ends when the libraries are closed."""
        for loop in self._loops:
            await loop.close()

    async def _work(self) -> bool:
        """One turn; whether there was anything to do."""
        job = await self._offload.adding(self._worker.turn, self._note)
        self._reading.clear()
        return job is not None

    def _note(self, job: Job, source: str) -> None:
        self._reading[job.id] = source

    async def _tell(self) -> bool:
        """Tell about every job of which there is something new; whether there was a job at all."""
        jobs = await self._offload.question(self._store.to_tell)
        ends = await asyncio.gather(*map(self._tell_one, jobs), return_exceptions=True)
        for error in ends:
            if error is not None:
                raise error
        if jobs:
            await self._pause(TELL_SECONDS)
        return bool(jobs)

    async def _tell_one(self, job: Job) -> None:
        reading = self._reading.get(job.id)
        news = (job.state, job.counts, reading)
        if self._told.get(job.id) == news:
            return
        place = await self._front(job, reading)
        if place != job.place:
            await self._offload.question(self._store.tell_at, job.id, place)
        self._told[job.id] = news
        if place is None:
            del self._told[job.id]


class _Loop:
    """Does a step again and again until it finds nothing to do; being woken it looks again.

    What goes wrong is logged as `failure`, and the step tried again later.
    """

    def __init__(
        self, failure: str, step: Callable[[], Awaitable[bool]], pause: Pause, spawn: Spawn
    ) -> None:
        self._failure = failure
        self._step = step
        self._pause = pause
        self._spawn = spawn
        self._woken = False
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        self._woken = True
        if self._task is None or self._task.done():
            self._task = self._spawn(self._run())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while self._woken:
            self._woken = False
            while await self._try():
                pass

    async def _try(self) -> bool:
        try:
            return await self._step()
        except Exception as error:  # the boundary: nobody else would hear of it
            known = isinstance(error, WhosaidError)
            log.error("%s: %s", self._failure, error, exc_info=None if known else error)
            await self._pause(RETRY_SECONDS)
            return True
