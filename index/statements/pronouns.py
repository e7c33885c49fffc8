"""Whom "he" and "she" mean: the person whom the article spoke of last, if that is one.

Sentences are noted in order. A sentence puts somebody first - whoever speaks in it, or
whom it names first - and may name others beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.statements.cast import Cast, Person
from index.statements.narration import Narration, Sentence
from index.statements.vocabulary import Gender

CLEAR: Final = 0.9
LIKELY: Final = 0.7
DOUBTFUL: Final = 0.55

_BEFORE_PLACES: Final = tuple(
    f" {word} " for word in "in at near from across off of on into towards to through".split()
)
_SENTENCES_BACK: Final = 4
_PARAGRAPHS_BACK: Final = 5


@dataclass(frozen=True, slots=True)
class _Noted:
    """Who is in a sentence: `first` is None where the one it puts first is unknown."""

    number: int
    paragraph: int
    first: Person | None
    others: tuple[Person, ...] = ()
    several: bool = False


class Pronouns:
    """Remembers who was spoken of in one article."""

    def __init__(self, narration: Narration, cast: Cast) -> None:
        self._text = narration.masked
        self._cast = cast
        self._places = frozenset(person for person in cast.people if self._is_place(person))
        self._only: dict[Gender, tuple[Person, float] | None] = {
            "he": self._only_one("he"),
            "she": self._only_one("she"),
        }
        self._noted: list[_Noted] = []
        self._called: dict[Person, Gender] = {}
        """What was taken to mean somebody so far, "he" or "she"; nobody is both."""

    def spoke(self, number: int, sentence: Sentence, person: Person | None) -> None:
        """Somebody speaks in a sentence; None is one person, but nobody knows who."""
        others = [p for p in self._named(sentence.span.start, sentence.span.end) if p is not person]
        self._noted.append(_Noted(number, sentence.paragraph, person, tuple(others)))

    def passed(
        self, number: int, sentence: Sentence, person: Person | None, *, somebody: bool
    ) -> None:
        """A sentence without speech: `person` is its subject; or it has one that is unknown."""
        named = self._named(sentence.span.start, sentence.span.end)
        first = person or (None if somebody or not named else named[0])
        if first is None and not somebody:
            return
        others = tuple(p for p in named if p is not first)
        several = bool(others) and first is not None and self._are_joined(sentence, first, others)
        self._noted.append(_Noted(number, sentence.paragraph, first, others, several))

    def has_noted(self, number: int) -> bool:
        return bool(self._noted) and self._noted[-1].number == number

    def meant(
        self, number: int, sentence: Sentence, gender: Gender, at: int
    ) -> tuple[Person, float] | None:
        """Who is meant by a pronoun at an offset, and how sure that is, 0 to 1."""
        found = self._meant(number, sentence, gender, at)
        if found is not None:
            self._called.setdefault(found[0], gender)
        return found

    def _meant(
        self, number: int, sentence: Sentence, gender: Gender, at: int
    ) -> tuple[Person, float] | None:
        within = self._fitting(self._named(sentence.span.start, at), gender)
        if within and not self.has_noted(number):
            return (within[0], LIKELY if len(within) == 1 else DOUBTFUL)
        is_begun = False
        for noted in reversed(self._noted[-_SENTENCES_BACK:]):
            if sentence.paragraph - noted.paragraph > _PARAGRAPHS_BACK:
                break
            if is_begun and noted.paragraph != sentence.paragraph:
                return None  # a paragraph that has begun with others means one of its own
            is_begun = noted.paragraph == sentence.paragraph
            found = self._in(noted, gender, sentence.paragraph - noted.paragraph)
            if found is not None or noted.first is None or noted.several:
                return found
        return self._only[gender]

    def _in(self, noted: _Noted, gender: Gender, paragraphs: int) -> tuple[Person, float] | None:
        """Who is meant if it is somebody of this sentence, so many paragraphs before."""
        fitting = self._fitting(noted.others, gender)
        first = noted.first
        if first is None or noted.several:
            return None
        if self._fitting((first,), gender):
            if first.gender == gender and not any(p.gender == gender for p in fitting):
                return (first, (CLEAR, LIKELY)[paragraphs] if paragraphs < 2 else DOUBTFUL)
            if not fitting:
                return (first, LIKELY if paragraphs < 2 else DOUBTFUL)
            better = [p for p in fitting if p.gender == gender]
            if first.gender is None and len(better) == 1:
                return (better[0], DOUBTFUL)
            return (first, DOUBTFUL)
        return (fitting[0], DOUBTFUL) if len(fitting) == 1 else None

    def _fitting(self, people: Sequence[Person], gender: Gender) -> list[Person]:
        return [
            person
            for person in people
            if _may_be(person, gender) and self._called.get(person, gender) == gender
        ]

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

    def _is_place(self, person: Person) -> bool:
        """Whether a name only ever stands where a place would: "at Port Ennish"."""
        return not person.roles and all(
            self._text.endswith(_BEFORE_PLACES, 0, mention.full.start)
            for mention in person.mentions
        )

    def _are_joined(self, sentence: Sentence, first: Person, others: Sequence[Person]) -> bool:
        """Whether the sentence begins with two people and an "and" between them."""
        mentions = self._cast.mentions_in(sentence.span.start, sentence.span.end)
        if len(mentions) < 2:
            return False
        between = self._text[mentions[0].full.end : mentions[1].full.start]
        return between.strip(" ,") in ("and", "&")


def _may_be(person: Person, gender: Gender) -> bool:
    """Whether "he" or "she" may be said of somebody; a first name in -a is no "he" by itself."""
    if person.gender is None:
        return gender == "she" or len(person.words) == 1 or person.words[0][-1] != "a"
    return person.gender == gender
