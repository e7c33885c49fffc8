"""The runner of jobs: when it works, how often it tells, and what it does when things go wrong."""

from __future__ import annotations

import asyncio
import itertools
import math
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.jobs import RETRY_SECONDS, TELL_SECONDS, JobRunner
from bot.offload import Offload
from index.errors import DatabaseBusy
from index.jobs import worker as worker_module
from index.jobs.job import Job, JobSource, NewJob
from index.libraries import Libraries
from index.sources import SourceReader
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

PATIENCE = 20.0


@dataclass(slots=True)
class Clock:
    """A time that passes only while somebody pauses, and only as far as the test lets it."""

    now: float = 0.0
    end: float = math.inf

    async def pause(self, seconds: float) -> None:
        until = self.now + seconds
        while until > self.end:  # noqa: ASYNC110 - the test sets it
            await asyncio.sleep(0.01)
        self.now = max(self.now, until)
        await asyncio.sleep(0.002)


@dataclass(slots=True)
class Front:
    """Hears how jobs go, and when."""

    clock: Clock
    heard: list[tuple[float, Job, str | None]] = field(default_factory=list)
    error: Exception | None = None
    place: str | None = "here"

    async def tell(self, job: Job, reading: str | None) -> str | None:
        self.heard.append((self.clock.now, job, reading))
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        return None if job.ended_at else self.place

    async def report(self) -> Job:
        async with asyncio.timeout(PATIENCE):
            while not self.heard or self.heard[-1][1].ended_at is None:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        return self.heard[-1][1]


@dataclass(frozen=True, slots=True)
class GatedReader(SourceReader):
    """Reads a file when the test lets it."""

    gate: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def read_bytes(self, name: str, data: bytes, metadata: Metadata = Metadata()) -> NewArticle:  # noqa: B008
        assert self.gate.acquire(timeout=PATIENCE)
        return SourceReader.read_bytes(self, name, data, metadata)


@dataclass(frozen=True, slots=True)
class Room:
    libraries: Libraries
    offload: Offload
    reader: GatedReader
    front: Front
    runner: JobRunner

    def give(self, count: int, place: str | None = "new") -> Job:
        sources = [JobSource(f"{n}.txt", "file", b"Words of %d." % n) for n in range(count)]
        job = self.libraries.jobs("local").create(
            NewJob("stories", "mod", Metadata(), place), sources
        )
        self.runner.wake()
        return job

    def job(self) -> Job:
        return self.libraries.jobs("local").get(1)


@pytest.fixture
def libraries(tmp_path: Path) -> Iterator[Libraries]:
    opened = Libraries(tmp_path, WordEmbedder())
    yield opened
    opened.stop_rereading()
    opened.close()


@pytest.fixture
async def room(libraries: Libraries) -> AsyncIterator[Room]:
    offload, reader, clock = Offload(), GatedReader(), Clock()
    front = Front(clock)
    worker = libraries.job_worker(reader)
    runner = JobRunner(worker, libraries.job_store, offload, front.tell, clock.pause)
    yield Room(libraries, offload, reader, front, runner)
    reader.gate.release(10_000)
    await runner.close()
    libraries.stop_rereading()
    offload.close()


async def until_read(room: Room, name: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not room.front.heard or room.front.heard[-1][2] != name:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_job_is_worked_off_and_told_at_most_every_two_seconds(room: Room) -> None:
    room.give(3)
    for number in range(3):
        await until_read(room, f"{number}.txt")
        room.reader.gate.release()
    ended = await room.front.report()
    assert (ended.state, ended.counts) == ("done", {"added": 3})
    times = [when for when, _, _ in room.front.heard]
    assert all(later - earlier >= TELL_SECONDS for earlier, later in itertools.pairwise(times))
    await asyncio.sleep(0.05)
    assert len([job for _, job, _ in room.front.heard if job.ended_at]) == 1
    assert room.job().place is None


async def test_time_that_does_not_pass_brings_no_word(room: Room) -> None:
    room.front.clock.end = 1.0
    room.give(2)
    async with asyncio.timeout(PATIENCE):
        while not room.front.heard:  # noqa: ASYNC110 - the first word comes at once
            await asyncio.sleep(0.01)
    room.reader.gate.release(5)
    async with asyncio.timeout(PATIENCE):
        while room.job().ended_at is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    told = len(room.front.heard)
    await asyncio.sleep(0.1)
    assert len(room.front.heard) == told == 1
    room.front.clock.end = math.inf
    await room.front.report()


async def test_nothing_new_is_told_once(room: Room) -> None:
    room.give(2)
    await until_read(room, "0.txt")
    told = len(room.front.heard)
    await asyncio.sleep(0.1)
    assert room.front.clock.now > 10
    assert len(room.front.heard) == told


async def test_where_somebody_is_told_is_remembered(room: Room) -> None:
    room.give(1)
    await until_read(room, "0.txt")
    async with asyncio.timeout(PATIENCE):
        while room.job().place != "here":  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_place_that_is_gone_is_told_no_more_and_the_job_ends(room: Room) -> None:
    room.front.place = None
    room.give(2)
    room.reader.gate.release(2)
    async with asyncio.timeout(PATIENCE):
        while room.job().state != "done":  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    assert len(room.front.heard) == 1


async def test_a_job_that_nobody_wants_to_hear_of_is_worked_off(room: Room) -> None:
    room.reader.gate.release(1)
    room.give(1, place=None)
    async with asyncio.timeout(PATIENCE):
        while room.job().state != "done":  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert room.front.heard == []


async def test_a_front_that_fails_is_tried_again(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room.front.error = ConnectionError("gone for a moment")
    room.reader.gate.release(1)
    room.give(1)
    ended = await room.front.report()
    assert ended.state == "done"
    async with asyncio.timeout(PATIENCE):
        while room.job().place is not None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert room.front.heard[1][0] - room.front.heard[0][0] >= RETRY_SECONDS
    assert "gone for a moment" in caplog.text


async def test_a_database_that_is_busy_is_waited_for(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    turns = iter([DatabaseBusy("Another process writes.", "Wait.")])
    real = worker_module.JobWorker.turn

    def turn(self: worker_module.JobWorker, *args: object) -> Job | None:
        for error in turns:
            raise error
        return real(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(worker_module.JobWorker, "turn", turn)
    room.reader.gate.release(1)
    room.give(1)
    assert (await room.front.report()).counts == {"added": 1}
    assert "Another process writes." in caplog.text


async def test_a_job_given_while_another_is_worked_off_is_worked_off_too(room: Room) -> None:
    room.give(1)
    await until_read(room, "0.txt")
    room.give(1)
    room.reader.gate.release(5)
    async with asyncio.timeout(PATIENCE):
        while room.libraries.job_store.to_tell():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert [job.state for job in room.libraries.jobs("local").list()] == ["done", "done"]


async def test_closing_leaves_the_rest_for_the_next_start(room: Room) -> None:
    room.give(50)
    await until_read(room, "0.txt")
    room.libraries.stop_rereading()
    await room.runner.close()
    room.reader.gate.release(1)
    room.offload.close()
    assert (room.job().state, room.job().settled) == ("working", 1)
