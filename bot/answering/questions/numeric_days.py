"""Days in numbers that may be read in two ways, written so that they can be read in one.

"3/5/2026" is 3 May to some and 5 March to others; whoever looks after a library may say
which. In whatever language the words around it are makes no difference.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal

from bot.answering.drafting.cutting import outside_quotations
from bot.wording import day
from index.errors import WhosaidError

DateOrder = Literal["DMY", "MDY"]
"""Which number of 3/5/2026 is the day: the first, or the second."""

_EITHER_WAY: Final = re.compile(
    r"(?<![\w./-])(?P<first>0?[1-9]|1[0-2])(?P<mark>[./-])(?P<second>0?[1-9]|1[0-2])(?P=mark)"
    r"(?P<year>[12]\d{3})(?![\w/-])"
)


class DayInDoubt(WhosaidError):
    """A day in numbers that may be either of two."""


def without_doubt(text: str, order: DateOrder | None) -> str:
    """The text as `settled` has it; raises DayInDoubt where nobody has said which is the day."""
    for found in _EITHER_WAY.finditer(outside_quotations(text) if order is None else ""):
        year, one, other = map(int, found.group("year", "first", "second"))
        if one != other:
            days = f"{day(date(year, other, one))} or {day(date(year, one, other))}"
            raise DayInDoubt(f"“{found[0]}” may be {days}.", "Write the month as a word.")
    return settled(text, order)


def settled(text: str, order: DateOrder | None) -> str:
    """The text with such days as "2026-05-03"; as it is without an order, and in quotations."""
    if order is None:
        return text
    pieces, end = [], 0
    for found in _EITHER_WAY.finditer(outside_quotations(text)):
        year, *numbers = map(int, found.group("year", "first", "second"))
        number, month = numbers if order == "DMY" else reversed(numbers)
        pieces += [text[end : found.start()], date(year, month, number).isoformat()]
        end = found.end()
    return "".join([*pieces, text[end:]])
