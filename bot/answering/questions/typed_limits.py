"""Limits as somebody types them: a name in any spelling, an outlet, days in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.answering.questions.outlets import Outlets
from bot.answering.questions.period import EVER, Period, period_named
from index.errors import OutletNotFound, WhosaidError
from index.exchanges import Limits
from index.library import Library
from index.speakers import name_words

SPELT_ALIKE: Final = 70
MOST_NEAR: Final = 3


class LimitNotUnderstood(WhosaidError):
    """A day that cannot be read, or a last day before the first."""


@dataclass(frozen=True, slots=True)
class TypedLimits:
    """What was typed; None where nothing was."""

    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None

    def read(self, library: Library, asked: date) -> Limits:
        """What is meant in this library, on the day of asking.

        Raises SpeakerNotFound, SpeakerAmbiguous, OutletNotFound and LimitNotUnderstood.
        """
        days = typed_days(self.since, self.until, asked)
        return Limits(
            speaker=library.register.profile(self.speaker).name if self.speaker else None,
            outlet=_outlet(library, self.outlet) if self.outlet else None,
            since=days.since,
            until=days.until,
        )


def typed_days(since: str | None, until: str | None, asked: date) -> Period:
    """The days from the first that `since` means to the last that `until` means.

    `asked` is today. Raises LimitNotUnderstood for what is no day, and where they are the
    wrong way round.
    """
    first = _understood(since, _named(since, asked).since) if since else None
    last = _understood(until, _named(until, asked).until) if until else None
    if first and last and first > last:
        raise LimitNotUnderstood("The first day is later than the last.", "Swap them.")
    return Period(first, last)


def _named(written: str, asked: date) -> Period:
    return period_named(written, asked) or EVER


def _understood(written: str, day: date | None) -> date:
    if day is None:
        raise LimitNotUnderstood(
            f"I can’t read “{written.strip()}” as a day.",
            "Write it like 2026-03-31, 3 May, June or last week.",
        )
    return day


def _outlet(library: Library, name: str) -> str:
    """The one outlet that is called so, in whatever capitals."""
    every = library.publishers()
    same = [outlet for outlet in every if outlet.casefold() == name.strip().casefold()]
    outlets = Outlets(every)
    found = same or outlets.called(name) or outlets.called(name.title())
    if len(found) == 1:
        return found[0]
    raise OutletNotFound(name, found[:MOST_NEAR] or _alike(name, every))


def _alike(name: str, outlets: list[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    found = process.extract(
        name,
        outlets,
        scorer=fuzz.WRatio,
        processor=lambda outlet: " ".join(name_words(outlet)),
        score_cutoff=SPELT_ALIKE,
        limit=MOST_NEAR,
    )
    return [outlet for outlet, _, _ in found]
