"""Jobs worked off: turns, results, ends, and what a process that ends anywhere leaves behind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from index.errors import (
    JobNotFound,
    JobRefused,
    MalformedSource,
    NotAnArticle,
)
from index.jobs import worker as worker_module
from index.jobs.job import MAX_OPEN, Job, JobSource, NewJob
from index.jobs.splitting import Splitter, links
from index.jobs.worker import JobWorker
from index.libraries import Libraries
from index.sources import SourceReader
from index.types import AddResult, Metadata, NewArticle
from tests.fakes import WordEmbedder
from tests.index.feeds.site import Answer, serving
from tests.index.test_archives import packed

BRIDGE = "Ada Vell promised a bridge. “We will build it,” she said. It was day {}."


class Killed(BaseException):
    """The process is gone: nothing after this is done."""


@pytest.fixture
def worker(libraries: Libraries) -> JobWorker:
    return libraries.job_worker(SourceReader())


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each turn takes up a single source."""
    clock = iter(range(10**9))
    monkeypatch.setattr(worker_module, "monotonic", lambda: next(clock) * 1.5)


def file(number: int, text: str | None = None) -> JobSource:
    words = BRIDGE.format(number) if text is None else text
    return JobSource(f"{number}.txt", "file", words.encode())


def create(
    libraries: Libraries, sources: list[JobSource], library: str = "local", **given: str
) -> Job:
    return libraries.jobs(library).create(
        NewJob("stories", "mod", Metadata(**given)),  # type: ignore[arg-type]
        sources,
    )


def work_off(worker: JobWorker) -> list[Job]:
    return list(iter(worker.turn, None))


def told(libraries: Libraries, number: int = 1) -> list[tuple[str, str]]:
    results = libraries.jobs("local").results(number)
    return [(result.name, result.status) for result in results]


def test_each_source_has_its_result(libraries: Libraries, worker: JobWorker) -> None:
    data = packed({"b.txt": BRIDGE.format(1).encode(), "c.png": b"\x89PNG", "d.txt": b" "})
    line = JobSource("a.jsonl:1", "line", b'{"text": "A line of words.", "title": "A line"}')
    broken = JobSource("a.jsonl:2", "line", b'{"text": ')
    sources = [line, broken, file(1), *Splitter(1000).split("z.zip", data), *links("example.org")]
    job = create(libraries, sources, publisher="The Example")
    assert (job.number, job.state, job.total, job.settled) == (1, "working", 7, 1)

    done = work_off(worker)[-1]
    assert (done.state, done.counts) == ("done", {"added": 2, "unchanged": 1, "failed": 4})
    results = libraries.jobs("local").results(1)
    assert [(result.name, result.status) for result in results] == [
        ("a.jsonl:1", "added"),
        ("a.jsonl:2", "failed"),
        ("1.txt", "added"),
        ("z.zip/b.txt", "unchanged"),
        ("z.zip/c.png", "failed"),
        ("z.zip/d.txt", "failed"),
        ("example.org", "failed"),
    ]
    assert all(result.error for result in results if result.status == "failed")
    added = libraries.get("local").get(str(results[0].article_id))
    assert added.metadata == Metadata(title="A line", publisher="The Example")
    assert added.added_by == "mod"
    assert worker.turn() is None


def test_a_line_may_not_say_who_added_it(libraries: Libraries, worker: JobWorker) -> None:
    text = "A line of words."
    version = {"version": 1, "text": None, "stored_at": "2020-01-01", "stored_by": "boss"}
    form = {"text": text, "added_at": "2020-01-01", "added_by": "boss", "history": [version]}
    create(libraries, [JobSource("a.jsonl:1", "line", json.dumps(form).encode())])
    work_off(worker)
    [article] = libraries.get("local").list()
    assert article.added_by == "mod"


def test_what_cannot_be_stored_whole_is_not_stored_at_all(libraries: Libraries) -> None:
    def cut_off() -> Iterator[JobSource]:
        yield file(1)
        yield from Splitter(1000).split("z.zip", b"no zip")

    with pytest.raises(MalformedSource):
        libraries.jobs("local").create(NewJob("z.zip", "mod", Metadata()), cut_off())
    with pytest.raises(NotAnArticle):
        create(libraries, [])
    assert libraries.jobs("local").list() == []


