"""Whom "he" and "she" mean: the person whom the article spoke of last, if that is one.

Sentences are noted in order. A sentence puts somebody first - whoever speaks in it, or
whom it names first - and may name others beside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.statements.cast import Cast, Mention, Person
from index.statements.narration import Narration, Sentence
from index.statements.subjects import DETERMINERS
from index.statements.vocabulary import MODIFIERS, ROLES, Gender
from index.types import Span

CLEAR: Final = 0.9
LIKELY: Final = 0.7
DOUBTFUL: Final = 0.55

_BEFORE_PLACES: Final = tuple(
    f" {word} " for word in "in at near from across off of on into towards to through".split()
)
_BEFORE_OTHERS: Final = (" by ", " with ", "With ", " to ", "To ")
_AS_A_PERSON: Final = re.compile(r", (?:who(?:se)?\b|\d\d\b)")  # "Ines Maro, 54, …"
_ASKS: Final = re.compile(r"\bask(?:ed|s)\b")
_OPENS: Final = re.compile(r"(?:And |But |Then )?(He|She)\b")
_SENTENCES_BACK: Final = 4
_PARAGRAPHS_BACK: Final = 5


@dataclass(frozen=True, slots=True)
class _Noted:
    """Who is in a sentence: `first` is None where the one it puts first is unknown.

    `owners` are those named only as "Maro's", and `somebody` is false where there are no others.
    `certainty` is how sure it is who is first.
    `owner` is the gender of "his" or "her" where that is how `first` was put: "her niece".
    `either` are the bearers of the one surname by which it puts somebody first.
    """

    number: int
    paragraph: int
    first: Person | None
    others: tuple[Person, ...] = ()
    owners: tuple[Person, ...] = ()
    certainty: float = 1.0
    several: bool = False
    somebody: bool = True
    owner: Gender | None = None
    asks: bool = False
    either: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a pronoun may mean: "he" or "she", and nobody of these."""

    gender: Gender
    apart: frozenset[Person]


