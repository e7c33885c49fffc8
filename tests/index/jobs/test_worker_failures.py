"""What goes wrong while a job is worked off costs no more than it must."""

from __future__ import annotations

import pytest

from index.errors import (
    DatabaseBusy,
    DataDirectoryError,
    ModelError,
    WhosaidError,
)
from index.jobs.job import JobSource
from index.jobs.worker import JobWorker
from index.libraries import Libraries
from index.refreshing import Refresher
from index.sources import SourceReader
from index.types import AddResult, Metadata, NewArticle
from tests.index.jobs.test_worker import (
    BRIDGE,
    Killed,
    create,
    die_at,
    file,
    one_by_one,
    refreshing,
    told,
    work_off,
    worker,
)

__all__ = ["one_by_one", "worker"]


def test_a_refresh_that_cannot_be_stored_is_tried_again(
    libraries: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    [result] = libraries.get("local").add([NewArticle("t", BRIDGE.format(1))], added_by="ada")
    refreshing(libraries, result.article_id or "")

    def full(*_: object) -> AddResult:
        raise DataDirectoryError("The disk is full.", "Make room.")

    with monkeypatch.context() as patched:
        patched.setattr(Refresher, "settle", full)
        with pytest.raises(DataDirectoryError):
            work_off(libraries.job_worker(SourceReader()))
    work_off(libraries.job_worker(SourceReader()))
    assert "It has no address of its own." in (libraries.jobs("local").results(1)[0].error or "")


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_process_that_dies_while_recording_adds_each_once_and_tells_the_same(
    libraries: Libraries,
    worker: JobWorker,
    monkeypatch: pytest.MonkeyPatch,
    count: int,
    after: bool,
) -> None:
    sources = [file(n) for n in range(1, 5)] + [file(9, " "), file(8, BRIDGE.format(2))]
    create(libraries, sources)
    record = libraries.job_store.record
    with monkeypatch.context() as patched:
        patched.setattr(libraries.job_store, "record", die_at("record", count, record, after=after))
        with pytest.raises(Killed):
            work_off(worker)
    done = work_off(worker)[-1]
    assert told(libraries) == [
        *((f"{n}.txt", "added") for n in range(1, 5)),
        ("9.txt", "failed"),
        ("8.txt", "unchanged"),
    ]
    assert done.state == "done"
    assert libraries.get("local").count() == 4


def test_a_reader_that_breaks_costs_one_source(libraries: Libraries) -> None:
    class Breaking(SourceReader):
        def read_bytes(self, name: str, data: bytes, metadata: Metadata = Metadata()) -> NewArticle:  # noqa: B008
            if name == "1.txt":
                raise RecursionError("too deep")
            return super().read_bytes(name, data, metadata)

    create(libraries, [file(1), file(2)])
    work_off(libraries.job_worker(Breaking()))
    first, second = libraries.jobs("local").results(1)
    assert (first.status, second.status) == ("failed", "added")
    assert "RecursionError" not in str(first.error)
    assert "failed unexpectedly (reference " in str(first.error)


@pytest.fixture
def choosy(libraries: Libraries) -> None:
    """The database takes no article whose title is “Cursed”."""
    with libraries.job_store._db.writing() as db:
        db.execute(
            """CREATE TRIGGER choosy BEFORE INSERT ON articles WHEN new.title = 'Cursed'
                BEGIN SELECT RAISE(ABORT, 'not this one'); END"""
        )


@pytest.mark.usefixtures("choosy")
def test_what_cannot_be_stored_costs_one_source(libraries: Libraries, worker: JobWorker) -> None:
    cursed = JobSource("a.jsonl:1", "line", b'{"text": "A line of words.", "title": "Cursed"}')
    create(libraries, [file(1), cursed, file(2)])
    assert work_off(worker)[-1].state == "done"
    assert told(libraries) == [("1.txt", "added"), ("a.jsonl:1", "failed"), ("2.txt", "added")]
    assert "not this one" in str(libraries.jobs("local").results(1)[1].error)


@pytest.mark.parametrize("error", [DataDirectoryError, DatabaseBusy, ModelError])
def test_what_lets_nothing_be_stored_costs_no_source(
    libraries: Libraries,
    worker: JobWorker,
    monkeypatch: pytest.MonkeyPatch,
    error: type[WhosaidError],
) -> None:
    def refuse(*_: object) -> None:
        raise error("It is full.", "Make room.")

    create(libraries, [file(1)])
    with monkeypatch.context() as patched:
        patched.setattr("index.store.store.Store.put", refuse)
        with pytest.raises(error):
            work_off(worker)
    assert told(libraries) == [("1.txt", "waiting")]
    work_off(worker)
    assert told(libraries) == [("1.txt", "added")]
