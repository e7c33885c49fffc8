"""Whole questions put together from what a follow-up carries over, in forms the reader knows.

A question is only asked where reading it gives what was meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.answering.drafting.showing import Order
from bot.answering.questions.period import EVER, Period
from bot.answering.questions.question import Reader, SpeechQuestion, WhoSaidQuestion
from bot.wording import day
from index.exchanges import UNLIMITED, Limits

_SAYING: Final[dict[Order, str]] = {
    "nearest": "What did {who} say",
    "newest": "What did {who} say",
    "oldest": "What did {who} first say",
}


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole question that a follow-up is taken for, and the limits that go with it."""

    question: str
    limits: Limits = UNLIMITED


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question asks for: whose words, on what, which days, in which outlets.

    `names` are the speakers meant by `who`, none where nobody here is called so.
    """

    who: str = ""
    names: tuple[str, ...] = ()
    topic: str = ""
    period: Period = EVER
    outlets: tuple[str, ...] = ()
    order: Order = "nearest"
    said: WhoSaidQuestion | None = None
    """The question who said something, where it is one: its words may be a claim."""


def whole_question(slots: Slots, reader: Reader) -> Whole | None:
    """The slots as a question; None where it would be read as another one."""
    question = f"{_asking(slots)}{scope_written(slots)}?"
    return Whole(question) if _is_read_so(question, slots, reader) else None


def days_written(period: Period) -> str:
    """Days as a question names them, "" for any."""
    if period.written and (period.since or period.until):
        return period.written
    if period.since == period.until and period.since:
        return f"on {day(period.since)}"
    if period.since and period.until:
        return f"between {day(period.since)} and {day(period.until)}"
    if period.since:
        return f"since {day(period.since)}"
    return f"until {day(period.until)}" if period.until else ""


def _asking(slots: Slots) -> str:
    if slots.said:
        return _who_said(slots.said, slots.topic)
    if slots.order == "newest":
        return f"What is the latest from {slots.who}" + (
            f" on {slots.topic}" if slots.topic else ""
        )
    about = f" about {slots.topic}" if slots.topic else ""
    return _SAYING[slots.order].format(who=slots.who) + about


def _who_said(said: WhoSaidQuestion, words: str) -> str:
    if said.is_topic:
        return f"Who spoke about {words}"
    return f"Who {'denied' if said.is_denial else 'said'} that {words}"


def scope_written(slots: Slots) -> str:
    """The days and outlets behind a question, with a space before each."""
    parts = [days_written(slots.period), *(f"in {outlet}" for outlet in slots.outlets)]
    return "".join(f" {part}" for part in parts if part)


def _is_read_so(question: str, slots: Slots, reader: Reader) -> bool:
    reading = reader.read(question)
    if slots.said:
        return isinstance(reading, WhoSaidQuestion)
    if not isinstance(reading, SpeechQuestion):
        return False
    same_days = (reading.scope.period.since, reading.scope.period.until) == (
        slots.period.since,
        slots.period.until,
    )
    return (
        set(reading.names) == set(slots.names)
        and reading.topic.lower() == slots.topic.lower()
        and same_days
        and set(reading.scope.outlets) == set(slots.outlets)
    )
