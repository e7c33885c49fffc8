"""The simplest forms in which Russian, Ukrainian and German ask who said what.

One table a language; whatever it does not hold is asked for as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class ForeignAsking:
    """Whose words a question asks for, on what ("" for anything), in which language."""

    who: str
    topic: str
    language: str


@dataclass(frozen=True, slots=True)
class ForeignWhoSaid:
    """What somebody is asked to have said, or spoken about, in which language."""

    rest: str
    is_topic: bool
    language: str


@dataclass(frozen=True, slots=True)
class _Forms:
    """A language's forms; their groups are `who`, `topic` and `said`."""

    language: str
    speech: tuple[str, ...]
    about: tuple[str, ...]
    claims: tuple[str, ...]


def _patterns(*expressions: str) -> tuple[str, ...]:
    return tuple(rf"\W*{one}\W*$" for one in expressions)


@lru_cache(maxsize=100)
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled for the first question rather than for the bot's start."""
    return re.compile(pattern, re.IGNORECASE)


_RUSSIAN_SAYS: Final = (
    r"(?:сказал|говорил|заявил|заявлял|сообщил|ответил|написал|рассказал|думал|считал|добавил"
    r"|пообещал)(?:а|и|о)?|говор[ия]т|дума[ею]т|счита[ею]т|пишет|заявля[ею]т|высказал(?:ся|ась|ись)"
)
_RUSSIAN_ABOUT: Final = r"(?:о|об|обо|про|насч[её]т|относительно|по поводу)"
_UKRAINIAN_SAYS: Final = (
    r"(?:сказа|казав?|говори|заяви|заявля|повідоми|відпові|написа|розпові|дума|вважа|дода|пообіця)"
    r"(?:в|ла|ли|ло)|каж(?:е|уть)|говор(?:ить|ять)|дума[єю]\w*|вважа[єю]\w*|пише|висловив?(?:ся|лася|лись)"
)
_UKRAINIAN_ABOUT: Final = r"(?:про|щодо|стосовно|з приводу)"
_GERMAN_SAYS: Final = (
    r"sagte[nt]?|sagt|sagen|meinte[nt]?|meint|erklärte[nt]?|erklärt|äußerte[nt]?|äußert|schrieb"
    r"|schreibt|denkt|dachte|hält|berichtete[nt]?|antwortete|versprach"
)
_GERMAN_SAID: Final = (
    r"gesagt|gemeint|erklärt|geäußert|geschrieben|gesprochen|berichtet|versprochen"
)
_GERMAN_ABOUT: Final = r"(?:über|zu[mr]?|von|vom|bezüglich)(?: (?:die|das|den|dem|der))?"

_FORMS: Final = (
    _Forms(
        "ru",
        _patterns(
            rf"(?:что|чего|как)(?: именно)? (?:{_RUSSIAN_SAYS}) (?P<who>.+?)"
            rf"(?: {_RUSSIAN_ABOUT} (?P<topic>.+?))?",
            rf"(?:что|чего|как) (?P<who>.+?) (?:{_RUSSIAN_SAYS})"
            rf"(?: {_RUSSIAN_ABOUT} (?P<topic>.+?))?",
        ),
        _patterns(rf"кто(?: ещ[её])? (?:{_RUSSIAN_SAYS}) {_RUSSIAN_ABOUT} (?P<said>.+?)"),
        _patterns(
            rf"кто(?: это| ещ[её])? (?:{_RUSSIAN_SAYS})(?:,? что |,? ?:? ?(?=[«„“\"]))(?P<said>.+)",
            r"чьи(?: это)? слова ?[:,—–-]? ?(?P<said>.+)",
        ),
    ),
    _Forms(
        "uk",
        _patterns(
            rf"(?:що|чого|як)(?: саме)? (?:{_UKRAINIAN_SAYS}) (?P<who>.+?)"
            rf"(?: {_UKRAINIAN_ABOUT} (?P<topic>.+?))?",
            rf"(?:що|чого|як) (?P<who>.+?) (?:{_UKRAINIAN_SAYS})"
            rf"(?: {_UKRAINIAN_ABOUT} (?P<topic>.+?))?",
        ),
        _patterns(rf"хто(?: ще)? (?:{_UKRAINIAN_SAYS}) {_UKRAINIAN_ABOUT} (?P<said>.+?)"),
        _patterns(
            rf"хто(?: це| ще)? (?:{_UKRAINIAN_SAYS})(?:,? що |,? ?:? ?(?=[«„“\"]))(?P<said>.+)",
            r"чиї(?: це)? слова ?[:,—–-]? ?(?P<said>.+)",
        ),
    ),
    _Forms(
        "de",
        _patterns(
            rf"was (?:hat|haben) (?P<who>.+?)(?: {_GERMAN_ABOUT} (?P<topic>.+?))?"
            rf" (?:{_GERMAN_SAID})",
            rf"was (?:{_GERMAN_SAYS}) (?P<who>.+?)(?: {_GERMAN_ABOUT} (?P<topic>.+?))?",
        ),
        _patterns(
            rf"wer (?:{_GERMAN_SAYS}|sprach|spricht) (?:etwas )?{_GERMAN_ABOUT} (?P<said>.+?)",
            rf"wer hat (?:etwas )?{_GERMAN_ABOUT} (?P<said>.+?) (?:{_GERMAN_SAID})",
        ),
        _patterns(
            rf"wer (?:{_GERMAN_SAYS})(?:,? dass |,? ?:? ?(?=[«»„“\"]))(?P<said>.+)",
            rf"wer hat (?:{_GERMAN_SAID}),? dass (?P<said>.+)",
            rf"wer hat (?P<said>[«»„“\"].+) (?:{_GERMAN_SAID})",
            r"(?:wessen Worte sind|von wem (?:ist|sind|stammt|stammen))(?: (?:das|der Satz))?"
            r" ?[:,]? ?(?P<said>.+)",
        ),
    ),
)


def foreign_askings(text: str) -> Iterator[ForeignAsking]:
    """The ways in which a question may ask for somebody's words; spaces must be single."""
    for forms in _FORMS:
        for form in forms.speech:
            if match := _compiled(form).match(text):
                who, topic = match["who"].strip(" ,"), match["topic"] or ""
                yield ForeignAsking(who, topic, forms.language)
                # "министр Вера Листопад", "die Ministerin Sabine Orlo"
                for name in re.finditer(r"(?<= )(?=[^\W\d_a-zа-яёіїєґ])", who):
                    if who[0].islower():
                        yield ForeignAsking(who[name.start() :], topic, forms.language)


def foreign_who_said(text: str) -> ForeignWhoSaid | None:
    """How a question asks who said something, if it does; spaces must be single."""
    for forms in _FORMS:
        for patterns, is_topic in ((forms.about, True), (forms.claims, False)):
            for form in patterns:
                if match := _compiled(form).match(text):
                    return ForeignWhoSaid(match["said"].strip(" ?,"), is_topic, forms.language)
    return None
