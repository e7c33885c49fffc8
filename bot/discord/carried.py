"""What a message's buttons carry between them: an id holds 100 characters at most, three hold more.

Each button has a part of it in its custom id, so that it is there after a restart too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from discord import ui

from bot.answering.questions.period import Period
from bot.discord.escaping import longest, size
from bot.discord.refusals import Refusal

_BUTTONS: Final = 3
_PART: Final = 76


def packed(values: Sequence[object], period: Period) -> str:
    """Values and the days that limit them, in few characters."""
    days = (day.isoformat() if day else "" for day in (period.since, period.until))
    return json.dumps([*values, *days], ensure_ascii=False, separators=(",", ":"))


def unpacked(code: str) -> tuple[list[Any], Period]:
    """What `packed` was given."""
    *values, since, until = json.loads(code)
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    return values, Period(first, last)


def parts(code: str) -> list[str]:
    """A code for the ids of three buttons; raises Refusal where it fits into no three."""
    found = []
    for _ in range(_BUTTONS):
        part = longest(code, lambda beginning: size(beginning) <= _PART)
        found.append(part)
        code = code[len(part) :]
    if code:
        raise Refusal("That is too much to filter by at once.", "Use fewer or shorter words.")
    return found


def gathered(item: ui.Item[Any], template: re.Pattern[str]) -> str:
    """The code whose parts stand in the ids beside a button.

    Ids match `template`, which has groups `number`, from 0, and `part`.
    """
    beside = item.view.walk_children() if item.view is not None else ()
    ids = [each.custom_id or "" for each in beside if isinstance(each, ui.Button)]
    found = sorted(filter(None, map(template.fullmatch, ids)), key=lambda each: each["number"])
    return "".join(each["part"] for each in found)
