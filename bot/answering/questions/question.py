"""What a question asks for: somebody's words, who said something, or a fact.

Decides nothing about answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Final

from bot.answering.drafting.showing import Order
from bot.answering.questions.colloquial import in_full
from bot.answering.questions.fact_forms import asking_sentence, asks_fact, news_of
from bot.answering.questions.foreign_forms import foreign_askings, foreign_who_said
from bot.answering.questions.outlets import Outlets
from bot.answering.questions.people import People
from bot.answering.questions.scope import EVERYTHING, Scope, cut_scope
from bot.answering.questions.speech_forms import Asking, askings
from bot.answering.questions.verbs import asks_first, is_leading
from bot.answering.questions.who_said_forms import WhoSaid, who_said
from index.languages import ENGLISH, QUOTATION, names
from index.library import Library
from index.speakers import SpeakerDirectory

ANTECEDENT: Final = frozenset({"he", "she", "they"})
MOST_NAMED: Final = 2
"""So many of the speakers whom a question of fact names are listened to."""
LONGEST: Final = 1000
"""Characters of a question about speech; whoever writes more has pasted something."""


@dataclass(frozen=True, slots=True)
class SpeechQuestion:
    """Asks for somebody's words: `who` as asked, the `names` meant, and the topic or "".

    `names` is empty where nobody of that name is quoted, and holds more than one where
    the library quotes several. `language` is the code of the one that the question is in.
    `act` is a verb that belongs to what is looked for ("apologise"), and `claims` says that
    the topic is what they are thought to have said: "did she say that it leaks?"
    """

    who: str
    names: tuple[str, ...]
    topic: str
    scope: Scope = EVERYTHING
    order: Order = "nearest"
    language: str = ENGLISH.code
    act: str = ""
    claims: bool = False

    @property
    def sought(self) -> str:
        """The topic with what was done in words: what statements are looked for by."""
        return f"{self.act} {self.topic}".strip()


@dataclass(frozen=True, slots=True)
class WhoSaidQuestion:
    """Asks who said (or denied) something: `words` as far as they are known, or a topic."""

    words: str
    is_topic: bool = False
    is_denial: bool = False
    scope: Scope = EVERYTHING
    language: str = ENGLISH.code

    @property
    def order(self) -> Order:
        """The newest first where news are asked for."""
        return "newest" if self.scope.period.newest else "nearest"


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """Asks for anything else: `text` as it was put, `subject` without when and where.

    `named` are the speakers whom it names, as if their words on the subject were asked for.
    `is_news` says that nothing but the latest on the subject is asked for.
    """

    text: str
    subject: str
    scope: Scope = EVERYTHING
    named: tuple[SpeechQuestion, ...] = ()
    is_news: bool = False


Reading = SpeechQuestion | WhoSaidQuestion | FactQuestion


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the questions of one day in the light of who is quoted and which outlets there are."""

    asked: date
    directory: Callable[[], SpeakerDirectory]
    outlets: Callable[[], Outlets]
    written_as_name: Callable[[str], bool] = lambda _: False

    @classmethod
    def of(cls, library: Library, asked: date) -> Reader:
        """A reader for the questions put to a library."""
        outlets = cache(lambda: Outlets(library.publishers()))
        return cls(asked, library.directory, outlets, partial(_is_written_as_name, library))

    def people(self, text: str) -> People:
        """Tells who is meant in a question, or in a part of one."""
        return People(self.directory, text, self.written_as_name)

    def read(self, question: str) -> Reading:
        # The forms take single spaces: over runs of them they would try every way of sharing.
        text = " ".join(question.split())
        if len(text) > LONGEST:
            return FactQuestion(question, question)
        if foreign := self._foreign(text):
            return foreign
        text = in_full(text)
        asking = asking_sentence(text)
        told = text[: text.rfind(asking)]
        words = None if asks_fact(asking) else self._who_said(asking) or self._speech(asking, told)
        return words or self._news(asking) or self._whole(text)

    def _foreign(self, text: str) -> SpeechQuestion | WhoSaidQuestion | None:
        """A question in another language than English, in the forms that are known of it."""
        if form := foreign_who_said(text):
            return WhoSaidQuestion(form.rest, form.is_topic, language=form.language)
        people = self.people(text)
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

    def _speech(self, text: str, told: str) -> SpeechQuestion | FactQuestion | None:
        scope, rest = self._cut(text)
        people = self.people(text)
        for asking in (self._named(each, told) for each in askings(rest)):
            meant = people.known(asking.who)
            outlets = () if meant else self.outlets().called(asking.who)
            if outlets and asking.topic:  # what an outlet says is what its articles say
                return self._fact(text, asking.topic, scope.narrowed(Scope(outlets=outlets)))
            if meant is None and asking.certain and not outlets:
                meant = people.somebody(asking.who)
            if meant:
                order = _order(text, newest=asking.newest or scope.period.newest)
                said = SpeechQuestion(meant.who, meant.names, asking.topic, scope, order)
                return replace(said, act=asking.act, claims=asking.claims)
        return None

    def _named(self, asking: Asking, told: str) -> Asking:
        """With whom the sentences before are about, where "he" or "she" is asked for.

        That is the only one whom they name, or who begins them. Without a topic it is on what
        they tell: "Maro has left the board. What did she say?"
        """
        people = self.people(told)
        known = [name for name in names(told) if people.known(name)]
        known = known if len(known) == 1 else list(filter(told.startswith, known))
        if asking.who.lower() not in ANTECEDENT or not known:
            return asking
        topic = asking.topic or _without(known[0], told).rstrip(".!")
        return replace(asking, who=known[0], topic=topic)

    def _news(self, text: str) -> FactQuestion | None:
        """The latest on something; on somebody it may be theirs or of them."""
        form = news_of(text)
        scope, subject = self._cut(form or "")
        if not subject:
            return None
        period = replace(scope.period, newest=True)
        return FactQuestion(text, subject, replace(scope, period=period), is_news=True)

    def _whole(self, text: str) -> FactQuestion:
        scope, rest = self._cut(text)
        return self._fact(text, rest or text, scope)

    def _fact(self, text: str, subject: str, scope: Scope) -> FactQuestion:
        people = self.people(text)
        known = {meant.names: meant for name in names(subject) if (meant := people.known(name))}
        named = tuple(
            SpeechQuestion(meant.who, meant.names, _without(meant.who, subject), scope)
            for meant in list(known.values())[:MOST_NAMED]
        )
        return FactQuestion(text, subject, scope, named)

    def _cut(self, text: str) -> tuple[Scope, str]:
        return cut_scope(text, self.asked, self.outlets())


def _without(who: str, text: str) -> str:
    return " ".join(text.replace(who, " ").split())


def _order(question: str, *, newest: bool) -> Order:
    if asks_first(question):
        return "oldest"
    return "newest" if newest else "nearest"


def _is_written_as_name(library: Library, who: str) -> bool:
    """Whether every article that has these words writes them with capitals, each of them."""
    places = library.find_quote(who)
    return bool(places) and all(
        word[0].isupper() for article, span in places for word in span.of(article.text).split()
    )
