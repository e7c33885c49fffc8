"""Which messages were heard already: Discord tells some again after a broken connection."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

MOST: Final = 2000
"""Message ids that are remembered; what is told again follows a break of minutes."""


class Heard:
    """Remembers the messages heard last."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._ids: OrderedDict[int, None] = OrderedDict()

    def again(self, message_id: int) -> bool:
        """Whether this message was heard before; it is from now on."""
        known = message_id in self._ids
        self._ids[message_id] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return known
