"""Words of a question that stand for something said before: "he", "the minister", "about that".

Replaces each by what it stands for. What its own question explains stays: "What did Orlo
say about her brother?"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.answering.drafting.cutting import outside_quotations
from bot.answering.follow_up.people import Antecedents
from bot.answering.follow_up.turns import Before
from bot.answering.follow_up.wording import days_written
from bot.answering.questions.question import Reader, SpeechQuestion, WhoSaidQuestion
from bot.answering.questions.scope import cut_scope
from bot.wording import day
from index.languages import names
from index.statements.vocabulary import ROLES

_PRONOUN: Final = re.compile(
    r"\b(?P<person>he|him|his|she|her|hers|they|them|their)\b", re.IGNORECASE
)
_PERSONS: Final = {
    "him": "he", "his": "he", "her": "she", "hers": "she", "them": "they", "their": "they",
}  # fmt: skip
_POSSESSIVE: Final = frozenset("his their".split())
# "Her" before a noun is somebody's, at the end or before these words it is somebody.
_NO_NOUN: Final = re.compile(
    r"\W*(?:$|\b(?:about|on|in|to|at|for|with|of|that|when|why|what|and|or|say|said|yesterday|then"
    r"|last|this|since|before|after|recently|quoted|was|is)\b)",
    re.IGNORECASE,
)
_ABOUT_THAT: Final = re.compile(
    r"\b(?:about|on|of|to|with|over|regarding|concerning|for|against|behind)"
    r" (?P<it>this|that|it|these|those|(?:this|that|the) (?:matter|subject|issue|topic|same))"
    r"(?= (?:and|or|in|since|until|before|after|during|when|then|last|this|at|recently|lately|too"
    r"|yesterday|today|ever|yet)\b|\W*$|[,;?.!])",
    re.IGNORECASE,
)
_SAID_THAT: Final = re.compile(
    r"\b(?P<verb>(?P<saying>say|said|think|thought|know|knew)|deny|denied|claim|claimed|confirm"
    r"|confirmed|mention|mentioned|explain|explained|criticise|criticised|reject|rejected|support"
    r"|supported) (?P<it>this|that|it|so)(?: too| as well| ever| else)?\W*$",
    re.IGNORECASE,
)
_IT: Final = re.compile(
    r"(?:\b(?:is|was|did|does|will|has|had|would|can|could|should) (?P<subject>it)\b"
    r"(?! (?:true|that|who|because|possible|likely|really|correct|clear|known|said|reported|not)\b)"
    r"|\b(?P<whose>its)\b|(?<=\w )(?P<it>it)\W*$)",
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(r"\bthe (?:[\w’'-]+ ){0,2}?(?P<role>[\w-]+)\b(?![’'])", re.IGNORECASE)
_THEN: Final = re.compile(r" (?:back then|then|at (?:the|that) time)(?P<end>\W*)$", re.IGNORECASE)
_BEFORE: Final = re.compile(
    r" (?:(?P<before>(?:before|until) (?:that|then|this)|earlier|previously)"
    r"|(?P<after>(?:after|since) (?:that|then|this)|later|afterwards))(?P<end>\W*)$",
    re.IGNORECASE,
)
_NOUN_BEFORE: Final = re.compile(r"\b(?:the|an?|this|that|its) (?P<noun>[\w’'-]+)\b", re.IGNORECASE)
_WHO: Final = re.compile(r"\W*who(?: (?:else|also|first|ever|actually))* ", re.IGNORECASE)
_WHO_IS: Final = re.compile(r"\W*who(?:['’]s| (?:is|was|are|were)) ", re.IGNORECASE)
_CLAUSE: Final = re.compile(
    r",|\b(?:when|that|if|whether|after|before|because|while|who|as|since)\b", re.IGNORECASE
)
_SOMEBODY: Final = re.compile(r"\b(?:who|somebody|someone|anybody|anyone|people)\b", re.IGNORECASE)


class Unclear(Exception):
    """A word stands for something, and it is not sure for what."""


class References:
    """Finds what words stand for in the exchanges before."""

    def __init__(self, thread: Sequence[Before], people: Antecedents, reader: Reader) -> None:
        self._thread = thread
        self._people = people
        self._reader = reader

    def resolved(self, question: str) -> str:
        """The question in words that stand alone; itself where it needs nothing.

        Raises Unclear.
        """
        for replaced in (self._days, self._office, self._persons, self._that, self._it):
            question = replaced(question)
        return question

    def _persons(self, text: str) -> str:
        found = list(_PRONOUN.finditer(outside_quotations(text)))
        if not found or self._names_somebody(text, found[0]):
            return text
        parts, end, somebody, besides = [], 0, {}, self._known_in(text)
        for pronoun in found:
            word = pronoun["person"]
            key = _PERSONS.get(word.lower(), word.lower())
            if key not in somebody:
                somebody[key] = self._people.meant(word, besides)
            if (who := somebody[key]) is None:
                raise Unclear(word)
            parts += [text[end : pronoun.start()], _as_written(word, who, text[pronoun.end() :])]
            end = pronoun.end()
        if len(set(somebody.values())) < len(somebody):
            raise Unclear(found[-1]["person"])
        return "".join([*parts, text[end:]])

    def _office(self, text: str) -> str:
        """The minister: the one of several who was spoken of before."""
        for office in _OFFICE.finditer(outside_quotations(text)):
            if office["role"].lower() in ROLES:
                meant = self._reader.people(text).known(office[0])
                who = self._people.among(meant.names) if meant and len(meant.names) > 1 else None
                if who:
                    return text[: office.start()] + who + text[office.end() :]
        return text

    def _that(self, text: str) -> str:
        blotted = outside_quotations(text)
        if match := _ABOUT_THAT.search(blotted):
            own = match["it"].lower() == "it" and self._names_a_thing(text, match.start("it"))
            return text if own else _put(text, match, "it", self._topic())
        if match := _SAID_THAT.search(blotted):
            return self._said(text, match)
        return text

    def _said(self, text: str, match: re.Match[str]) -> str:
        """Who else said so, or did she deny that."""
        reading = self._thread[0].reading
        if isinstance(reading, WhoSaidQuestion) and not reading.is_topic:
            return _put(text, match, "it", f"that {reading.words}")
        if not match["saying"]:
            if not (noun := self._thread[0].noun):
                raise Unclear(match["it"])
            return _put(text, match, "it", noun)
        if _WHO.fullmatch(text[: match.start("verb")]):
            return _put(text, match, "verb", f"spoke about {self._topic()}")
        return _put(text, match, "it", f"anything about {self._topic()}")

    def _topic(self) -> str:
        nearest = self._thread[0]
        if topic := nearest.topic or nearest.who:
            return topic
        raise Unclear("that")

    def _it(self, text: str) -> str:
        match = _IT.search(outside_quotations(text))
        if match is None or self._names_a_thing(text, match.start()):
            return text
        thing = self._thread[0].thing
        if not thing:
            raise Unclear(match[0].split()[-1])
        group = next(name for name in ("subject", "whose", "it") if match[name])
        owner = f"{thing}’s" if group == "whose" else thing
        return text[: match.start(group)] + owner + text[match.end(group) :]

    def _days(self, text: str) -> str:
        if match := _THEN.search(outside_quotations(text)):
            return f"{text[: match.start()]} {self._then()}{match['end']}"
        if match := _BEFORE.search(outside_quotations(text)):
            bound = self.edge(late=bool(match["after"]))
            return f"{text[: match.start()]} {bound}{match['end']}"
        return text

    def _then(self) -> str:
        nearest = self._thread[0]
        if written := days_written(nearest.period(self._reader.asked)):
            return written
        if len(nearest.turn.days) != 1:
            raise Unclear("then")
        return f"on {day(nearest.turn.days[0])}"

    def edge(self, *, late: bool) -> str:
        """Before or after "that": the days asked about, else those of the articles shown.

        Raises Unclear where neither is known.
        """
        nearest = self._thread[0]
        period, days = nearest.period(self._reader.asked), nearest.turn.days
        asked = period.until if late else period.since
        known = asked or (days and (days[-1] if late else days[0])) or None
        if known is None:
            raise Unclear("that")
        return f"{'after' if late else 'before'} {day(known)}"

    def _names_somebody(self, text: str, pronoun: re.Match[str]) -> bool:
        """Whether a person whom a pronoun may mean stands before it in its own question."""
        end = pronoun.start()
        if _WHO_IS.fullmatch(text[:end]) or _is_object(text, pronoun):
            return False  # "Who is she?" and "What did Maro say to her?" are of somebody else
        asked, outlets = self._reader.asked, self._reader.outlets()
        _, before = cut_scope(" ".join(text[:end].split()), asked, outlets)
        if names(before) or _SOMEBODY.search(before):
            return True
        if any(word in ROLES for word in re.findall(r"\w+", before.lower())):
            return True
        reading = self._reader.read(text)
        who = reading.who if isinstance(reading, SpeechQuestion) and reading.names else ""
        return bool(who) and 0 <= text.find(who) < end

    def _known_in(self, text: str) -> set[str]:
        """The speakers whom a question names."""
        people = self._reader.people(text)
        found = (people.known(name) for name in names(text))
        return {name for meant in found if meant for name in meant.names}

    def _names_a_thing(self, text: str, end: int) -> bool:
        """Whether a thing that "it" may mean stands before it in its own question."""
        nouns = (noun["noun"].lower() for noun in _NOUN_BEFORE.finditer(text, 0, end))
        if any(noun not in ROLES for noun in nouns):
            return True
        people = self._reader.people(text)
        return any(people.known(name) is None for name in names(text[:end]))


def _as_written(pronoun: str, who: str, rest: str) -> str:
    word = pronoun.lower()
    owns = word in _POSSESSIVE or (word == "her" and not _NO_NOUN.match(rest))
    return f"{who}’s" if owns else who


def _is_object(text: str, pronoun: re.Match[str]) -> bool:
    """Whether it ends a simple question that has another subject."""
    is_object = pronoun["person"].lower() in ("him", "her", "them")
    before, after = text[: pronoun.start()], text[pronoun.end() :]
    return (
        is_object and not after.strip(" ?.!") and not _CLAUSE.search(before[1:].partition(" ")[2])
    )


def _put(text: str, match: re.Match[str], group: str, words: str) -> str:
    """The text with these words from where a group begins to the end of "that" or "it"."""
    return text[: match.start(group)] + words + text[match.end("it") :]
