"""Follow-ups that name only what is different: "and Orlo?", "in June?", "and in the Record?".

Everything else is carried over from the exchange before: the speaker, the topic, the days
and the outlet, whether they stood in its question or among its limits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.answering.follow_up.references import References
from bot.answering.follow_up.turns import Before, without_lead
from bot.answering.follow_up.wording import Slots, Whole, scope_written, whole_question
from bot.answering.questions.people import Meant
from bot.answering.questions.period import Period
from bot.answering.questions.question import FactQuestion, Reader, SpeechQuestion, WhoSaidQuestion
from bot.answering.questions.scope import EVERYTHING, Scope, cut_scope
from bot.wording import listed
from index.languages import names

LONGEST: Final = 80
"""Characters of a fragment; more say something of their own."""

_WHAT_ABOUT: Final = re.compile(
    r"^(?:(?:what|how) about|what of|(?:anything|something|what|news) (?:from|by)) ", re.IGNORECASE
)
_EDGE: Final = re.compile(
    r"^(?:(?P<before>before(?: (?:that|then|this))?|earlier|previously)"
    r"|(?P<after>(?:after|since) (?:that|then|this)|later|afterwards))$",
    re.IGNORECASE,
)
_ON: Final = re.compile(r"^(?:more )?(?:about|on|regarding|concerning) (?=\w)", re.IGNORECASE)
_FROM: Final = re.compile(r"^(?:from|by) (?=\w)", re.IGNORECASE)
_PLACE: Final = re.compile(r"^(?P<place>in|at|from|for|of|on|to|with) (?P<what>\w.*)$")
_WHO_ELSE: Final = re.compile(
    r"^(?:who|anyone|anybody|someone|somebody) else(?: (?:said|spoke|talked|commented) "
    r"(?:so|that|it|about (?:this|that|it)))?$",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"^(?:what|who|whose|whom|which|when|where|why|how|did|does|do|is|was|are|were|has|have|had"
    r"|will|would|can|could|should|tell|show|give|find|list|quote|according)\b",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(r"^(?:it|this|that|these|those)$", re.IGNORECASE)
_NAME: Final = r"(?:the )?[A-Z]\w*(?: [A-Z]\w*)*"


class Fragments:
    """Fills in what a fragment leaves out."""

    def __init__(self, thread: Sequence[Before], references: References, reader: Reader) -> None:
        self._before = thread[0]
        self._references = references
        self._reader = reader

    def filled(self, text: str, *, led: bool) -> Whole | None:
        """The whole question; None where this is no fragment, or nothing to fill it from.

        `led` says that an "and" or "but" went before it. Raises Unclear.
        """
        fragment = text.strip(" ?.!,;…")
        about = _WHAT_ABOUT.match(fragment)
        led = led or bool(about)
        fragment = fragment[about.end() :] if about else fragment
        if not fragment or len(fragment) > LONGEST:
            return None
        if _WHO_ELSE.match(fragment):
            return self._who_else()
        if _ASKS.match(fragment) and not about:
            return self._on_the_same(text) if led else None
        if _PRONOUN.match(fragment) or self._is_whole(fragment):
            return None
        if edge := _EDGE.match(fragment):
            fragment = self._references.edge(late=bool(edge["after"]))
        scope, rest = self._cut(fragment)
        if not rest:
            return self._with_scope(scope)
        return self._with_words(self._references.resolved(rest), scope, led=led)

    def _cut(self, fragment: str) -> tuple[Scope, str]:
        """The days and outlets that a fragment names, with an "in" or without, and the rest."""
        for text in (fragment, f"in {fragment}"):
            scope, rest = cut_scope(text, self._reader.asked, self._reader.outlets())
            if not rest or (text is fragment and rest != fragment):
                return scope, rest
        return EVERYTHING, fragment

    def _with_words(self, words: str, scope: Scope, *, led: bool) -> Whole | None:
        """With another speaker or topic, and other days or outlets where they are named."""
        on, source = _ON.match(words), _FROM.match(words)
        words = words[on.end() :] if on else words[source.end() :] if source else words
        people = self._reader.people(words)
        if not on and (known := people.known(words)):
            return self._with_people(known, scope)
        if not led and not on:
            return None
        if not on and not self._is_topic_name() and (stranger := people.somebody(words)):
            return self._with_people(stranger, scope)
        return self._with_topic(words, scope)

    def _with_scope(self, scope: Scope) -> Whole | None:
        if slots := self._slots():
            return whole_question(_narrowed(slots, scope), self._reader)
        own, rest = cut_scope(self._question, self._before.turn.asked, self._reader.outlets())
        if not (rest := rest.strip(" ?.!,")):
            return None
        written = scope_written(_narrowed(Slots(period=own.period, outlets=own.outlets), scope))
        limits = self._before.turn.limits
        if scope.outlets:
            limits = replace(limits, outlet=None)
        if scope.period.since or scope.period.until:
            limits = replace(limits, since=None, until=None)
        return Whole(f"{rest}{written}?", limits)

    def _with_people(self, meant: Meant, scope: Scope) -> Whole | None:
        before = self._before
        if isinstance(before.reading, FactQuestion) and not before.people:
            if swapped := self._swapped(meant.who):
                return swapped
            if not meant.names:
                return None
        topic = before.topic
        if meant.names and set(meant.names) & set(before.named) and before.who:
            topic = before.who  # "What did Maro say about Vale?", "And Vale?"
        slots = self._slots() or Slots(period=self._period, outlets=before.outlets)
        who = listed(meant.names) or meant.who
        slots = replace(slots, who=who, names=meant.names, topic=topic, said=None)
        return whole_question(_narrowed(slots, scope), self._reader)

    def _with_topic(self, topic: str, scope: Scope) -> Whole | None:
        slots = self._slots()
        if slots is None:
            return self._swapped(topic)
        if slots.said and not slots.said.is_topic:
            return None
        return whole_question(_narrowed(replace(slots, topic=topic), scope), self._reader)

    def _who_else(self) -> Whole | None:
        before, reading = self._before, self._before.reading
        if not before.topic:
            return None
        is_claim = isinstance(reading, WhoSaidQuestion) and not reading.is_topic
        asking = "said that" if is_claim else "spoke about"
        scope = scope_written(Slots(period=self._period, outlets=before.outlets))
        return Whole(f"Who else {asking} {before.topic}{scope}?")

    def _on_the_same(self, text: str) -> Whole | None:
        """And what did Orlo say? On what was asked about before, if she is asked for no topic."""
        question = self._references.resolved(text)
        reading = self._reader.read(question)
        topic = self._before.topic
        if not isinstance(reading, SpeechQuestion) or reading.topic or not topic:
            return None
        return self._with_people(Meant(reading.who, reading.names), reading.scope)

    def _swapped(self, name: str) -> Whole | None:
        """A question of fact with another name in the place of the only one, or after its "in"."""
        question = self._question
        place = _PLACE.match(name)
        if place:
            pattern = rf"(?<=\b{place['place']} ){_NAME}"
            found = [match.span() for match in re.finditer(pattern, question)]
            name = place["what"]
        else:
            held = names(question)
            found = [
                match.span() for one in held for match in re.finditer(re.escape(one), question)
            ]
        if len(found) != 1 or not name[:1].isupper():
            return None
        start, end = found[0]
        return Whole(question[:start] + name + question[end:], self._before.turn.limits)

    def _slots(self) -> Slots | None:
        """What the exchange before asked for; None for a fact."""
        before, reading = self._before, self._before.reading
        slots = Slots(before.who, before.people, before.topic, self._period, before.outlets)
        if isinstance(reading, WhoSaidQuestion):
            return replace(slots, said=reading)
        if isinstance(reading, SpeechQuestion):
            # "Last week" alone asks for the newest, and says so itself.
            newest = reading.scope.period.newest
            return replace(slots, order="nearest" if newest else reading.order)
        return slots if before.who else None

    @property
    def _question(self) -> str:
        return without_lead(" ".join(self._before.turn.question.split()))

    @property
    def _period(self) -> Period:
        return self._before.period(self._reader.asked)

    def _is_whole(self, fragment: str) -> bool:
        """Whether it names both a speaker and a topic: "Orlo on the dam"."""
        reading = self._reader.read(fragment)
        return isinstance(reading, SpeechQuestion) and bool(reading.topic)

    def _is_topic_name(self) -> bool:
        """Whether what was asked about is a name alone, so that another name may replace it."""
        topic = self._before.topic
        return topic.removeprefix("the ") in names(topic)


def _narrowed(slots: Slots, scope: Scope) -> Slots:
    """With the days and the outlets that are named; those that are not stay."""
    if scope.period.since or scope.period.until:
        slots = replace(slots, period=scope.period)
    return replace(slots, outlets=scope.outlets) if scope.outlets else slots
