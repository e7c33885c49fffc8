"""What a question asks for: somebody's words, who said something, or a fact.

Decides nothing about answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.answering.cutting import QUOTATION
from bot.answering.foreign_forms import foreign_askings, foreign_who_said
from bot.answering.outlets import Outlets
from bot.answering.people import People
from bot.answering.scope import EVERYTHING, Scope, cut_scope
from bot.answering.speech_forms import askings
from bot.answering.verbs import is_leading
from bot.answering.who_said_forms import WhoSaid, who_said
from index.languages import ENGLISH
from index.speakers import SpeakerDirectory

LONGEST: Final = 1000
"""Characters of a question about speech; whoever writes more has pasted something."""


@dataclass(frozen=True, slots=True)
class SpeechQuestion:
    """Asks for somebody's words: `who` as asked, the `names` meant, and the topic or "".

    `names` is empty where nobody of that name is quoted, and holds more than one where
    the library quotes several. `newest` says that news are asked for,
    `language` is the code of the one that the question is in.
    """

    who: str
    names: tuple[str, ...]
    topic: str
    scope: Scope = EVERYTHING
    newest: bool = False
    language: str = ENGLISH.code


@dataclass(frozen=True, slots=True)
class WhoSaidQuestion:
    """Asks who said (or denied) something: `words` as far as they are known, or a topic."""

    words: str
    is_topic: bool = False
    is_denial: bool = False
    scope: Scope = EVERYTHING
    language: str = ENGLISH.code

    @property
    def newest(self) -> bool:
        """Whether news are asked for."""
        return self.scope.period.newest


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """Asks for anything else."""

    text: str


Reading = SpeechQuestion | WhoSaidQuestion | FactQuestion


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the questions of one day in the light of who is quoted and which outlets there are."""

    asked: date
    directory: Callable[[], SpeakerDirectory]
    outlets: Callable[[], Outlets]

    def read(self, question: str) -> Reading:
        # The forms take single spaces: over runs of them they would try every way of sharing.
        text = " ".join(question.split())
        if len(text) > LONGEST:
            return FactQuestion(question)
        return (
            self._foreign(text)
            or self._who_said(text)
            or self._speech(text)
            or FactQuestion(question)
        )

    def _foreign(self, text: str) -> Reading | None:
        """A question in another language than English, in the forms that are known of it."""
        if form := foreign_who_said(text):
            return WhoSaidQuestion(form.rest, form.is_topic, language=form.language)
        people = People(self.directory, text)
        askings = list(foreign_askings(text))
        meant = [(people.known(asking.who), asking) for asking in askings]
        meant += [(people.somebody(asking.who), asking) for asking in reversed(askings)]
        for who, asking in meant:
            if who is not None:
                return SpeechQuestion(who.who, who.names, asking.topic, language=asking.language)
        return None

    def _who_said(self, text: str) -> WhoSaidQuestion | None:
        form = who_said(text)
        if form is None:
            return None
        before, leading = self._cut(form.before)
        if not is_leading(leading):
            return None
        scope, words = self._cut(form.words) if form.is_topic else self._claim(form)
        return WhoSaidQuestion(words, form.is_topic, form.is_denial, before.narrowed(scope))

    def _claim(self, form: WhoSaid) -> tuple[Scope, str]:
        """What is claimed is left whole, as days in it belong to it, unless it is in quotes."""
        if QUOTATION.search(form.rest):
            return self._cut(form.words)
        head, that, claim = form.rest.partition(" that ")
        scope, between = self._cut(head)
        if between or not that:
            scope, claim = EVERYTHING, form.words
        outlets, words = self.outlets().cut(claim)
        return scope.narrowed(Scope(outlets=outlets)), words.strip(" ?,")

    def _speech(self, text: str) -> SpeechQuestion | None:
        scope, rest = self._cut(text)
        people = People(self.directory, text)
        for asking in askings(rest):
            meant = people.known(asking.who)
            if meant is None and asking.certain and not self.outlets().called(asking.who):
                meant = people.somebody(asking.who)
            if meant:
                newest = asking.newest or scope.period.newest
                return SpeechQuestion(meant.who, meant.names, asking.topic, scope, newest)
        return None

    def _cut(self, text: str) -> tuple[Scope, str]:
        return cut_scope(text, self.asked, self.outlets())
