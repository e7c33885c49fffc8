"""What is said on standard error while something takes long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.cli.invocation import Invocation
from index.types import AddResult

Report = Callable[[AddResult], None]
Count = Callable[[], None]
_SECONDS_BETWEEN_LINES = 10.0


@contextmanager
def counting(
    run: Invocation, doing: str, total: int | None, *, lines: bool = True
) -> Iterator[Count]:
    """What to call after each of many things, of which `total` will come if anybody knows.

    A terminal shows a bar with the time left; elsewhere there is a line now and then where
    `lines` are wanted, and none with --json.
    """
    if run.notes.is_terminal:
        with _bar(run, doing, total) as count:
            yield count
    elif run.as_json or not lines:
        yield lambda: None
    else:
        yield _occasional_lines(run, total)


@contextmanager
def _bar(run: Invocation, doing: str, total: int | None) -> Iterator[Count]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # rich would send standard output to the bar's console, which is standard error.
    with Progress(*columns, console=run.notes, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def _occasional_lines(run: Invocation, total: int | None) -> Count:
    done, told = 0, time.monotonic()
    of_total = f" of {total:,}" if total else ""

    def count() -> None:
        nonlocal done, told
        done += 1
        if time.monotonic() - told >= _SECONDS_BETWEEN_LINES:
            told = time.monotonic()
            run.note(f"{done:,}{of_total} done.")

    return count


@dataclass(frozen=True, slots=True)
class Reporting:
    """How adding is told.

    `total` is how many results will come, None where nobody knows; `by_name` names every
    source, where a person gave them one by one. What fails is told in any case, except
    that with --json it stands in the JSON.
    """

    total: int | None = None
    by_name: bool = False
    doing: str = "Adding"

    @contextmanager
    def to(self, run: Invocation) -> Iterator[Report]:
        """What to tell each result, the moment it is there."""
        with counting(run, self.doing, self.total, lines=not self.by_name) as count:

            def report(result: AddResult) -> None:
                self._tell(run, result)
                count()

            yield report

    def _tell(self, run: Invocation, result: AddResult) -> None:
        if run.as_json:
            return
        # A file may have a name of several lines.
        name = " ".join(result.source.splitlines())
        if result.status == "failed":
            run.note(f"✗ {name}: {result.error}")
        elif self.by_name:
            title = f" “{result.title}”" if result.title else ""
            same = f" (the same as {result.duplicate_of})" if result.duplicate_of else ""
            run.note(f"✓ {name}: {result.status}, {result.article_id}{title}{same}")
