"""What a timeline shows: how often somebody was quoted, by outlet and by stretch of time.

Owns the choice of outlets and of stretches, and the words that stand for the picture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.pictures.lettering import one_line
from bot.wording import counted, day

MOST_ROWS: Final = 8
"""Outlets in a picture; of more, the last row is all that are not named."""

MOST_BARS: Final = 60
"""Stretches of time that a row is parted into, as far as there are long enough ones."""

LONGEST_ALT: Final = 1024
"""Characters that Discord takes as the description of a picture."""

_NAME_IN_ALT: Final = 60


class Mark(NamedTuple):
    """A statement on a day in an outlet; None is an outlet that is not known."""

    day: date
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time for which there is one bar: about so many days, from `start` of a day."""

    name: str
    days: int
    start: Callable[[date], date]


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet, and in how many statements it quoted the speaker in each stretch, by its start."""

    name: str
    bars: Mapping[date, int]
    is_rest: bool = False

    @property
    def total(self) -> int:
        return sum(self.bars.values())


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows of bars from the first to the last day; the biggest outlet first, the rest last."""

    speaker: str
    rows: tuple[Row, ...]
    stretch: Stretch
    first: date
    last: date
    statements: int
    """How many it shows; one that several outlets ran is in the row of each."""
    undated: int = 0
    """Statements that are of no known day, and so not in it."""

    @property
    def tallest(self) -> int:
        return max(max(row.bars.values()) for row in self.rows)


def chart_of(speaker: str, marks: Iterable[Mark], statements: int, undated: int = 0) -> Chart:
    """The chart of these marks, of which there is at least one, of so many statements."""
    every = list(marks)
    first, last = min(mark.day for mark in every), max(mark.day for mark in every)
    stretch = _stretch(first, last)
    by_outlet: dict[str | None, Counter[date]] = {}
    for mark in every:
        by_outlet.setdefault(mark.outlet, Counter())[stretch.start(mark.day)] += 1
    ranked = sorted(by_outlet.items(), key=lambda item: (-item[1].total(), item[0] or ""))
    named = ranked if len(ranked) <= MOST_ROWS else ranked[: MOST_ROWS - 1]
    rows = [Row(name or "outlet not known", bars) for name, bars in named]
    if rest := ranked[len(named) :]:
        together = sum((bars for _, bars in rest), Counter())
        rows.append(Row(counted(len(rest), "other outlet"), together, is_rest=True))
    return Chart(speaker, tuple(rows), stretch, first, last, statements, undated)


def in_words(chart: Chart) -> str:
    """What the picture of a chart shows, for those who do not see it."""
    rows = ", ".join(f"{_short(row.name)} {row.total:,}" for row in chart.rows)
    said = (
        f"Timeline of {counted(chart.statements, 'statement')} by {_short(chart.speaker)}, "
        f"{span_in_words(chart)}, a row for each outlet: {rows}."
    )
    if sum(row.total for row in chart.rows) > chart.statements:
        said += " What several outlets ran counts for each."
    if chart.tallest > 1:
        said += f" The most in one outlet and {chart.stretch.name}: {chart.tallest:,}."
    if chart.undated:
        said += f" Not drawn, as their articles have no date: {chart.undated:,}."
    return said[:LONGEST_ALT]


def span_in_words(chart: Chart) -> str:
    """From when to when it reaches: "3 May 2026", "from 3 May 2026 to 1 June 2026"."""
    if chart.first == chart.last:
        return day(chart.first)
    return f"from {day(chart.first)} to {day(chart.last)}"


def _stretch(first: date, last: date) -> Stretch:
    """The shortest stretch of which no more than `MOST_BARS` cover these days."""
    days = (last - first).days + 1
    fitting = (each for each in _STRETCHES if days <= MOST_BARS * each.days)
    return next(fitting, _STRETCHES[-1])


def _short(name: str) -> str:
    line = one_line(name)
    return line if len(line) <= _NAME_IN_ALT else line[: _NAME_IN_ALT - 1].rstrip() + "…"


def _years(count: int) -> Callable[[date], date]:
    return lambda when: date(max(when.year // count * count, 1), 1, 1)


_STRETCHES: Final = (
    Stretch("day", 1, lambda when: when),
    Stretch("week", 7, lambda when: when - timedelta(days=when.weekday())),
    Stretch("month", 30, lambda when: when.replace(day=1)),
    Stretch("quarter", 91, lambda when: date(when.year, (when.month - 1) // 3 * 3 + 1, 1)),
    Stretch("year", 365, _years(1)),
    Stretch("decade", 3652, _years(10)),
    Stretch("century", 36524, _years(100)),
)
