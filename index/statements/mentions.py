"""The people and bodies that an article names, with their roles.

Builds the cast of an article from its narration: who is named in full, under which
roles, and what that tells of "he" or "she". It decides nothing about who is speaking.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from index.statements.narration import Narration
from index.statements.vocabulary import (
    FEMALE_NAMES,
    FEMALE_ROLES,
    MALE_NAMES,
    MALE_ROLES,
    MODIFIERS,
    NAME_PARTICLES,
    NOT_NAMES,
    ORGANISATIONS,
    PLACES,
    ROLES,
    UPPER,
    Gender,
    is_organisation,
    strip_titles,
)
from index.types import Span

_NAME_WORD: Final = rf"[{UPPER}](?:\w|['’](?!s\b)(?=\w)|[\-&.](?=\w))*"
_PARTICLE: Final = rf"(?:(?:{'|'.join(NAME_PARTICLES)}|of the|of) ){{1,2}}"
# A full stop goes on with the name only after an initial or a title.
_STOP: Final = (
    rf"(?:(?<=\b[{UPPER}])\.|(?<=\b(?:Mr|Dr|Ms|St|Lt|Sr|Jr))\."
    r"|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Maj|Sgt|Rev))\.|(?<=\b(?:Capt|Prof|Sens|Reps))\.)?"
)
_RUN: Final = re.compile(rf"{_NAME_WORD}(?:{_STOP} (?:{_PARTICLE})?{_NAME_WORD})*")
_AGE_OR_WHO: Final = re.compile(r", (?:\d{2},|who\b|whose\b|aged? )")
_ROLE_AFTER: Final = re.compile(
    r", ((?:an? |the |its |his |her |their )?[^,.;:()—\n\ue000]{3,80})(?=[,.;]|$)", re.MULTILINE
)
_ROLE_BEFORE: Final = re.compile(
    r"(?:\b[Tt]he |\b[Aa]n? |\b[Ii]ts |\b[Tt]heir )([^,.;:()—\n\ue000]{3,60}), $"
)

_MOST_BEARERS: Final = 20  # of one surname: enough to be unsure
_LINKS: Final = frozenset("of for at from in to with and who that whose".split())
_RELATIVES: Final = frozenset("who whose where which when whom that as".split())


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is called: `heads` without, `words` with what follows an "of" or "for"."""

    heads: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: `span` is the name, `full` the name with its role."""

    span: Span
    full: Span
    words: tuple[str, ...]
    role: Role


@dataclass(slots=True, eq=False)
class Person:
    """Somebody named in full, or by a surname with a title, at least once.

    `named_at` are the offsets, in order, where a name that fits nobody else begins.
    """

    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    gender: Gender | None = None
    named_at: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.words)

    def is_named_in(self, start: int, end: int) -> bool:
        """Whether a name that is nobody else's begins between two offsets."""
        at = bisect_left(self.named_at, start)
        return at < len(self.named_at) and self.named_at[at] < end


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything an article names."""

    people: tuple[Person, ...]
    organisations: dict[str, Span]
    mentions: tuple[Mention, ...]
    by_word: dict[str, list[Person]]

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin between two offsets, in order."""
        first = bisect_left(self.mentions, start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, end, lo=first, key=_start)]

    def people_in(self, start: int, end: int) -> list[Person]:
        """The people named, without doubt, between two offsets."""
        named = (self.named(mention.words) for mention in self.mentions_in(start, end))
        return list(dict.fromkeys(people[0] for people in named if len(people) == 1))

    def named(self, words: tuple[str, ...]) -> list[Person]:
        """The people whom these words of a name fit: a full name, a surname, a first name."""
        if len(words) > 1:
            return [p for p in self.by_word.get(words[-1], ()) if _is_same(p.words, words)]
        by_surname = [p for p in self.by_word.get(words[0], ()) if p.words[-1] == words[0]]
        return by_surname or [p for p in self.by_word.get(words[0], ()) if p.words[0] == words[0]]


def read_cast(narration: Narration) -> Cast:
    """Everybody named in the narrator's own words."""
    organisations: dict[str, Span] = {}
    mentions: list[Mention] = []
    headings = [s.span for s in narration.sentences if s.is_heading(narration.masked)]
    for run in _RUN.finditer(narration.masked):
        while headings and headings[0].end <= run.start():
            del headings[0]
        if headings and headings[0].start <= run.start():
            continue
        if run[0].lower() in NOT_NAMES:
            continue
        mention = _mention(narration.masked, run, organisations)
        if mention is not None:
            mentions.append(mention)
    people, by_word = _people(mentions)
    for person in people:
        person.gender = _gender(person)
    cast = Cast(tuple(people), organisations, tuple(mentions), by_word)
    for mention in mentions:
        borne_by = cast.named(mention.words)
        if len(borne_by) == 1:
            borne_by[0].named_at.append(mention.span.start)
    return cast


def _start(mention: Mention) -> int:
    return mention.span.start


