"""The forms in which a question asks for somebody's words: "what did X say about Y", "X on Y?".

Owns English; who is meant, and whether anybody is, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.answering.questions.verbs import (
    ABOUT,
    NEWS,
    NOUN,
    TELLING,
    VERB,
    is_claim,
    is_passive,
    topic_of,
    without_asides,
)

_HELPING: Final = r"(?:did|has|have|had|does|do|is|was|are|were|would|will|can|could)(?:n['’]t)?"
# What goes before the one who speaks, the surest first: "what exactly did", "did", "how".
_HEADS: Final = tuple(
    re.compile(head, re.IGNORECASE)
    for head in (
        rf"\b(?:what|how|why|when|where|who|whom|which)(?: \w+)??"
        rf" (?:(?:is|was) it that|{_HELPING}) |\bwhat['’]?s ",
        rf"^\W*{_HELPING} ",
        r"\b(?:what|how|why|when|where|everything|anything|all)(?: that)? ",
        r"^\W*(?:when was )?(?:the )?(?:first|last) time(?: that)? ",
    )
)
_YES_OR_NO: Final = re.compile(rf"^\W*{_HELPING} $", re.IGNORECASE)
_NOUN: Final = re.compile(
    r"(?:(?P<possessive>['’]s?) (?:(?:latest|newest|new|most recent|recent|own|(?:very )?first"
    rf"|earliest|last|public|official|initial|exact) )?(?:{NOUN}|take)| {NOUN}| take(?= on\b))\b",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    rf"\b(?:{NOUN} (?:by|from|of)|(?:said|stated|announced|claimed) by"
    r"|(?:anything|something|everything|nothing|word|more|latest|newest|news|new)"
    r"(?: (?:new|else|more))? (?:by|from)) (?=\S)",
    re.IGNORECASE,
)
_ON: Final = re.compile(
    rf"\b(?:{NOUN}|anything|something|everything|word|more|latest|newest|news|new)"
    r" (?:about|on|regarding|concerning) (?=\S)",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r" (?:about|on|regarding|concerning) (?=\S)", re.IGNORECASE)
_BY_LAST: Final = re.compile(r" (?:by|from) (?=\S)", re.IGNORECASE)
_QUOTE: Final = re.compile(r"^\W*(?:please )?(?:quote|cite)(?: me)? (?=\S)", re.IGNORECASE)
_ACCORDING: Final = re.compile(
    r"^\W*according to (?P<who>[^,?]+?)(?:,| (?=(?:what|why|how|when|where|who|which|is|are|was"
    r"|were|did|does|has|have|will)\b))(?P<topic>.*)$",
    re.IGNORECASE,
)
_ACCORDING_LAST: Final = re.compile(
    r"^(?P<topic>.+?),? according to (?P<who>[^,?]+)\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asking:
    """A way to read a question: whose words it asks for, and on what ("" for anything).

    `certain` says that the form alone makes `who` somebody, known or not; else only a
    speaker of the library is meant. `newest` says that news are asked for, `act` is what is
    done in words, and `claims` says that the topic is what may have been said.
    """

    who: str
    topic: str
    certain: bool
    newest: bool = False
    act: str = ""
    claims: bool = False


def askings(text: str) -> Iterator[Asking]:
    """Every way in which a question may ask for somebody's words, the likeliest first.

    Spaces must be single.
    """
    yield from _with_verb(text)
    yield from _with_possessive(text)
    yield from _by_somebody(text)
    yield from _according_to(text)
    yield from _without_verb(text)


def _with_verb(text: str) -> Iterator[Asking]:
    for pattern in _HEADS:
        if head := pattern.search(text):
            yield from _verbs_after(text, head.start(), head.end(), certain=True)
    yield from _verbs_after(text, 0, 0, certain=False)


def _verbs_after(text: str, start: int, end: int, *, certain: bool) -> Iterator[Asking]:
    """Whoever stands between a head, from `start` to `end`, and each verb after it."""
    head = text[start:end]
    for verb in VERB.finditer(text, end):
        between = text[end : verb.start()]
        who = without_asides(between)
        if who and not is_passive(head + between.replace(who, ""), verb[0]):
            sure, rest = certain and not verb["doing"], text[verb.end() :]
            claims = bool(_YES_OR_NO.match(head)) and not verb["speaking"] and is_claim(rest)
            act = verb[0] if TELLING.fullmatch(verb[0]) else ""
            yield Asking(who, topic_of(rest), sure, bool(NEWS.search(head)), act, claims)


def _with_possessive(text: str) -> Iterator[Asking]:
    """Maro's reaction to the dam; her latest views; without an apostrophe only a speaker's."""
    for noun in _NOUN.finditer(text):
        who = without_asides(text[: noun.start()])
        topic, newest = topic_of(text[noun.end() :]), bool(NEWS.search(noun[0]))
        if who and noun["possessive"]:
            yield Asking(who, topic, True, newest)
        elif who:
            yield Asking(who, topic, False, newest)
            yield Asking(who.removesuffix("s"), topic, False, newest)


def _by_somebody(text: str) -> Iterator[Asking]:
    """Quotes from Maro on the dam; anything on the dam from Maro."""
    if by := _BY.search(text):
        newest = bool(NEWS.search(text[: by.end()]))
        yield from _who_then_topic(text[by.end() :], newest=newest, certain=True)
    if on := _ON.search(text):
        newest = bool(NEWS.search(text[: on.end()]))
        for by in reversed(list(_BY_LAST.finditer(text, on.end()))):
            who = without_asides(text[by.end() :].strip(" ?.!"))
            yield Asking(who, topic_of(text[on.end() : by.start()]), False, newest)


def _according_to(text: str) -> Iterator[Asking]:
    for form in (_ACCORDING, _ACCORDING_LAST):
        if match := form.match(text):
            who = without_asides(match["who"].strip(" ?.!"))
            # "According to the Fire Council, how many …" asks for a fact.
            certain = form is _ACCORDING and not who.lower().startswith(("the ", "a ", "an "))
            yield Asking(who, topic_of(match["topic"]), certain)


def _without_verb(text: str) -> Iterator[Asking]:
    """Maro on the dam? Or: quote Maro on the dam."""
    if quote := _QUOTE.match(text):
        yield from _who_then_topic(text[quote.end() :], newest=False, certain=True)
    for about in reversed(list(_BETWEEN.finditer(text))):
        who = without_asides(text[: about.start()])
        if who:
            yield Asking(who, topic_of(text[about.start() :]), False)


def _who_then_topic(rest: str, *, newest: bool, certain: bool) -> Iterator[Asking]:
    """A name may hold an "of" or "in" itself: the longest that is known, else the shortest."""
    ends = [about.start() for about in ABOUT.finditer(rest)] + [len(rest)]
    found = [(without_asides(rest[:end].strip(" ?.!")), topic_of(rest[end:])) for end in ends]
    for who, topic in reversed(found):
        yield Asking(who, topic, False, newest)
    yield Asking(*found[0], certain, newest)