def test_a_job_outlives_the_process_with_its_bytes_and_its_metadata(tmp_path: Path) -> None:
    first = Libraries(tmp_path, WordEmbedder())
    given = Metadata(author="Jo Writer", published=date(2026, 3, 31))
    first.jobs("local").create(NewJob("stories", "mod", given, place="7"), [file(1)])
    first.close()
    again = Libraries(tmp_path, WordEmbedder())
    [job] = again.job_store.to_tell()
    assert (job.metadata, job.place, job.library) == (given, "7", "local")
    work_off(again.job_worker(SourceReader()))
    [article] = again.get("local").list()
    assert article.metadata == given
    again.close()


def refreshing(libraries: Libraries, *ids: str) -> Job:
    new = NewJob("refresh", "ben", Metadata(), task="refresh")
    sources = [JobSource(f"https://a.example/{id_}", "article", id_.encode()) for id_ in ids]
    return libraries.jobs("local").create(new, sources)


def test_a_job_of_refreshing_fetches_articles_again(
    libraries: Libraries,
    monkeypatch: pytest.MonkeyPatch,
    one_by_one: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One changes, one is as it was, one cannot be read whatever happens, and one is gone."""
    library = libraries.get("local")
    articles = [
        NewArticle("t", BRIDGE.format(n), Metadata(url=f"https://a.example/{n}")) for n in range(3)
    ]
    ids = [result.article_id or "" for result in library.add(articles, added_by="ada")]

    def read(_: SourceReader, url: str) -> Iterator[NewArticle]:
        number = int(url[-1])
        if number == 2:
            raise RuntimeError("a bug")
        yield NewArticle(url, BRIDGE.format(number or "ten"), Metadata(url=url))

    monkeypatch.setattr(SourceReader, "read", read)
    job = refreshing(libraries, *ids, "A-nope0")
    done = work_off(libraries.job_worker(SourceReader()))[-1]
    assert (done.task, done.state) == ("refresh", "done")
    results = libraries.jobs("local").results(job.number)
    assert [(result.status, result.article_id) for result in results[:3]] == [
        ("updated", ids[0]),
        ("unchanged", ids[1]),
        ("failed", ids[2]),
    ]
    told = re.search(r"\(reference (\w{6})\)\. The article stays as", results[2].error or "")
    assert told is not None
    assert f"failure {told[1]}: " in caplog.text
    assert "There is no article" in (results[3].error or "")
    assert library.get(ids[0]).text == BRIDGE.format("ten")
    assert [(entry.by, entry.action) for entry in library.audit(limit=1)] == [("ben", "refreshed")]


def die_at(
    name: str, count: int, function: Callable[..., None], *, after: bool
) -> Callable[..., None]:
    """The function, during whose `count`th call the process is gone: before it, or after it."""
    seen = iter(range(1, 10**9))

    def dying(*args: object) -> None:
        fatal = next(seen) == count
        if fatal and not after:
            raise Killed(name)
        function(*args)
        if fatal:
            raise Killed(name)

    return dying


def test_an_article_that_was_there_before_is_unchanged(
    libraries: Libraries, worker: JobWorker
) -> None:
    libraries.get("local").add([NewArticle("x", BRIDGE.format(1))], added_by="mod")
    create(libraries, [file(1)])
    work_off(worker)
    assert told(libraries) == [("1.txt", "unchanged")]


@pytest.mark.usefixtures("one_by_one")
def test_servers_take_turns_whatever_the_number_of_their_jobs(
    libraries: Libraries, worker: JobWorker
) -> None:
    for library, number in (("a", 1), ("a", 2), ("a", 3), ("b", 1)):
        sources = [file(n, f"{library} {number} {n}") for n in range(1, 4)]
        assert create(libraries, sources, library).number == number
    turns = [(job.library, job.number) for job in work_off(worker)]
    assert turns[:6] == [("a", 1), ("b", 1), ("a", 2), ("b", 1), ("a", 3), ("b", 1)]
    assert turns[6:] == [("a", 1), ("a", 2), ("a", 3)] * 2
    assert [libraries.get(name).count() for name in "ab"] == [9, 3]


def test_a_job_is_its_library_s_alone(libraries: Libraries) -> None:
    create(libraries, [file(1)], "a")
    others = libraries.jobs("b")
    assert others.list() == []
    for reach in (others.get, others.results, lambda number: others.cancel(number, "mod")):
        with pytest.raises(JobNotFound):
            reach(1)
    assert libraries.jobs("a").get(1).state == "working"


def test_a_library_may_have_so_many_jobs_on_the_way(libraries: Libraries) -> None:
    jobs = [create(libraries, [file(1)]) for _ in range(MAX_OPEN)]
    with pytest.raises(JobRefused, match="20 jobs on the way"):
        create(libraries, [file(1)])
    create(libraries, [file(1)], library="other")
    libraries.jobs("local").cancel(jobs[0].number, "mod")
    libraries.job_store.settle(jobs[0].id)
    create(libraries, [file(1)])


@pytest.mark.usefixtures("one_by_one")
def test_cancelling_keeps_what_is_done(libraries: Libraries, worker: JobWorker) -> None:
    create(libraries, [file(n) for n in range(1, 4)])
    worker.turn()
    assert libraries.jobs("local").cancel(1, "boss").state == "stopping"
    ended = work_off(worker)[-1]
    assert (ended.state, ended.cancelled_by) == ("cancelled", "boss")
    assert told(libraries) == [("1.txt", "added"), ("2.txt", "waiting"), ("3.txt", "waiting")]
    assert libraries.get("local").count() == 1
    assert libraries.jobs("local").cancel(1, "another").cancelled_by == "boss"


def test_cancelling_within_a_turn_ends_it_before_the_next_source(
    libraries: Libraries, worker: JobWorker
) -> None:
    create(libraries, [file(n) for n in range(1, 4)])
    worker.turn(lambda job, _: libraries.jobs("local").cancel(job.number, "boss") and None)
    assert told(libraries) == [("1.txt", "added"), ("2.txt", "waiting"), ("3.txt", "waiting")]
    assert libraries.jobs("local").get(1).state == "cancelled"


def test_closing_ends_a_turn_before_the_next_source(
    libraries: Libraries, worker: JobWorker
) -> None:
    create(libraries, [file(n) for n in range(1, 4)])
    worker.turn(lambda *_: libraries.stop_rereading())
    assert told(libraries) == [("1.txt", "added"), ("2.txt", "waiting"), ("3.txt", "waiting")]
    assert libraries.jobs("local").get(1).state == "working"
    assert worker.turn() is None


def test_members_of_one_name_have_each_their_own_result(
    libraries: Libraries, worker: JobWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> None:
        raise Killed

    good, bad = file(1), file(1, " ")
    create(libraries, [good, bad])
    with monkeypatch.context() as patched:
        patched.setattr("index.store.store.Store.put", end)
        with pytest.raises(Killed):
            work_off(worker)
    work_off(worker)
    assert told(libraries) == [("1.txt", "added"), ("1.txt", "failed")]
    assert libraries.get("local").count() == 1


@pytest.mark.parametrize(("members", "status"), [("a", "added"), ("ab", "failed")])
def test_an_address_is_one_article(libraries: Libraries, members: str, status: str) -> None:
    archive = packed({f"{name}.txt": BRIDGE.format(name).encode() for name in members})
    with serving() as site:
        site.answers["/all"] = Answer(archive, kind="application/zip")
        create(libraries, [JobSource(site.url("/all"))])
        work_off(libraries.job_worker(SourceReader(allow_private_addresses=True)))
    [result] = libraries.jobs("local").results(1)
    assert result.status == status
    assert status == "added" or "several articles" in str(result.error)
    assert libraries.get("local").count() == (status == "added")


def test_bytes_go_when_they_are_no_longer_needed(libraries: Libraries, worker: JobWorker) -> None:
    create(libraries, [file(1)])
    create(libraries, [file(2)])
    libraries.jobs("local").cancel(2, "mod")
    work_off(worker)
    with libraries.job_store._db.reading() as db:
        assert db.execute("SELECT count(*) FROM job_sources WHERE data NOT NULL").fetchone() == (0,)


def test_the_first_word_on_a_source_counts(libraries: Libraries) -> None:
    job = create(libraries, [file(1)])
    libraries.job_store.record(job.id, 1, AddResult(source="1.txt", status="added"))
    libraries.job_store.record(job.id, 1, AddResult(source="1.txt", status="failed", error="No."))
    assert told(libraries) == [("1.txt", "added")]
