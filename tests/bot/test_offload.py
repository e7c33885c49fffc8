from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

import bot.offload
from bot.offload import Crowded, Offload


@pytest.fixture
def offload() -> Iterator[Offload]:
    opened = Offload()
    yield opened
    opened.close()


async def test_work_leaves_the_event_loop_and_its_result_comes_back(offload: Offload) -> None:
    def work(number: int, *, plus: int) -> tuple[int, str]:
        return number + plus, threading.current_thread().name

    total, thread = await offload.question(work, 1, plus=2)
    assert total == 3
    assert thread.startswith("question")
    total, thread = await offload.adding(work, 1, plus=3)
    assert total == 4
    assert thread.startswith("adding")
    total, thread = await offload.polling(work, 1, plus=4)
    assert total == 5
    assert thread.startswith("polling")


async def test_errors_come_back_too(offload: Offload) -> None:
    with pytest.raises(ZeroDivisionError):
        await offload.question(divmod, 1, 0)


async def test_a_long_import_does_not_hold_up_questions(offload: Offload) -> None:
    release = threading.Event()
    adding = asyncio.create_task(offload.adding(release.wait, 10))
    assert await asyncio.wait_for(offload.question(sum, [1, 2]), timeout=5) == 3
    assert not adding.done()
    release.set()
    assert await adding


async def test_adding_runs_one_at_a_time_and_questions_two(offload: Offload) -> None:
    both = threading.Barrier(2)
    meeting = (offload.question(both.wait, 5), offload.question(both.wait, 5))
    assert sorted(await asyncio.gather(*meeting)) == [0, 1]
    alone = threading.Lock()

    def work() -> bool:
        free = alone.acquire(blocking=False)
        if free:
            threading.Event().wait(0.02)
            alone.release()
        return free

    assert all(await asyncio.gather(*(offload.adding(work) for _ in range(4))))


async def test_closing_drops_what_has_not_begun() -> None:
    offload = Offload()
    release = threading.Event()
    began = threading.Event()

    def work() -> bool:
        began.set()
        return release.wait(10)

    first = asyncio.create_task(offload.adding(work))
    second = asyncio.create_task(offload.adding(work))
    await asyncio.to_thread(began.wait, 5)
    closing = asyncio.create_task(asyncio.to_thread(offload.close))
    with pytest.raises(asyncio.CancelledError):
        await second
    release.set()
    await closing
    assert await first


async def test_who_would_wait_too_long_for_a_model_is_told_and_does_not_run(
    offload: Offload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.offload, "WRITING_TURN_SECONDS", 0.01)
    release = threading.Event()
    ran: list[int] = []
    busy = [asyncio.ensure_future(offload.writing(release.wait, 20)) for _ in range(4)]
    await asyncio.sleep(0)
    with pytest.raises(Crowded):
        await offload.writing(ran.append, 1)
    left = asyncio.ensure_future(offload.writing(ran.append, 2))
    await asyncio.sleep(0)
    left.cancel()
    await asyncio.sleep(0)
    release.set()
    assert await asyncio.gather(*busy) == [True] * 4
    with pytest.raises(asyncio.CancelledError):
        await left
    assert ran == []
