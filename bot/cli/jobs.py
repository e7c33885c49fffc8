"""Commands about jobs: many sources at once, worked off however often they are interrupted."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import forms
from bot.cli.invocation import Invocation
from bot.cli.progress import Count, counting
from bot.cli.values import LARGEST, AuthorOption, PublishedOption, PublisherOption
from bot.wording import counted
from index.errors import SourceError
from index.types import Metadata

if TYPE_CHECKING:
    from index.jobs.job import Job, JobSource

JobNumber = Annotated[int, typer.Argument(metavar="NUMBER", min=1, max=LARGEST, help="Which job.")]


def jobs(
    run: Invocation,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[NUMBER]", min=1, max=LARGEST, help="Only this one, with every source."
        ),
    ] = None,
) -> None:
    """List the jobs, the latest first; with a number, what became of each of its sources."""
    known = run.services.libraries.jobs(run.library_name)
    if number is not None:
        _show_results(run, number)
    elif run.as_json:
        for job in known.list():
            run.emit(forms.job(job))
    else:
        from bot.terminal import print_table

        rows = [
            (str(job.number), job.task, job.state, f"{job.settled:,} of {job.total:,}",
             _in_words(job), job.name, job.added_by)
            for job in known.list()
        ]  # fmt: skip
        print_table(run.console, ("job", "task", "state", "done", "results", "of", "by"), rows)


def start(
    run: Invocation,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="A list of links (.txt), a .zip, .jsonl, a file, or an address."
        ),
    ],
    author: AuthorOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
) -> None:
    """Store many sources as one job, then add them one by one.

    From the first line on the job is safe: interrupted, it goes on with `job resume`. The
    options hold for all of its sources.
    """
    from index.jobs.job import NewJob

    metadata = Metadata(author=author, publisher=publisher, published=published)
    new = NewJob(_named(sources), run.user, metadata)
    job = run.services.libraries.jobs(run.library_name).create(new, _split(run, sources))
    if run.as_json:
        run.emit(forms.job(job))
    else:
        run.note(f"Job {job.number}: {counted(job.total, 'source')} stored.")
    _work_off(run, [job])


def resume(run: Invocation) -> None:
    """Go on with the jobs that were interrupted."""
    known = run.services.libraries.jobs(run.library_name)
    open_jobs = [job for job in known.list() if job.ended_at is None]
    if not open_jobs:
        run.note("No job waits to be gone on with.")
    _work_off(run, open_jobs)


def cancel(run: Invocation, number: JobNumber) -> None:
    """End a job before its next source; what it has added stays."""
    libraries = run.services.libraries
    cancelled = libraries.jobs(run.library_name).cancel(number, run.user)
    job = libraries.job_store.settle(cancelled.id)
    if run.as_json:
        run.emit(forms.job(job))
    else:
        run.note(f"Job {job.number} is {job.state}: {_in_words(job)}.")


def _work_off(run: Invocation, open_jobs: Iterable[Job]) -> None:
    """Give turns until these jobs have ended; exit code 1 where a source of theirs failed."""
    left = {job.number: job for job in open_jobs}
    settled = sum(job.settled for job in left.values())
    total = sum(job.total for job in left.values())
    worker = run.services.libraries.job_worker(run.services.reader)
    failed = False
    with counting(run, "Adding", total - settled) as count:
        while left and (job := worker.turn(library=run.library_name)):
            _tell(run, left.get(job.number, job), job, count)
            left[job.number] = job
            if job.ended_at is not None:
                del left[job.number]
                failed |= "failed" in job.counts
                _report(run, job)
    if failed:
        raise typer.Exit(1)


def _tell(run: Invocation, before: Job, after: Job, count: Count) -> None:
    if run.as_json:
        run.emit(forms.job(after))
    for _ in range(after.settled - before.settled):
        count()


def _report(run: Invocation, job: Job) -> None:
    if run.as_json:
        return
    for result in run.services.libraries.jobs(run.library_name).results(job.number):
        if result.status == "failed":
            run.note(f"✗ {result.name}: {result.error}")
    run.note(f"Job {job.number} is {job.state}: {_in_words(job)}.")


def _show_results(run: Invocation, number: int) -> None:
    results = run.services.libraries.jobs(run.library_name).results(number)
    if run.as_json:
        for result in results:
            run.emit(forms.source_result(result))
        return
    from bot.terminal import print_table

    rows = [(result.status, result.name, result.article_id, result.error) for result in results]
    print_table(run.console, ("status", "source", "article", "why"), rows)


def _in_words(job: Job) -> str:
    parts = [f"{count:,} {status}" for status, count in sorted(job.counts.items())]
    return ", ".join(parts)


def _named(sources: list[str]) -> str:
    first = _storable(Path(sources[0]).name or sources[0])
    return first if len(sources) == 1 else f"{first} and {len(sources) - 1} more"


def _split(run: Invocation, given: Iterable[str]) -> Iterator[JobSource]:
    from index.jobs.splitting import Splitter, links

    splitter = Splitter(run.services.reader.limits.max_bytes)
    for source in given:
        if "://" in source:
            yield from links(_storable(source))
            continue
        try:
            if not stat.S_ISREG(Path(source).stat().st_mode):  # a device may have no end
                raise OSError(errno.EINVAL, "it is not a file")
            data = Path(source).read_bytes()
        except (OSError, ValueError) as error:  # ValueError: a path that no system could have
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise SourceError(
                f"{source} cannot be read: {why}.",
                "Give files and addresses; `whosaid add` takes folders.",
            ) from error
        yield from splitter.split(_storable(source), data)


def _storable(name: str) -> str:
    """A name whose bytes that are no UTF-8 are shown by their numbers."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
