"""Whom a noun phrase names: by a name, by a role, as a body.

"Mara Venn", "Venn" and "the mayor" may be one person, and a surname that two people
bear is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from index.statements.cast import Cast, Person, Role
from index.statements.genders import contradicts
from index.statements.narration import Narration, Sentence, Token
from index.statements.subjects import DETERMINERS
from index.statements.vocabulary import (
    FEMALE_ROLES,
    MALE_ROLES,
    NAME_PARTICLES,
    NOT_NAMES,
    ORGANISATIONS,
    PARTIES,
    ROLES,
    Gender,
    is_organisation,
    strip_titles,
)
from index.types import Speaker

_LINKS: Final = frozenset("of for at from with in by to on".split())
_BY: Final = frozenset({"of", "from", "by"})
_BEFORE_OBJECTS: Final = frozenset(
    "except but including behind near against into like or about around over".split()
)
_JOINTS: Final = frozenset("of for and the &".split())
_DOCUMENTS: Final = frozenset("statement report announcement message release letter tweet".split())
# Eight parts at most, so that a word of thousands does not have thousands of beginnings.
_INNER_WORD: Final = re.compile(r"(?<=[\w,] )\w+(?:['’&\-./]\w+){0,7}")
_PART: Final = re.compile(r"\W?\w+")
_OWNED: Final = frozenset("his her their".split())  # "his lawyer": who is "he"?
_PEOPLE: Final = re.compile(r"m[ae]n\Z")  # "the Frenchman", "the Dutchwomen"
_LESSENING: Final = frozenset(
    "prime deputy vice former assistant acting junior interim new next incoming outgoing".split()
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who is meant, and how sure that is, 0 to 1; `person` is None where it is a body."""

    speaker: Speaker
    certainty: float
    person: Person | None = None