class Pronouns:
    """Remembers who was spoken of in one article."""

    def __init__(self, narration: Narration, cast: Cast) -> None:
        self._text = narration.masked
        self._cast = cast
        self._places = frozenset(person for person in cast.people if self._is_place(person))
        self._somebody = frozenset(person for person in cast.people if self._is_somebody(person))
        self._only: dict[Gender, tuple[Person, float] | None] = {
            "he": self._only_one("he"),
            "she": self._only_one("she"),
        }
        self._noted: list[_Noted] = []
        self._speaking: set[Person] = set()
        self._called: dict[Person, Gender] = {}
        """What was taken to mean somebody so far, "he" or "she"; nobody is both."""

    def spoke(
        self,
        number: int,
        sentence: Sentence,
        person: Person | None,
        certainty: float,
        owner: Gender | None = None,
    ) -> None:
        """Somebody speaks in a sentence; None is one person, but nobody knows who."""
        if person is not None:
            self._speaking.add(person)
            person, certainty = self._topic(number, sentence, person, certainty)
        others = [p for p in self._named(sentence.span.start, sentence.span.end) if p is not person]
        owners = self._owners(sentence.span.start, sentence.span.end)
        asks = _ASKS.search(self._text, sentence.span.start, sentence.span.end) is not None
        self._noted.append(
            _Noted(
                number=number,
                paragraph=sentence.paragraph,
                first=person,
                others=tuple(others),
                owners=owners,
                certainty=certainty,
                owner=owner,
                asks=asks,
            )
        )

    def passed(
        self,
        number: int,
        sentence: Sentence,
        person: Person | None,
        certainty: float,
        *,
        somebody: bool,
        either: Sequence[Person] = (),
    ) -> None:
        """A sentence without speech: `person` is its subject; or it has one that is unknown.

        Of several bearers of a surname it is `either`.
        """
        named = self._named(sentence.span.start, sentence.span.end)
        first = person or (None if somebody or not named else named[0])
        owners = self._owners(sentence.span.start, sentence.span.end)
        if first is None and not somebody and not owners:
            return
        others = tuple(p for p in named if p is not first)
        several = bool(others) and first is not None and self._are_joined(sentence, first, others)
        sure = certainty if person is not None else 1.0
        self._noted.append(
            _Noted(
                number=number,
                paragraph=sentence.paragraph,
                first=first,
                others=others,
                owners=owners,
                certainty=sure,
                several=several,
                somebody=somebody or first is not None,
                either=tuple(either),
            )
        )

    def has_noted(self, number: int) -> bool:
        return bool(self._noted) and self._noted[-1].number == number

    def meant(
        self,
        number: int,
        sentence: Sentence,
        gender: Gender,
        at: int,
        contents: Sequence[Span] = (),
    ) -> tuple[Person, float] | None:
        """Who is meant by a pronoun at an offset, and how sure that is, 0 to 1.

        It is nobody whom the sentence names behind it, nor in what is said, the `contents`:
        "Maro would come, she said" is another's.
        """
        apart = self._cast.people_in(at, sentence.span.end)
        for content in contents:
            apart += self._cast.people_in(content.start, content.end)
        for mention in self._cast.mentions_in(sentence.span.start, at):
            # "Maro, she said, would come"; "In an interview with Maro, she said"
            joined = not self._text[mention.span.end : at].strip(" ,")
            if joined or self._text.endswith(_BEFORE_OTHERS, 0, mention.full.start):
                apart += self._cast.named(mention.words)
        found = self._meant(number, sentence, _Meaning(gender, frozenset(apart)), at)
        if found is not None:
            self._called.setdefault(found[0], gender)
        return found

    def _meant(
        self, number: int, sentence: Sentence, meaning: _Meaning, at: int
    ) -> tuple[Person, float] | None:
        within = self._fitting(self._named(sentence.span.start, at), meaning)
        if within and not self.has_noted(number):
            return (within[0], LIKELY if len(within) == 1 else DOUBTFUL)
        if self._fitting(self._owners(sentence.span.start, at), meaning):
            return None  # "Maro's answer was a card; on it he had written …"
        return self._before(sentence, meaning)

    def _before(self, sentence: Sentence, meaning: _Meaning) -> tuple[Person, float] | None:
        """Who is meant if it is somebody of the sentences before."""
        is_begun = False
        for noted in reversed(self._noted[-_SENTENCES_BACK:]):
            paragraphs = sentence.paragraph - noted.paragraph
            if paragraphs > _PARAGRAPHS_BACK:
                break
            if noted.somebody and is_begun and paragraphs:
                return None  # a paragraph that has begun with others means one of its own
            is_begun = is_begun or (noted.somebody and not paragraphs)
            found = None
            if noted.somebody:
                if noted.first is None:
                    return _only_of(noted.either, meaning)
                if self._may_be_either(noted, meaning, paragraphs):
                    return None
                found = self._in(noted, noted.first, meaning, paragraphs)
            if found is not None:
                # Nobody is surer of the second "she" than of the first.
                return found[0], min(found[1], noted.certainty)
            if self._fitting(noted.owners, meaning):
                return None
        only = self._only[meaning.gender]
        return only if only is not None and only[0] not in meaning.apart else None

    def _may_be_either(self, noted: _Noted, meaning: _Meaning, paragraphs: int) -> bool:
        """Whether it names two together, or "her niece", who may be "she" as well as the aunt."""
        return noted.several or (noted.owner == meaning.gender and paragraphs > 0)

    def _in(
        self, noted: _Noted, first: Person, meaning: _Meaning, paragraphs: int
    ) -> tuple[Person, float] | None:
        """Who is meant if it is somebody of this sentence, so many paragraphs before."""
        gender = meaning.gender
        fitting = self._fitting(noted.others, meaning)
        if self._fitting((first,), meaning):
            if first.gender == gender and not any(p.gender == gender for p in fitting):
                return (first, (CLEAR, LIKELY)[paragraphs] if paragraphs < 2 else DOUBTFUL)
            if not fitting:
                return (first, LIKELY if paragraphs < 2 else DOUBTFUL)
            better = [p for p in fitting if p.gender == gender]
            if noted.asks and len(better) == 1:
                return (better[0], DOUBTFUL)  # "Maro asked Venn": Venn answers
            return (first, DOUBTFUL)
        return (fitting[0], DOUBTFUL) if len(fitting) == 1 else None

    def _topic(
        self, number: int, sentence: Sentence, person: Person, certainty: float
    ) -> tuple[Person | None, float]:
        """Whom a sentence puts first: who speaks, or "he" of "He spoke when Maro asked him"."""
        opening = _OPENS.match(self._text, sentence.span.start, sentence.span.end)
        if opening is None or person not in self._named(opening.end(), sentence.span.end):
            return person, certainty
        gender: Gender = "he" if opening[1] == "He" else "she"
        return self.meant(number, sentence, gender, opening.start(1)) or (None, 0.0)

    def _fitting(self, people: Sequence[Person], meaning: _Meaning) -> list[Person]:
        gender = meaning.gender
        return [
            person
            for person in people
            if person not in meaning.apart
            and (person in self._somebody or person in self._speaking)
            and _may_be(person, gender)
            and self._called.get(person, gender) == gender
        ]

    def _is_somebody(self, person: Person) -> bool:
        """Whether more than two capitals speaks for a person: "Lenox Healthcare" is none."""
        return bool(person.gender or person.roles) or any(
            len(mention.words) == 1 or _AS_A_PERSON.match(self._text, mention.span.end)
            for mention in person.mentions
        )

    def _only_one(self, gender: Gender) -> tuple[Person, float] | None:
        """The only person of whom an article says "he" or "she"."""
        people = [person for person in self._cast.people if person not in self._places]
        fitting = [person for person in people if _may_be(person, gender)]
        certain = [p for p in fitting if p.gender == gender]
        return (certain[0], DOUBTFUL) if len(certain) == 1 == len(fitting) else None

    def _named(self, start: int, end: int) -> list[Person]:
        """The people named between two offsets, but for those who only own something there."""
        people: dict[Person, None] = {}
        for mention in self._cast.mentions_in(start, end):
            bearers = self._cast.named(mention.words)
            owns = self._text.startswith(("'s", "’s", "'", "’"), mention.span.end)
            if len(bearers) == 1 and not owns and bearers[0] not in self._places:
                people[bearers[0]] = None
        return list(people)

    def _owners(self, start: int, end: int) -> tuple[Person, ...]:
        """The people who are named between two offsets only as owners: "Maro's wife"."""
        named = self._named(start, end)
        return tuple(p for p in self._cast.people_in(start, end) if p not in named)

    def is_place_at(self, mention: Mention) -> bool:
        """Whether a name stands where a place would, and nothing tells that it is a person's."""
        people = self._cast.named(mention.words)
        somebody = any(person.gender is not None or person.roles for person in people)
        return not somebody and self._text.endswith(_BEFORE_PLACES, 0, mention.full.start)

    def _is_place(self, person: Person) -> bool:
        """Whether a name only ever stands where a place would: "at Port Ennish"."""
        return not person.roles and all(
            self._text.endswith(_BEFORE_PLACES, 0, mention.full.start)
            for mention in person.mentions
        )

    def _are_joined(self, sentence: Sentence, first: Person, others: Sequence[Person]) -> bool:
        """Whether the sentence begins with two people and an "and" between them."""
        mentions = self._cast.mentions_in(sentence.span.start, sentence.span.end)
        people = [m for m in mentions if self._cast.named(m.words) in ([first], [others[0]])]
        between = self._text[people[0].full.end : people[1].full.start] if len(people) > 1 else ""
        words = between.replace(",", " ").split()
        return words[:1] in (["and"], ["&"]) and all(map(_describes, words[1:]))


def _only_of(people: Sequence[Person], meaning: _Meaning) -> tuple[Person, float] | None:
    """The only one of them who may be meant: the "he" of a brother and a sister."""
    fitting = [p for p in people if p.gender in (meaning.gender, None)]
    if len(fitting) != 1 or fitting[0].gender is None or fitting[0] in meaning.apart:
        return None
    return fitting[0], LIKELY


def _describes(word: str) -> bool:
    """Whether it may stand between an "and" and a name: "and her sister-in-law, Ilse Brom"."""
    return "-" in word or word in DETERMINERS or word in ROLES or word in MODIFIERS


def _may_be(person: Person, gender: Gender) -> bool:
    """Whether "he" or "she" may be said of somebody; a first name in -a is no "he" by itself."""
    if person.gender is None:
        return gender == "she" or len(person.words) == 1 or person.words[0][-1] != "a"
    return person.gender == gender
