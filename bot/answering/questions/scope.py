"""Where and when words must have been published to answer a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.answering.questions.outlets import Outlets
from bot.answering.questions.period import EVER, Period, cut_period
from bot.wording import listed


@dataclass(frozen=True, slots=True)
class Scope:
    """A period and outlets, of which none means any."""

    period: Period = EVER
    outlets: tuple[str, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether every article is within it."""
        return self.period.since is None and self.period.until is None and not self.outlets

    @property
    def written(self) -> str:
        """As a sentence names it: "since June in The Record"."""
        where = f"in {listed(self.outlets)}" if self.outlets else ""
        return f"{self.period.written} {where}".strip()

    def narrowed(self, other: Scope) -> Scope:
        """What lies in both; outlets add up, as they do in a question."""
        outlets = dict.fromkeys([*self.outlets, *other.outlets])
        return Scope(self.period.narrowed(other.period), tuple(outlets))


EVERYTHING = Scope()


def cut_scope(text: str, asked: date, outlets: Outlets) -> tuple[Scope, str]:
    """The scope that a question names, and the question without it; spaces must be single."""
    period, rest = cut_period(text, asked)
    named, rest = outlets.cut(rest)
    return Scope(period, named), rest
