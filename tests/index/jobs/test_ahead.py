"""Several sources are read at once: in order, one a site at a time, and none after the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from index.jobs.ahead import AT_ONCE, read_ahead
from index.jobs.job import JobSource
from index.urls import site_of

PATIENCE = 10.0


class Reading:
    """Reads names as themselves, and notes how many were read at once, of which sites."""

    def __init__(self, *, together: int = 1) -> None:
        """`together`: as many have to be on the way at once before the first of them is read."""
        self.begun: list[str] = []
        self.most = 0
        self.clashes: list[tuple[str, ...]] = []
        self._together = threading.Barrier(together)
        self._now: list[str] = []
        self._lock = threading.Lock()

    def __call__(self, source: JobSource) -> str:
        with self._noted(source.name):
            self._together.wait(PATIENCE)
            time.sleep(0.001)
            return source.name

    @contextmanager
    def _noted(self, name: str) -> Iterator[None]:
        with self._lock:
            self.begun.append(name)
            self._now.append(name)
            self.most = max(self.most, len(self._now))
            hosts = [site_of(each) for each in self._now]
            if len(hosts) != len(set(hosts)):
                self.clashes.append(tuple(self._now))
        yield
        with self._lock:
            self._now.remove(name)


def sources(*names: str) -> list[JobSource]:
    return [JobSource(name, number=number) for number, name in enumerate(names, 1)]


def always(_: JobSource) -> bool:
    return True


def test_several_are_read_at_once_and_come_in_their_order() -> None:
    given = sources(*(f"https://{number}.example/a" for number in range(3 * AT_ONCE)))
    reading = Reading(together=AT_ONCE)
    assert list(read_ahead(reading, given, always)) == [(each, each.name) for each in given]
    assert reading.most == AT_ONCE


def test_a_slow_source_holds_up_those_behind_it_no_longer_than_itself() -> None:
    ends = threading.Event()

    def read(source: JobSource) -> str:
        if source.number == 1:
            assert ends.wait(PATIENCE)
        elif source.number == AT_ONCE:
            ends.set()
        return source.name

    given = sources(*(f"https://{number}.example/a" for number in range(AT_ONCE + 2)))
    assert [each.number for each, _ in read_ahead(read, given, always)] == list(range(1, 7))


def test_a_site_is_never_asked_twice_at_once() -> None:
    hosts = ("a", "a", "b", "www.a", "c", "b", "b", "d", "a", "e", "f", "g")
    given = sources(*(f"https://{host}.example/{n}" for n, host in enumerate(hosts)))
    reading = Reading()
    assert [name for _, name in read_ahead(reading, given, always)] == [s.name for s in given]
    assert reading.clashes == []


def test_files_are_read_one_after_the_other_beside_addresses() -> None:
    reading = Reading(together=2)
    given = sources("1.txt", "https://a.example/1", "2.txt", "https://b.example/1")
    assert len(list(read_ahead(reading, given, always))) == len(given)
    assert (reading.most, reading.clashes) == (2, [])


def test_nothing_begins_after_the_end_and_what_has_begun_is_handed_over() -> None:
    given = sources(*(f"https://{number}.example/a" for number in range(9)))
    reading = Reading(together=2)
    handed = list(read_ahead(reading, given, lambda source: source.number <= 2))
    assert [source.number for source, _ in handed] == [1, 2]
    assert len(reading.begun) == 2


def test_one_that_waits_for_its_site_does_not_begin_after_the_end() -> None:
    """The end may come while it waits."""
    given = sources("https://a.example/1", "https://a.example/2")
    handed: list[str] = []
    for _, name in read_ahead(Reading(), given, lambda source: source.number == 1 or not handed):
        handed.append(name)
    assert handed == ["https://a.example/1"]


def test_an_error_comes_in_its_place() -> None:
    def read(source: JobSource) -> int:
        if source.number == 3:
            raise RuntimeError("a bug")
        return source.number

    ahead = read_ahead(read, sources("a", "b", "c", "d", "e"), always)
    assert [next(ahead)[1], next(ahead)[1]] == [1, 2]
    with pytest.raises(RuntimeError, match="a bug"):
        next(ahead)


def test_who_takes_no_more_waits_for_what_has_begun_and_begins_nothing() -> None:
    reading = Reading()
    given = sources(*(f"https://{number}.example/a" for number in range(20)))
    with closing(read_ahead(reading, given, always)) as ahead:
        next(ahead)
    assert len(reading.begun) <= AT_ONCE + 1
    assert reading._now == []