def _mention(masked: str, run: re.Match[str], organisations: dict[str, Span]) -> Mention | None:
    start = run.start()
    words = run[0].split(" ")
    while words and words[0].rstrip(".").lower() in NOT_NAMES:
        start += len(words[0]) + 1
        words = words[1:]
    while words and words[-1].lower() in NOT_NAMES:
        words = words[:-1]
    if not words:
        return None
    titles, name = strip_titles(words)
    full_start = start
    start += sum(len(title) + 1 for title in titles)
    end = start + len(" ".join(name))
    if start >= end:
        return None
    if masked.startswith(".", end) and name[-1] in ("Jr", "Sr", "Inc", "Corp", "Ltd"):
        end += 1
    span = Span(start, end)
    if not titles and is_organisation(name):
        organisations.setdefault(" ".join(name), span)
        return None
    if (not titles and masked.endswith(("the ", "The "), 0, start)) or name[0] in PLACES:
        return None
    return _with_role(masked, span, full_start, name, titles)


def _with_role(
    masked: str, span: Span, full_start: int, name: list[str], titles: list[str]
) -> Mention:
    said = [title.rstrip(".").lower() for title in titles]
    start = _role_start(masked, full_start, said)
    end = span.end
    role = Role(frozenset(said), frozenset(said))
    if start == span.start:
        after = before = None
        if masked.startswith(",", end):
            after = _ROLE_AFTER.match(masked, end)
        if masked.endswith(", ", 0, start):
            before = _ROLE_BEFORE.search(masked, max(0, start - 70), start)
        if after is not None and _names_role(after[1]):
            role, end = _role(after[1]), after.end()
        elif before is not None and _names_role(before[1]):
            role, start = _role(before[1]), before.start()
    return Mention(span, Span(start, end), tuple(w.rstrip(".,") for w in name), role)


def _role_start(masked: str, start: int, role: list[str]) -> int:
    """Where the role before a name begins: "Aarlau foreign ministry spokeswoman |Mara Venn"."""
    begin = start
    for count in range(6):
        at = masked.rfind(" ", 0, begin - 1) + 1 if masked[begin - 1 : begin] == " " else begin
        at = max(at, masked.rfind("\n", at, begin) + 1)
        word = masked[at : begin - 1]
        if not word or not word[0].isalpha() or not word[-1].isalnum():
            break
        low = word.lower()
        known = low in ROLES or (role and (low in MODIFIERS or low in ORGANISATIONS))
        named = bool(role) and word[0].isupper() and low not in NOT_NAMES
        if not (known or named) or (count == 0 and not role and low not in ROLES):
            break
        role.append(low)
        begin = at
    return begin


def _role(words: str) -> Role:
    low = [word.lower() for word in words.split()]
    head = next((i for i, word in enumerate(low) if i and word in _LINKS), len(low))
    return Role(frozenset(low[:head]), frozenset(low))


def _names_role(words: str) -> bool:
    """Whether an apposition says what somebody is: "the minister for water"."""
    return words.split()[0].lower() not in _RELATIVES and not _role(words).heads.isdisjoint(ROLES)


def _people(mentions: list[Mention]) -> tuple[list[Person], dict[str, list[Person]]]:
    people: list[Person] = []
    by_word: dict[str, list[Person]] = {}
    single = [m for m in mentions if len(m.words) == 1]
    for mention in (m for m in mentions if 2 <= len(m.words) <= 5):
        known = next(
            (p for p in by_word.get(mention.words[-1], ()) if _is_same(p.words, mention.words)),
            None,
        )
        if known is None and len(by_word.get(mention.words[-1], ())) >= _MOST_BEARERS:
            continue
        if known is None:
            known = Person(mention.words)
            people.append(known)
            for word in {mention.words[0], mention.words[-1]}:
                by_word.setdefault(word, []).append(known)
        elif len(mention.words) > len(known.words):
            known.words = mention.words
        _note(known, mention)
    for mention in single:
        bearers = [p for p in by_word.get(mention.words[0], ()) if p.words[-1] == mention.words[0]]
        if not bearers and mention.role.heads:
            bearer = Person(mention.words)
            people.append(bearer)
            by_word.setdefault(mention.words[0], []).append(bearer)
            bearers = [bearer]
        if len(bearers) == 1:
            _note(bearers[0], mention)
    return people, by_word


def _note(person: Person, mention: Mention) -> None:
    person.mentions.append(mention)
    if mention.role.heads:
        person.roles.add(mention.role)


def _is_same(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether two names are one person's: same surname, first names equal or an initial."""
    if known[-1] != words[-1]:
        return False
    first, other = known[0], words[0]
    return (
        first == other
        or len(known) == 1
        or len(words) == 1
        or (min(len(first), len(other)) == 1 and first[0] == other[0])
    )


def _gender(person: Person) -> Gender | None:
    said = {word for role in person.roles for word in role.heads}
    if said & FEMALE_ROLES:
        return None if said & (MALE_ROLES - {"actor"}) and "wife" not in said else "she"
    if said & MALE_ROLES:
        return "he"
    first = person.words[0].lower()
    return "she" if first in FEMALE_NAMES else "he" if first in MALE_NAMES else None
