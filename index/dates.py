"""Dates as people and pages write them.

Owns what counts as a known day: one that is fully written out and can be read in one
way only. "2022", "June 2022", "yesterday" and "06/07/2022" are no known days.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

_ISO_LIKE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/.-])")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_PERIODS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_PERIOD = re.compile(r"(\d{1,4}) ?([mhdw])")
_LONGEST = 80  # characters; more is prose


def parse_date(written: object) -> date | None:
    """The day that `written` names, as a date, a datetime or text; None where it is not certain.

    A time of day is ignored, and so is its zone: the day is the one that is written.
    """
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    if not isinstance(written, str) or len(written) > _LONGEST:
        return None
    text = written.strip()
    if (match := _ISO_LIKE.match(text)) is not None:
        return _day(int(match[1]), int(match[3]), int(match[4]))
    return _in_words(text) if _YEAR.search(text) else _compact(text)


def parse_time(written: object) -> datetime | None:
    """The time that `written` names in ISO 8601, or None; without a zone it is not certain."""
    if not isinstance(written, str) or len(written) > _LONGEST:
        return None
    try:
        time = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return time if time.tzinfo is not None else None


def parse_period(written: str) -> timedelta | None:
    """How long "30m", "12h", "7d" or "2w" is, or None."""
    match = _PERIOD.fullmatch(written.strip())
    return timedelta(**{_PERIODS[match[2]]: int(match[1])}) if match else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _compact(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date() if text[:8].isdecimal() else None
    except ValueError:
        return None


def _in_words(text: str) -> date | None:
    """The day, if reading the day first and reading the month first come to the same."""
    readings = {_read(text, order) for order in ("DMY", "MDY")}
    return readings.pop() if len(readings) == 1 else None


def _read(text: str, order: str) -> date | None:
    from dateparser.date import DateDataParser

    parser = DateDataParser(
        try_previous_locales=False,
        settings={
            "DATE_ORDER": order,
            "PREFER_LOCALE_DATE_ORDER": False,
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    found = parser.get_date_data(text).date_obj
    return found.date() if found is not None else None
