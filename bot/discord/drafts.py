"""The forms that were filled in and refused, so that a mistake costs nothing that was typed.

Discord forgets a form once it is sent, so what was typed is kept for a while.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from discord import ui

from bot.discord.refusals import OutOfDate

_DRAFTS: Final = 50

Draft = Callable[[], ui.Modal]
"""Makes a form again, with what was typed into it."""


class Drafts:
    """The latest forms that were refused, in memory alone."""

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
