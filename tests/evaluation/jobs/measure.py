"""Kills the process of a job again and again, and looks at what is there in the end."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.jobs.job import Job, SourceResult
from index.jobs.worker import TURN_SECONDS
from index.libraries import Libraries
from index.types import Article
from tests.evaluation.jobs.articles import marker
from tests.evaluation.jobs.site import serving
from tests.evaluation.jobs.sources import Batch, make
from tests.fakes import WordEmbedder

# A turn reads for as long, and stores what it has read after that.
_MOMENTS_SECONDS: Final = 1.3 * TURN_SECONDS
_PATIENCE_SECONDS: Final = 300.0
_TURNS: Final = "SELECT max(turn) FROM jobs"
_SETTLED: Final = "SELECT count(*) FROM job_sources WHERE status != 'waiting'"
_ADDED: Final = "SELECT count(*) FROM job_sources WHERE status = 'added'"
# So often in all a kill comes within the moments in which results are recorded.
_WHILE_RECORDING: Final = 0.3
_RECORDING_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """What was given, what is there, and at how many settled sources each kill came."""

    batch: Batch
    job: Job
    results: tuple[SourceResult, ...]
    articles: tuple[Article, ...]
    kills: tuple[int, ...]
    seconds: float

    def faults(self) -> Iterator[str]:
        """All that is not as it should be."""
        if len(self.results) != len(self.batch.sources):
            yield f"{len(self.batch.sources)} sources, but {len(self.results)} results"
        if self.job.state != "done":
            yield f"the job is {self.job.state}"
        stored = {article.id: article for article in self.articles}
        for given, result in zip(self.batch.sources, self.results, strict=False):
            allowed = {"good": ["added"], "bad": ["failed"], "again": ["duplicate", "unchanged"]}
            if given.name != result.name:
                yield f"{given.name} is reported as {result.name}"
            elif result.status not in allowed[given.expected]:
                yield f"{given.name} is {given.expected}, but {result.status}: {result.error}"
            elif given.expected == "bad" and not result.error:
                yield f"{given.name} failed without a reason"
            elif given.expected == "good":
                article = stored.get(result.article_id or "")
                if article is None or marker(given.number) not in article.text:
                    yield f"{given.name} is not in {result.article_id}"
        yield from self._not_once()

    def _not_once(self) -> Iterator[str]:
        good = [given for given in self.batch.sources if given.expected == "good"]
        for given in good:
            times = sum(marker(given.number) in article.text for article in self.articles)
            if times != 1:
                yield f"{given.name} is in {times} articles"
        if len(self.articles) != len(good):
            yield f"{len(good)} good sources, but {len(self.articles)} articles"


def measure(total: int, kills: int, seed: int) -> Measured:
    """Put sources into one job, kill its process `kills` times, then let it end."""
    with tempfile.TemporaryDirectory() as folder, serving() as site:
        batch = make(Path(folder), site, total, seed)
        data = Path(folder) / "data"
        began = time.perf_counter()
        killed = list(_killed(site, data, batch, kills, random.Random(seed)))  # noqa: S311
        with _process(site, data, "job", "resume") as last:
            last.wait(_PATIENCE_SECONDS)
        took = time.perf_counter() - began
        libraries = Libraries(data, WordEmbedder())
        jobs = libraries.jobs("local")
        articles = tuple(libraries.get("local").every_article())
        measured = Measured(
            batch, jobs.get(1), tuple(jobs.results(1)), articles, tuple(killed), took
        )
        libraries.close()
        return measured


def report(measured: Measured) -> Iterator[str]:
    """The outcome in lines, with everything that is wrong."""
    batch, faults = measured.batch, list(measured.faults())
    statuses = Counter(result.status for result in measured.results)
    yield (
        f"{len(batch.sources)} sources in one job: {batch.count('good')} good, "
        f"{batch.count('bad')} bad, {batch.count('again')} given again"
    )
    on_the_way = sum(settled < len(batch.sources) for settled in measured.kills)
    yield f"killed {len(measured.kills)} times, {on_the_way} of them on the way, with as many"
    yield f"sources settled by then: {', '.join(map(str, measured.kills))}"
    yield f"results: {dict(sorted(statuses.items()))}; {len(measured.articles)} articles stored"
    yield f"{measured.seconds:.0f} s in all"
    yield from (f"✗ {fault}" for fault in faults)
    if not faults:
        yield "every good source is in exactly once, every bad one reported once with its reason"


def _killed(
    site: str, data: Path, batch: Batch, kills: int, chance: random.Random
) -> Iterator[int]:
    """Run the job, and kill it at random: how many sources were settled at each kill."""
    arguments = ["job", "start", *map(str, batch.files), "--json"]
    turns = settled = 0
    for number in range(kills):
        # However fast the machine is, all kills are to be on the way.
        is_ahead = settled > len(batch.sources) * number / (kills + 1)
        with _process(site, data, *arguments) as process:
            if process.stdout is not None and arguments[1] == "start":
                process.stdout.readline()  # the job is acknowledged, so that it has to be safe
            elif not is_ahead:
                _wait_for_more(process, data, _TURNS, turns)
            if is_ahead:
                time.sleep(chance.uniform(0, _MOMENTS_SECONDS))
            else:
                _wait_for_moment(process, data, chance)
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert process.returncode == -signal.SIGKILL, "it ended before it could be killed"
        settled, turns = _asked(data, _SETTLED), _asked(data, _TURNS)
        yield settled
        arguments = ["job", "resume"]


def _process(site: str, data: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.evaluation.jobs.process", site]
    return subprocess.Popen(
        [*command, "--data", str(data), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
    )


def _wait_for_moment(process: subprocess.Popen[bytes], data: Path, chance: random.Random) -> None:
    """Any moment of a turn; the short ones after articles are stored would hardly be met."""
    if chance.random() < _WHILE_RECORDING:
        _wait_for_more(process, data, _ADDED, _asked(data, _ADDED))
        time.sleep(chance.uniform(0, _RECORDING_SECONDS))
    else:
        time.sleep(chance.uniform(0, _MOMENTS_SECONDS))


def _wait_for_more(process: subprocess.Popen[bytes], data: Path, query: str, before: int) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while process.poll() is None and _asked(data, query) == before:
        assert time.monotonic() < until, "the job does not go on"
        time.sleep(0.01)


def _asked(data: Path, query: str) -> int:
    with closing(sqlite3.connect(data / "whosaid.sqlite3", timeout=30)) as database:
        return int(database.execute(query).fetchone()[0])
