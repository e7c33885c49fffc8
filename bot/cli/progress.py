"""What is said on standard error while articles are being added."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.cli.invocation import Invocation
from index.types import AddResult

Report = Callable[[AddResult], None]
_SECONDS_BETWEEN_LINES = 10.0


@dataclass(frozen=True, slots=True)
class Reporting:
    """How adding is told.

    `total` is how many results will come, None where nobody knows; `by_name` names every
    source, where a person gave them one by one. What fails is told in any case, except
    that with --json it stands in the JSON.
    """

    total: int | None = None
    by_name: bool = False

    @contextmanager
    def to(self, run: Invocation) -> Iterator[Report]:
        """A bar with the time left in a terminal, otherwise a line now and then."""
        if run.notes.is_terminal:
            with self._bar(run) as report:
                yield report
        elif run.as_json:
            yield lambda _: None
        else:
            yield self._occasional_lines(run)

    @contextmanager
    def _bar(self, run: Invocation) -> Iterator[Report]:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (TextColumn("Adding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        # rich would send standard output to the bar's console, which is standard error.
        bar = Progress(*columns, console=run.notes, transient=True, redirect_stdout=False)
        with bar:
            task = bar.add_task("", total=self.total)

            def report(result: AddResult) -> None:
                bar.advance(task)
                self._tell(run, result)

            yield report

    def _occasional_lines(self, run: Invocation) -> Report:
        done, told = 0, time.monotonic()
        of_total = f" of {self.total:,}" if self.total else ""

        def report(result: AddResult) -> None:
            nonlocal done, told
            done += 1
            self._tell(run, result)
            if not self.by_name and time.monotonic() - told >= _SECONDS_BETWEEN_LINES:
                told = time.monotonic()
                run.note(f"{done:,}{of_total} done.")

        return report

    def _tell(self, run: Invocation, result: AddResult) -> None:
        if run.as_json:
            return
        if result.status == "failed":
            run.note(f"✗ {result.source}: {result.error}")
        elif self.by_name:
            title = f" “{result.title}”" if result.title else ""
            same = f" (the same as {result.duplicate_of})" if result.duplicate_of else ""
            run.note(f"✓ {result.source}: {result.status}, {result.article_id}{title}{same}")
