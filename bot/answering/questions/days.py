"""Which days the names of days stand for: "3 May", "June 2025", "last week", "yesterday".

Those without a year are the last such ones up to the day of asking.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from index.dates import parse_date

DAY: Final = timedelta(days=1)

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS: Final = "mon tue wed thu fri sat sun".split()
_COUNTED: Final = "one two three four five six seven eight nine ten eleven twelve".split()
_COUNTS: Final = {
    "a": 1,
    "couple of": 2,
    "few": 3,
    **{word: number for number, word in enumerate(_COUNTED, start=1)},
}

_MONTH: Final = (
    r"(?P<month>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?)"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d\b)"
_NUMBER: Final = rf"(?P<number>\d{{1,3}}|{'|'.join(_COUNTS)})"
_UNIT: Final = r"(?P<unit>day|week|month|year)"
_WHICH: Final = r"(?:(?:(?P<last>last)|this) )?"
_PART: Final = r"(?:(?:early|mid|late)[ -])?"

_DAY_FIRST: Final = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? {_YEAR})?"
_MONTH_FIRST: Final = rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? {_YEAR})?"
_IN_NUMBERS: Final = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
_WEEKDAY: Final = rf"{_WHICH}(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day"
_A_MONTH: Final = rf"{_PART}{_WHICH}{_MONTH}(?:,?(?: of)? {_YEAR})?"
_A_YEAR: Final = rf"{_PART}{_YEAR}"
_CALENDAR: Final = rf"(?:(?P<last>last)|this) {_UNIT}"
_ROLLING: Final = rf"(?:the )?(?:last|past) (?:{_NUMBER} )?{_UNIT}s?"
_AGO: Final = rf"{_NUMBER} {_UNIT}s? ago"
_BY_NAME: Final = (
    r"(?:(?P<today>today|tonight|this (?:morning|afternoon|evening))|yesterday"
    r"|(?P<before>the day before yesterday))"
)

Days = tuple[date, date]
"""The first and the last of them."""


def days_of(written: str, asked: date) -> Days | None:
    """The days that a name of days stands for; None where there are no such days.

    Raises OverflowError where they would lie before the first day of the calendar.
    """
    for pattern, read in _READERS:
        if match := pattern.fullmatch(written):
            try:
                return read(match, asked)
            except ValueError:
                return None
    return None


def _a_day(match: re.Match[str], asked: date) -> Days | None:
    number, month = int(match["day"]), _month_number(match)
    if match["year"]:
        return _whole("day", date(int(match["year"]), month, number))
    # A leap day may lie up to eight years back.
    for year in range(asked.year, max(asked.year - 9, 0), -1):
        if number <= monthrange(year, month)[1] and date(year, month, number) <= asked:
            return _whole("day", date(year, month, number))
    return None


def _in_numbers(match: re.Match[str], _asked: date) -> Days | None:
    day = parse_date(match[0])
    return _whole("day", day) if day else None


def _weekday(match: re.Match[str], asked: date) -> Days:
    back = (asked.weekday() - _WEEKDAYS.index(match["weekday"][:3].lower())) % 7
    return _whole("day", asked - (back or (7 if match["last"] else 0)) * DAY)


def _a_month(match: re.Match[str], asked: date) -> Days:
    month = _month_number(match)
    if match["year"]:
        return _whole("month", date(int(match["year"]), month, 1))
    begun = month < asked.month if match["last"] else month <= asked.month
    return _whole("month", date(asked.year if begun else asked.year - 1, month, 1))


def _a_year(match: re.Match[str], _asked: date) -> Days:
    return _whole("year", date(int(match["year"]), 1, 1))


def _calendar(match: re.Match[str], asked: date) -> Days:
    unit = match["unit"].lower()
    return _whole(unit, _back(asked, 1 if match["last"] else 0, unit))


def _rolling(match: re.Match[str], asked: date) -> Days:
    return _back(asked, _count(match["number"] or "a"), match["unit"].lower()), asked


def _ago(match: re.Match[str], asked: date) -> Days:
    unit = match["unit"].lower()
    return _whole(unit, _back(asked, _count(match["number"]), unit))


def _by_name(match: re.Match[str], asked: date) -> Days:
    back = 0 if match["today"] else 2 if match["before"] else 1
    return _whole("day", asked - back * DAY)


def _month_number(match: re.Match[str]) -> int:
    return _MONTHS.index(match["month"][:3].lower()) + 1


def _count(written: str) -> int:
    return int(written) if written.isdecimal() else _COUNTS[written.lower()]


def _back(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years before; the last one of a shorter month."""
    if unit in ("day", "week"):
        return day - count * (7 if unit == "week" else 1) * DAY
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if year < 1:
        raise OverflowError("before the calendar begins")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _whole(unit: str, day: date) -> Days:
    """The whole day, week (from Monday), month or year in which a day lies."""
    if unit == "week":
        monday = day - day.weekday() * DAY
        return monday, monday + 6 * DAY
    if unit == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


_READERS: Final = tuple(
    (re.compile(source, re.IGNORECASE), read)
    for source, read in (
        (_DAY_FIRST, _a_day),
        (_MONTH_FIRST, _a_day),
        (_IN_NUMBERS, _in_numbers),
        (_WEEKDAY, _weekday),
        (_A_MONTH, _a_month),
        (_A_YEAR, _a_year),
        (_CALENDAR, _calendar),
        (_ROLLING, _rolling),
        (_AGO, _ago),
        (_BY_NAME, _by_name),
    )
)


def _any_of(*sources: str) -> str:
    """One of these, its groups without names, as a phrase may hold several."""
    return "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", source) for source in sources) + ")"


ONE_DAY: Final = _any_of(_DAY_FIRST, _MONTH_FIRST, _IN_NUMBERS, _WEEKDAY)
MONTH_OR_YEAR: Final = _any_of(_A_MONTH, _A_YEAR)
RELATIVE: Final = _any_of(
    _CALENDAR, _ROLLING, _AGO, _BY_NAME, rf"(?=last|this){_WEEKDAY}", rf"(?=last|this){_A_MONTH}"
)
"""Days that are counted back from the day of asking."""
ANY_DAYS: Final = _any_of(ONE_DAY, MONTH_OR_YEAR, RELATIVE)
