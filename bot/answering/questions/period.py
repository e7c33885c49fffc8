"""Which days a question asks about: "since June", "until 3 May", "last week", "recently".

What names no days ("before the summit") stays in the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.answering.drafting.cutting import cut, outside_quotations
from bot.answering.questions.days import (
    ANY_DAYS,
    DAY,
    MONTH_OR_YEAR,
    ONE_DAY,
    RELATIVE,
    Days,
    days_of,
)
from index.dates import parse_date

RECENT: Final = timedelta(days=30)
"""How far back "recently" goes."""

# Compiled when a question is read, as it takes a while that every start would feel.
_PHRASE: Final = (
    r"(?<![\w\0])(?:"
    rf"(?:between (?P<between>{ANY_DAYS}) and|from (?P<from>{ANY_DAYS}) (?:to|until|till|through))"
    rf" (?P<end>{ANY_DAYS})"
    rf"|(?P<bound>since|after|before|until|till|up to) (?P<edge>{ANY_DAYS})"
    rf"|from (?P<onward>{ANY_DAYS}) onwards?"
    rf"|on (?P<on>{ONE_DAY})"
    rf"|(?:in|during|within|throughout) (?P<within>{MONTH_OR_YEAR})"
    rf"|(?:(?:in|during|within|over|for) )?(?P<back>{RELATIVE})"
    r"|(?P<recent>(?:(?:very|most) )?recently|lately|of late|these days|nowadays)"
    r"|(?P<now>(?:right )?now|currently|at the moment)"
    r")(?![\w'’-])"
)


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive days, None where it is open; `written` is how the question puts it.

    `newest` says that it is counted back from the day of asking, as where news are asked for.
    """

    since: date | None = None
    until: date | None = None
    written: str = ""
    newest: bool = False

    def narrowed(self, other: Period) -> Period:
        """The days that lie in both."""
        return Period(
            max(filter(None, (self.since, other.since)), default=None),
            min(filter(None, (self.until, other.until)), default=None),
            f"{self.written} {other.written}".strip(),
            self.newest or other.newest,
        )


EVER: Final = Period()


def cut_period(text: str, asked: date) -> tuple[Period, str]:
    """The period that a question names, and the question without it; spaces must be single."""
    period, places = EVER, []
    for phrase in re.finditer(_PHRASE, outside_quotations(text), re.IGNORECASE):
        try:
            named = _period(phrase, asked)
        except OverflowError:  # before the calendar begins
            continue
        if named is not None:
            period = period.narrowed(named)
            places.append(phrase.span())
    return period, cut(text, places)


def period_named(written: str, asked: date) -> Period | None:
    """The days that words name which name nothing else: "June", "last week", "3 May 2025".

    None where they name no days.
    """
    text = " ".join(written.split())
    try:
        days = days_of(text, asked)
    except OverflowError:  # before the calendar begins
        return None
    if days:
        return Period(*days, text)
    period, rest = cut_period(text, asked)
    if (period.since or period.until) and not rest.strip():
        return period
    day = parse_date(text)
    return Period(day, day, text) if day else None


def _period(phrase: re.Match[str], asked: date) -> Period | None:
    written = phrase[0][:1].lower() + phrase[0][1:]
    if phrase["now"]:
        return Period(newest=True)
    if phrase["recent"]:
        return Period(asked - RECENT, asked, written, newest=True)
    if phrase["end"]:
        return _range(phrase, written, asked)
    named = phrase.group("edge", "onward", "on", "within", "back")
    days = days_of(next(filter(None, named)), asked)
    if days is None:
        return None
    bound = "since" if phrase["onward"] else phrase["bound"]
    period = _bounded(bound.lower(), days) if bound else Period(*days)
    return replace(period, written=written, newest=bool(phrase["back"]))


def _range(phrase: re.Match[str], written: str, asked: date) -> Period | None:
    end = days_of(phrase["end"], asked)
    # "Between May and November" begins in the May before that November.
    start = end and days_of(phrase["between"] or phrase["from"], end[1])
    return Period(start[0], end[1], written) if start and end else None


def _bounded(bound: str, days: Days) -> Period:
    first, last = days
    if bound == "since":
        return Period(since=first)
    if bound == "after":
        return Period(since=last + DAY)
    if bound == "before":
        return Period(until=first - DAY)
    return Period(until=last)
