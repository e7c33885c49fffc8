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


def settled(text: str, order: DateOrder | None) -> str:
    """The text with such days as "2026-05-03", but for those in quotations.

    Raises DayInDoubt where nobody has said which number is the day, and it makes a difference.
    """
    pieces, end = [], 0
    for found in _EITHER_WAY.finditer(outside_quotations(text)):
        year, *numbers = map(int, found.group("year", "first", "second"))
        by_day, by_month = date(year, *reversed(numbers)), date(year, *numbers)
        if order is None and by_day != by_month:
            raise DayInDoubt(
                f"“{found[0]}” may be {day(by_day)} or {day(by_month)}.",
                "Write the month as a word.",
            )
        meant = by_month if order == "MDY" else by_day
        pieces += [text[end : found.start()], meant.isoformat()]
        end = found.end()
    return "".join([*pieces, text[end:]])
