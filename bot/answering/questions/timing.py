"""When the articles that a question of fact asks for should have appeared.

Owns what makes a question one about news; which days it names is read in `period`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from bot.answering.questions.period import Period
from index.query import TimeFrame

FRESH: Final = timedelta(days=3)
"""How old news are that "recently" and "the new …" ask for."""
REPORTED: Final = timedelta(days=7)
"""How long after something happened it is reported."""
NEWS: Final = 1.0
PAST: Final = 0.9
"""For days that are over: what happened then is told later, too."""
PRESENT: Final = 0.5

_NEWS: Final = re.compile(
    r"\b(?:recent(?:ly)?|latest|newest|newly|now|current(?:ly)?|soon|upcoming"
    r"|next (?:week|month|year|season)|this (?:spring|summer|autumn|fall|winter|season)"
    r"|earlier this|later this|so far)\b",
    re.IGNORECASE,
)
# "The new bridge" is a known one, "a new bridge" is news, and New Velden is a town.
_NEW: Final = re.compile(r"(?<!\b[Tt]he )\bnew\b")
_LATELY: Final = re.compile(r"\b(?:recently|lately|of late|these days|nowadays)\b", re.IGNORECASE)
_PRESENT: Final = re.compile(
    r"\b(?:is|are|has|have|will|could|would|may|might|does|do|just)\b", re.IGNORECASE
)


def time_frame(question: str, period: Period, asked: date) -> TimeFrame | None:
    """The days from which articles are wanted; None where their age says nothing.

    A question in the present tense asks for how things are, and so for later articles too,
    but less than one that says "recently".
    """
    if (period.since or period.until) and not _LATELY.search(question):
        return _within(period, asked)
    if period.newest or _NEWS.search(question) or _NEW.search(question):
        return TimeFrame(asked - FRESH, asked, NEWS)
    if _PRESENT.search(question):
        return TimeFrame(asked - FRESH, asked, PRESENT)
    return None


def _within(period: Period, asked: date) -> TimeFrame:
    """The days that are named, and those on which they are reported."""
    until = min(period.until + REPORTED, asked) if period.until else asked
    # "This week", asked on a Monday, is not over with the weekend before.
    since = min(period.since, asked - FRESH) if period.since and until == asked else period.since
    return TimeFrame(since, until, NEWS if until == asked else PAST)