class NameFinder:
    """Finds who is meant by the names and roles of one article."""

    def __init__(self, narration: Narration, cast: Cast) -> None:
        self._text = narration.text
        self._cast = cast
        self._speakers = {person: self._introduced(person) for person in cast.people}
        self._bodies = _by_word(cast.organisations)
        self._holders: dict[tuple[str, frozenset[str]], list[Person]] = {}
        self._paragraphs = {s.paragraph: s.span.start for s in reversed(narration.sentences)}

    def find(self, tokens: tuple[Token, ...], sentence: Sentence) -> Resolved | None:
        """Whom or what the phrase names; None where it names nobody, or more than one."""
        body = _whole_body(tokens)
        if body:
            return self._of_body(body)
        head, rest = _split_head(tokens)
        tail = capitalised_tail(head)
        if tail and tail[-1].low not in ROLES:
            in_office = bool(strip_titles([token.raw for token in tail])[0])
            if not rest or rest[0].low != "of" or in_office:
                return self._by_name(tail, head, sentence)
            return self._by_long_name(tokens, tail, sentence)
        if head[-1].low in _DOCUMENTS and rest and rest[0].low in _BY:
            return self.find(rest[1:], sentence) if len(rest) > 1 else None
        return self._by_role(tokens, head, sentence)

    def _by_long_name(
        self, tokens: tuple[Token, ...], tail: tuple[Token, ...], sentence: Sentence
    ) -> Resolved | None:
        """A name with "of": a body, or somebody of it at the end of the phrase."""
        last = capitalised_tail(tokens)
        titles, name = strip_titles([token.raw for token in last])
        if titles or (len(name) > 1 and self._cast.named(tuple(name))):
            return self._by_name(last, tokens, sentence)
        if not is_organisation([token.raw for token in tail]):
            return self._by_name(tail, tail, sentence)
        if tokens[-1].raw[0].islower():
            return None
        return self._of_body(tokens[1 if tokens[0].low in DETERMINERS else 0 :])

    def _by_name(
        self, tail: tuple[Token, ...], head: tuple[Token, ...], sentence: Sentence
    ) -> Resolved | None:
        while tail and tail[0].low in NOT_NAMES:
            tail = tail[1:]
        if not tail or _is_object(head[: len(head) - len(tail)]):
            return None
        titles, name = strip_titles([token.raw for token in tail])
        words = tuple(word.rstrip(".,") for word in name)
        people = self._cast.named(words)
        if len(people) == 1 and contradicts(
            {title.lower().rstrip(".") for title in titles}, people[0]
        ):
            return None
        if len(people) > 1:
            people = self._narrowed(people, [token.low for token in head])
            if len(people) != 1:
                return None
        if people:
            return self.of_person(people[0], 0.97 if len(words) > 1 else 0.93)
        if len(words) == 1 and words[0].lower() in ORGANISATIONS:
            return self._by_role(head, head, sentence)
        if not titles and is_organisation(name):
            return self._of_body(tail)
        if not self._is_a_name(head, tail, sentence):
            return None
        return self._of_body(tail[len(titles) :], 0.85)

    def _is_a_name(
        self, head: tuple[Token, ...], tail: tuple[Token, ...], sentence: Sentence
    ) -> bool:
        """Whether the capital is not just that of a sentence's first word: "Employees said"."""
        if head[0].low in ("a", "an", "some"):
            return False
        if head[0].low == "the" and (_PEOPLE.search(tail[-1].low) or tail[-1].low in PARTIES):
            return False
        if len(tail) > 1 or tail[0].start != sentence.span.start:
            return True
        return tail[0].raw in self._inner_words

    @cached_property
    def _inner_words(self) -> set[str]:
        """The words that stand after another or after a comma, and what they begin with."""
        return {
            beginning
            for word in _INNER_WORD.findall(self._text)
            for beginning in accumulate(_PART.findall(word))
        }

    def _narrowed(self, people: list[Person], said: list[str]) -> list[Person]:
        titles = {word.rstrip(".") for word in said} & ROLES
        fitting = [p for p in people if any(titles & role.heads for role in p.roles)]
        if titles and len(fitting) == 1:
            return fitting
        gender: Gender | None = (
            "she" if titles & FEMALE_ROLES else "he" if titles & MALE_ROLES else None
        )
        if gender is None:
            return []
        certain = [p for p in people if p.gender == gender]
        return certain or [p for p in people if p.gender is None]

    def _of_body(self, tokens: tuple[Token, ...], certainty: float = 0.93) -> Resolved:
        end = tokens[-1].end
        end += "." in tokens[-1].raw and self._text.startswith(".", end)
        written = self._text[tokens[0].start : end]
        return Resolved(Speaker(name=" ".join(written.split()), as_written=written), certainty)

    def of_person(self, person: Person, certainty: float) -> Resolved:
        return Resolved(self._speakers[person], certainty, person)

    def _introduced(self, person: Person) -> Speaker:
        full = [m for m in person.mentions if len(m.words) == len(person.words)] or person.mentions
        best = max(full, key=lambda m: (bool(m.role.heads), len(m.full)))
        return Speaker(name=person.name, as_written=best.full.of(self._text))

    def _by_role(
        self, tokens: tuple[Token, ...], head: tuple[Token, ...], sentence: Sentence
    ) -> Resolved | None:
        """Whom "the spokeswoman", "the Orlavian president", "the ministry" means."""
        noun = head[-1].low
        if head[0].low in ("a", "an", "some", "one", "many", "several", "two", "three"):
            return None
        is_body = noun in ORGANISATIONS and noun not in ROLES  # "the union", of a union leader
        if noun in ROLES or (not is_body and self._with_role(noun, frozenset())):
            said = frozenset(
                t.low
                for t in tokens
                if t.low not in DETERMINERS and t.low not in _LINKS and t.low != noun
            )
            people = self._with_role(noun, said)
            if len(people) > 1 or head[0].low in _OWNED:
                people = self._near(people, sentence)
            return (
                self.of_person(people[0], 0.79 if not said else 0.75) if len(people) == 1 else None
            )
        return self._by_kind(head, tokens) if noun in ORGANISATIONS else None

    def _by_kind(self, head: tuple[Token, ...], tokens: tuple[Token, ...]) -> Resolved | None:
        """The body that a common noun means: "the ministry", "the environment agency"."""
        described = head[1:] if head[0].low in DETERMINERS else head
        if not described:
            return None
        words = [token.low for token in described]
        bodies = [
            name
            for name in self._bodies.get(words[-1], [])
            if len(words) == 1 or name.lower().endswith(" ".join(words))
        ]
        if len(bodies) == 1:
            written = self._cast.organisations[bodies[0]].of(self._text)
            return Resolved(Speaker(bodies[0], written), 0.75)
        whole = (
            tokens[1:] if len(tokens) > len(head) and tokens[len(head)].low == "of" else described
        )
        known = len(whole) > 1 or whole[0].raw[0].isupper()  # "the environment agency", "the Board"
        if bodies or not known or head[0].low != "the":
            return None
        return self._of_body(whole, 0.8)

    def _with_role(self, noun: str, said: frozenset[str]) -> list[Person]:
        key = (noun, said)
        if key not in self._holders:
            self._holders[key] = self._find_holders(noun, said)
        return self._holders[key]

    def _find_holders(self, noun: str, said: frozenset[str]) -> list[Person]:
        holders = [
            p for p in self._cast.people if any(_holds(role, noun, said) for role in p.roles)
        ]
        if not said:
            return holders
        fitting = [
            p
            for p in holders
            if all(any(_akin(w, r) for role in p.roles for r in role.words) for w in said)
        ]
        if fitting or not said.isdisjoint(_LESSENING):
            return fitting
        # Nobody is called so in as many words: the only one whose office says nothing else.
        return [
            p
            for p in holders
            if all(len(role.words) == 1 for role in p.roles if noun in role.heads)
        ]

    def _near(self, people: list[Person], sentence: Sentence) -> list[Person]:
        """Those of `people` spoken of in this paragraph or the one before it."""
        start = self._paragraphs[max(0, sentence.paragraph - 1)]
        return [p for p in people if p.is_named_in(start, sentence.span.start)]


