"""Whether articles call somebody "he" or "she": by role, by name, by their own pronouns."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from index.statements.cast import Person, Role
from index.statements.first_names import gender_of_first_name
from index.statements.narration import Narration
from index.statements.vocabulary import FEMALE_ROLES, MALE_ROLES, Gender
from index.types import Span

_HE: Final = re.compile(r"\b(?:he|his|himself)\b", re.IGNORECASE)
_SHE: Final = re.compile(r"\b(?:she|her|herself)\b", re.IGNORECASE)
_OPENING: Final = re.compile(r"(?:And |But |Then )?(He|She)\b")
_FEMALE_ENDINGS: Final = ("ovna", "evna", "ichna", "skaya", "ова", "ева", "ская", "овна", "евна")
_MALE_ENDINGS: Final = ("ovich", "evich", "ович", "евич")
_MRS: Final = frozenset("mrs ms miss mme frau lady dame madam".split())
_MR: Final = frozenset("mr herr sir lord".split())
_FEWEST_SENTENCES: Final = 2
_CLEARLY: Final = 3


def settle_genders(
    narration: Narration,
    people: Iterable[Person],
    people_in: Callable[[int, int], Sequence[Person]],
) -> None:
    """Notes the gender of each person where roles, names or the article's pronouns tell it."""
    counted = _pronouns_beside(narration, people_in)
    for person in people:
        person.gender = _by_role(person) or _by_name(person) or _by_pronouns(counted.get(person))


def contradicts(titles: Collection[str], person: Person) -> bool:
    """Whether titles as "Mrs" cannot be somebody's, by roles or first name."""
    known = person.gender or _by_role(person) or _by_name(person)
    said: Gender | None = (
        "she" if _MRS.intersection(titles) else "he" if _MR.intersection(titles) else None
    )
    return known is not None and said is not None and known != said


def gender_of_speaker(name: str, roles: Iterable[str], said: Iterable[str]) -> Gender | None:
    """Whether a speaker is "he" or "she", as far as all articles of a library tell.

    `roles` are what they call the speaker, `said` what stands for the speaker where words
    are reported: "the spokeswoman", "She".
    """
    heads = (
        frozenset(re.split(r"\W+(?:of|for|to|in|at)\b", role.lower())[0].split()) for role in roles
    )
    person = Person(tuple(name.split()), roles={Role(head, head) for head in heads})
    sources = [source.lower() for source in said]
    pronouns = (sources.count("he"), sources.count("she"))
    return _by_role(person) or _by_name(person) or _clearly(*pronouns)


def _by_role(person: Person) -> Gender | None:
    said = {word for role in person.roles for word in role.heads}
    if said & FEMALE_ROLES:
        return None if said & (MALE_ROLES - {"actor"}) and "wife" not in said else "she"
    return "he" if said & MALE_ROLES else None


def _by_name(person: Person) -> Gender | None:
    if any(word.lower().endswith(_FEMALE_ENDINGS) for word in person.words):
        return "she"
    if any(word.lower().endswith(_MALE_ENDINGS) for word in person.words[:-1]):
        return "he"
    # A name of one word is a surname with a title: "Dr Grant".
    return gender_of_first_name(person.words[0]) if len(person.words) > 1 else None


def _by_pronouns(counts: tuple[int, int] | None) -> Gender | None:
    he, she = counts or (0, 0)
    return _clearly(he, she) if max(he, she) >= _FEWEST_SENTENCES else None


def _clearly(he: int, she: int) -> Gender | None:
    if _CLEARLY * min(he, she) >= max(he, she):
        return None
    return "he" if he > she else "she"


def _pronouns_beside(
    narration: Narration, people_in: Callable[[int, int], Sequence[Person]]
) -> dict[Person, tuple[int, int]]:
    """In how many sentences each of "he" and "she" goes with somebody.

    A sentence counts that names nobody else, from the name on ("He spoke when Maro asked" is
    of two), and one that opens with the pronoun after such a sentence. One sentence alone
    proves nothing: "Maro, who raised him, said he …".
    """
    counts: dict[Person, tuple[int, int]] = {}
    before: Person | None = None
    for sentence in narration.sentences:
        people = people_in(sentence.span.start, sentence.span.end)
        words = sentence.span.of(narration.masked)
        person = people[0] if len(people) == 1 else None
        if person is None and not people and before and _OPENING.match(words):
            person = before
        elif person is not None:
            words = narration.masked[_named_from(person, sentence.span) : sentence.span.end]
        if person is not None:
            he, she = counts.get(person, (0, 0))
            masculine, feminine = bool(_HE.search(words)), bool(_SHE.search(words))
            counts[person] = (he + (masculine > feminine), she + (feminine > masculine))
        before = person
    return counts


def _named_from(person: Person, sentence: Span) -> int:
    starts = (mention.span.start for mention in person.mentions)
    return next((start for start in starts if sentence.start <= start < sentence.end), sentence.end)
