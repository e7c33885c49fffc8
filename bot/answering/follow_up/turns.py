"""The exchanges before a follow-up, read again: who was asked about, on what, when and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from bot.answering.drafting.limiting import limited
from bot.answering.questions.expected import expected_of
from bot.answering.questions.period import Period
from bot.answering.questions.question import (
    FactQuestion,
    Reader,
    Reading,
    SpeechQuestion,
    WhoSaidQuestion,
)
from bot.answering.types import Citation
from bot.wording import listed
from index.exchanges import UNLIMITED, Limits
from index.languages import names

MOST_TURNS: Final = 6
"""Exchanges that a follow-up looks back on."""

_ENDS: Final = (
    r"in|of|on|at|by|for|to|from|with|after|before|since|until|during|over|into|about|through|and"
    r"|or|but|be|been|is|was|are|were|has|have|had|will|would|can|could|when|that|which|who|than|as"
    r"|say|says|said|not|cost|stand|go|get"
)
# "The Oroz dam" in "How high is the Oroz dam?".
_THING: Final = re.compile(
    rf"\bthe (?:(?!(?:{_ENDS})\b)[\w’'-]+ ){{0,3}}?(?!(?:{_ENDS})\b)[\w’'-]+"
    rf"(?= (?:{_ENDS})\b|\W*$|[,;:?!.])",
    re.IGNORECASE,
)
_HELPING: Final = re.compile(
    r"^\W*(?:did|does|do|is|was|are|were|has|have|had|will|would|can|could)\b ?", re.IGNORECASE
)


_LEAD: Final = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|also|then|well|yes|no|hm+|thanks|plus)\b[\s,.…:–—-]*)+(?=\w)",
    re.IGNORECASE,
)

Cited = Sequence[Citation | None]
"""Citations by their number, None where the words are no longer in the library."""


def without_lead(text: str) -> str:
    """The text without the "and" or "but" that goes on with what was said."""
    lead = _LEAD.match(text)
    return text[lead.end() :] if lead else text


def _nothing() -> Cited:
    return ()


@dataclass(frozen=True)
class Turn:
    """An exchange before: its whole question, the day it was asked, its limits, what it cited.

    `cite` proves the citations, once they are asked for.
    """

    question: str
    asked: date
    limits: Limits = UNLIMITED
    cite: Callable[[], Cited] = _nothing

    @cached_property
    def citations(self) -> Cited:
        return self.cite()

    @property
    def cited(self) -> tuple[str, ...]:
        """Whose words were shown, each once, in the order of the citations."""
        speakers = (c.speaker.name for c in self.citations if c and c.speaker)
        return tuple(dict.fromkeys(speakers))

    @property
    def days(self) -> list[date]:
        """The days of the articles cited, as far as they are known, in order."""
        published = {c.article.metadata.published for c in self.citations if c}
        return sorted(day for day in published if day)


@dataclass(frozen=True)
class Before:
    """A turn as it was read on its day, within its limits."""

    turn: Turn
    reader: Reader

    @cached_property
    def reading(self) -> Reading:
        return limited(self.reader.read(self.turn.question), self.turn.limits)

    @property
    def people(self) -> tuple[str, ...]:
        """Whose words were asked for, as the library names them."""
        return self.reading.names if isinstance(self.reading, SpeechQuestion) else ()

    @property
    def who(self) -> str:
        """The same in words; a name that nobody here has stays as it was asked for."""
        if self.people:
            return listed(self.people)
        return self.reading.who if isinstance(self.reading, SpeechQuestion) else ""

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Other speakers whom the question names, as in its topic."""
        people = self.reader.people(self.turn.question)
        found = (people.known(name) for name in names(self.turn.question))
        known = dict.fromkeys(name for meant in found if meant for name in meant.names)
        return tuple(name for name in known if name not in self.people)

    @cached_property
    def topic(self) -> str:
        """What it was about, in words that can stand behind "about"; "" where it says nothing."""
        reading = self.reading
        if isinstance(reading, SpeechQuestion):
            return reading.topic
        if isinstance(reading, WhoSaidQuestion):
            return reading.words
        return self.thing or _HELPING.sub("", expected_of(reading.subject)[1].strip(" ?.!"))

    @property
    def noun(self) -> str:
        """The same where it is a noun, or a claim; "" for what only a question puts in words."""
        return self.thing if isinstance(self.reading, FactQuestion) else self.topic

    @cached_property
    def thing(self) -> str:
        """The one thing that is named in it, which "it" may stand for; "" where there are more."""
        reading = self.reading
        text = reading.subject if isinstance(reading, FactQuestion) else self.topic
        whole = text.strip(" ?.!")
        if not isinstance(reading, FactQuestion) and _THING.fullmatch(whole):
            return whole
        things = dict.fromkeys(match[0] for match in _THING.finditer(whole))
        others = [
            name
            for name in names(whole)
            if name not in self.named and not any(name in thing for thing in things)
        ]
        found = [*things, *others]
        return found[0] if len(found) == 1 else ""

    @property
    def outlets(self) -> tuple[str, ...]:
        return self.reading.scope.outlets

    def period(self, today: date) -> Period:
        """The days that it was about; another day's "last week" is named by its dates."""
        period = self.reading.scope.period
        return period if self.turn.asked == today else replace(period, written="")


def read_again(turns: Sequence[Turn], reader: Reader) -> list[Before]:
    """The turns, nearest first, each read as on the day on which it was asked."""
    return [Before(turn, replace(reader, asked=turn.asked)) for turn in turns[:MOST_TURNS]]
