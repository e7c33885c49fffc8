"""The people and bodies of an article, as values: who is named where, and under which roles."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from index.statements.vocabulary import Gender
from index.types import Span


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
        first = bisect_left(self.mentions, start, key=mention_start)
        return self.mentions[first : bisect_left(self.mentions, end, lo=first, key=mention_start)]

    def people_in(self, start: int, end: int) -> list[Person]:
        """The people named, without doubt, between two offsets."""
        named = (self.named(mention.words) for mention in self.mentions_in(start, end))
        return list(dict.fromkeys(people[0] for people in named if len(people) == 1))

    def named(self, words: tuple[str, ...]) -> list[Person]:
        """The people whom these words of a name fit: a full name, a surname, a first name."""
        if len(words) > 1:
            by_surname = [
                p for p in self.by_word.get(words[-1], ()) if is_same_name(p.words, words)
            ]
            return by_surname or self._by_first_names(words)
        by_surname = [p for p in self.by_word.get(words[0], ()) if p.words[-1] == words[0]]
        return by_surname or self._by_first_names(words)

    def _by_first_names(self, words: tuple[str, ...]) -> list[Person]:
        """Those whose names begin so: "Ines", "Zoya Petrovna"."""
        count = len(words)
        return [p for p in self.by_word.get(words[0], ()) if p.words[:count] == words]


def mention_start(mention: Mention) -> int:
    return mention.span.start


def is_same_name(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
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
