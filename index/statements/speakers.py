"""Who is meant by a subject: a name, "she", "the spokeswoman", "the ministry".

Reads an article's sentences in order and remembers who was spoken of. What fits two
people fits nobody: the answer is then None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from index.statements.mentions import Cast, Person, read_cast
from index.statements.names import NameFinder, Resolved
from index.statements.narration import Narration, Sentence, Token
from index.statements.subjects import PRONOUNS, Phrase, leading_subject
from index.statements.vocabulary import ROLES, Gender

_UNNAMED: Final = frozenset({"he", "she"})


@dataclass(frozen=True, slots=True)
class _Spoken:
    paragraph: int
    sentence: int
    person: Person | None
    resolved: Resolved | None


class SpeakerResolver:
    """Resolves the subjects of one article; sentences must be given in order."""

    def __init__(self, narration: Narration) -> None:
        self._text = narration.text
        self._cast: Cast = read_cast(narration)
        self._spoken: list[_Spoken] = []
        self._names = NameFinder(narration, self._cast)

    def resolve(self, sentence: Sentence, number: int, phrase: Phrase) -> Resolved | None:
        """Who is meant by `phrase` in the `number`th sentence; None where that is unsure."""
        tokens = sentence.tokens[phrase.first : phrase.last]
        if phrase.plural:
            return None
        low = tokens[0].low
        if len(tokens) == 1 and low in PRONOUNS:
            person = self._person_by_pronoun(sentence, number, low, tokens[0].start)
            if low == "it":
                return self._body_spoken_before(sentence, number)
            return self._names.of_person(person, 0.8) if person is not None else None
        return self._names.find(tokens, sentence)

    def heard(
        self, sentence: Sentence, number: int, phrase: Phrase, resolved: Resolved | None
    ) -> None:
        """Notes who spoke in a sentence, for the pronouns that follow; None is somebody unknown."""
        if resolved is None and not _is_one_person(sentence.tokens[phrase.first : phrase.last]):
            return
        person = self._person_named(resolved.speaker.name) if resolved is not None else None
        self._spoken.append(_Spoken(sentence.paragraph, number, person, resolved))

    def passed(self, sentence: Sentence, number: int) -> None:
        """Notes who a sentence without speech is about."""
        phrase = leading_subject(sentence.tokens, len(sentence.tokens))
        if phrase is None or phrase.plural:
            return
        tokens = sentence.tokens[phrase.first : phrase.last]
        low = tokens[0].low
        if len(tokens) == 1 and low in _UNNAMED:
            person = self._person_by_pronoun(sentence, number, low, tokens[0].start)
        else:
            people = self._subjects(sentence, tokens)
            if not people and tokens[-1].low not in ROLES:
                return
            person = people[0] if len(people) == 1 else None
        self._spoken.append(_Spoken(sentence.paragraph, number, person, None))

    def _subjects(self, sentence: Sentence, tokens: tuple[Token, ...]) -> list[Person]:
        """Who a sentence may be about: its subject, else the only one it names, after a comma."""
        borne = [
            people
            for mention in self._cast.mentions_in(tokens[0].start, tokens[-1].end)
            if (people := self._cast.named(mention.words))
        ]
        if borne:
            return borne[-1]
        mentions = self._cast.mentions_in(sentence.span.start, sentence.span.end)
        people = self._cast.people_in(sentence.span.start, sentence.span.end)
        stands_apart = bool(mentions) and self._text.endswith(", ", 0, mentions[0].full.start)
        return people if len(people) == 1 and stands_apart else []

    def _person_named(self, name: str) -> Person | None:
        people = [p for p in self._cast.by_word.get(name.rsplit(" ", 1)[-1], ()) if p.name == name]
        return people[0] if people else None

    # -- pronouns ------------------------------------------------------------

    def _person_by_pronoun(
        self, sentence: Sentence, number: int, pronoun: str, at: int
    ) -> Person | None:
        if pronoun not in _UNNAMED:
            return None
        gender: Gender = "she" if pronoun == "she" else "he"
        within = self._compatible(self._cast.people_in(sentence.span.start, at), gender)
        if len(within) == 1 and not self._spoken_in(number):
            return within[0]
        for spoken in reversed(self._spoken):
            if sentence.paragraph - spoken.paragraph > 1 or spoken.person is None:
                break
            if _may_be(spoken.person, gender):
                spoken.person.gender = gender  # from here on the article has said it
                return spoken.person
        return None

    def _spoken_in(self, number: int) -> bool:
        return bool(self._spoken) and self._spoken[-1].sentence == number

    def _body_spoken_before(self, sentence: Sentence, number: int) -> Resolved | None:
        last = self._spoken[-1] if self._spoken else None
        if last is None or last.resolved is None or last.person is not None:
            return None
        near = last.paragraph == sentence.paragraph and number - last.sentence <= 2
        return Resolved(last.resolved.speaker, 0.7) if near else None

    def _compatible(self, people: list[Person], gender: Gender) -> list[Person]:
        return [p for p in people if _may_be(p, gender)]


def _is_one_person(tokens: tuple[Token, ...]) -> bool:
    """Whether a phrase nobody could be found for may still be what "he" goes on about."""
    last = tokens[-1]
    return last.low in _UNNAMED or last.low in ROLES or last.raw[0].isupper()


def _may_be(person: Person, gender: Gender) -> bool:
    """Whether "he" or "she" may be said of somebody; a first name in -a is no "he" by itself."""
    if person.gender is None:
        return gender == "she" or len(person.words) == 1 or person.words[0][-1] != "a"
    return person.gender == gender