def _is_object(lead: tuple[Token, ...]) -> bool:
    """Whether a name stands behind these words as what is done to: "the lawyer representing …"."""
    if not lead or lead[-1].low in ROLES:
        return False
    return lead[-1].low in _BEFORE_OBJECTS or (len(lead) > 1 and lead[-1].low.endswith("ing"))


def _whole_body(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A body's name with "of", "for" or "and" in it, whole; nothing where it is none."""
    name = tokens[1:] if tokens[0].low in DETERMINERS else tokens
    small = [token for token in name if token.low in _JOINTS]
    if not small or name[0] in small or name[-1] in small or name[0].low in ROLES:
        return ()
    # "Ines Maro of the Institute for …" begins with a person.
    first = name if small[0].low in ("and", "&") else name[: name.index(small[0])]
    proper = all(token.raw[0].isupper() or token in small for token in name)
    return name if proper and any(token.low in ORGANISATIONS for token in first) else ()


def _by_word(names: Iterable[str]) -> dict[str, list[str]]:
    by_word: dict[str, list[str]] = {}
    for name in names:
        for word in {word.lower() for word in name.split()}:
            by_word.setdefault(word, []).append(name)
    return by_word


def _split_head(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """A phrase before and after its first "of", "for", "from"."""
    for index, token in enumerate(tokens):
        if token.low in _LINKS and index:
            return tokens[:index], tokens[index:]
    return tokens, ()


def capitalised_tail(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    start = len(tokens)
    while start and (tokens[start - 1].raw[0].isupper() or _is_particle(tokens, start - 1)):
        if tokens[start - 1].low in DETERMINERS or tokens[start - 1].raw.endswith(("'s", "’s")):
            break
        start -= 1
    return tokens[start:]


def _is_particle(tokens: tuple[Token, ...], at: int) -> bool:
    return 0 < at < len(tokens) - 1 and tokens[at].low in NAME_PARTICLES


def _holds(role: Role, noun: str, said: frozenset[str]) -> bool:
    """Whether "the minister" may be said of a role: not of a prime or a deputy minister."""
    return noun in role.heads and (role.heads & _LESSENING).issubset(said)


def _akin(word: str, other: str) -> bool:
    """Whether two words share their stem: "Orlavia", "Orlavian"."""
    if word == other:
        return True
    length = min(len(word), len(other))
    return length >= 5 and word[: length - 1] == other[: length - 1]
