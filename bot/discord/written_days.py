"""The first or the last day that somebody means: "last week", "June", "since 3 May", 2026-03-31."""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.answering.days import days_of
from bot.answering.period import EVER, Period, cut_period
from bot.discord.refusals import Refusal
from index.dates import parse_date

MAX_DAY: Final = 80
"""Characters of a day as it is typed."""


def period_of(since: str | None, until: str | None, asked: date) -> Period:
    """The days from the first that `since` means to the last that `until` means.

    `asked` is today. Raises Refusal for what is no day, and where they are the wrong way round.
    """
    first = _edge(since, _read(since, asked).since) if since else None
    last = _edge(until, _read(until, asked).until) if until else None
    if first and last and first > last:
        raise Refusal("`since` is later than `until`.", "Swap them.")
    return Period(first, last)


def _read(typed: str, asked: date) -> Period:
    written = " ".join(typed.split())
    try:
        days = days_of(written, asked)
    except OverflowError:  # before the calendar begins
        return EVER
    if days is not None:
        return Period(*days)
    period, rest = cut_period(written, asked)
    if not rest:
        return period
    day = parse_date(written)
    return Period(day, day)


def _edge(typed: str, day: date | None) -> date:
    if day is None:
        raise Refusal(
            f"I can’t read “{typed.strip()}” as a day.",
            "Write it like 2026-03-31, 3 May, June or last week.",
        )
    return day
