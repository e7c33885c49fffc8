"""Questions that no single passage answers: who disagrees with whom, what has changed."""

from __future__ import annotations

import re
from typing import Final

_SEVERAL: Final = re.compile(
    r"\b(?:contradict\w*|disagree\w*|differ(?:s|ed|ences?|ent)?|compar\w+|versus|vs|conflict\w*"
    r"|disput\w+ (?:with|whom|each)|both sides|each (?:side|other)|one another|on the other hand"
    r"|chang(?:ed|es|ing)|how (?:did|do|does) .{3,80} change|over time|evolved?|shift(?:s|ed)?"
    r"|who .{0,80}\bwhom"
    r"|at odds|agree(?:s|d|ment)? (?:on|with|about)|in contrast|timeline|so far)\b",
    re.IGNORECASE,
)


def is_over_several(question: str) -> bool:
    """Whether a question is for several articles, to be laid next to each other."""
    return bool(_SEVERAL.search(question))
