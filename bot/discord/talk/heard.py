"""Which messages were dealt with: Discord tells some again, and people press a button twice."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

MOST: Final = 2000
"""Message ids that are remembered; what is told again follows a break of minutes."""


class Heard:
    """Remembers the messages dealt with last."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._ids: OrderedDict[int, None] = OrderedDict()

    def again(self, message_id: int) -> bool:
        """Whether this message was dealt with before; it is from now on."""
        known = message_id in self._ids
        self._ids[message_id] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return known

    def __contains__(self, message_id: int) -> bool:
        """Whether it was dealt with before, and no more."""
        return message_id in self._ids

    def forget(self, message_id: int) -> None:
        """Deal with a message again, as it came to nothing."""
        self._ids.pop(message_id, None)
