"""The drafts of articles that survive a mistake in their form.

Discord forgets a form once it is sent, so what was typed is kept for a while.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from bot.discord.refusals import OutOfDate
from bot.discord.sources import Details

_DRAFTS: Final = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a form: the text, and what is said about it."""

    command_id: int
    text: str
    details: Details


class Drafts:
    """The latest drafts that were refused, in memory alone."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Draft] = OrderedDict()

    def keep(self, draft: Draft) -> str:
        """Keep a draft, and return the key to find it by."""
        key = secrets.token_hex(8)
        self._kept[key] = draft
        while len(self._kept) > _DRAFTS:
            self._kept.popitem(last=False)
        return key

    def find(self, key: str) -> Draft:
        """Raises OutOfDate for a draft that is not kept any more."""
        try:
            return self._kept[key]
        except KeyError:
            raise OutOfDate("form") from None
