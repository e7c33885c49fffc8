"""Which speaker each name of a library means: from the names, and from moderators' decisions.

The one function here is pure: the same names and decisions give the same speakers in any
order of adding, so that to undo a decision is to leave it out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from index.speakers.keys import fits, key_of, openness
from index.types import SpeakerDecision

Atom = str | int
"""What is never taken apart but by a split: a key's text, or the number of a split."""

_NOT_LATIN: Final = re.compile("[\u0370-\u1dff\u2c00-\u2dff\u3040-\uffef]")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name as articles resolve it, its key, and in how many statements; `id` orders them."""

    id: int
    name: str
    key: str
    family: str
    statements: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """The speaker whom each name means, what each stands on, and (alias, speaker) pairs."""

    speakers: dict[str, str]
    roots: dict[str, Atom]
    aliases: frozenset[tuple[str, str]]


def assign(names: Sequence[KnownName], decisions: Iterable[SpeakerDecision]) -> Assignment:
    """The speakers of these names under the decisions that are in force, oldest first.

    `names` must hold all names of each family that occurs in it, or in a decision.
    """
    ledger = _Ledger()
    for decision in decisions:
        ledger.apply(decision)
    for openness_ in (1, 2):
        ledger.join(names, openness_)
    groups: dict[Atom, list[KnownName]] = defaultdict(list)
    for known in names:
        groups[ledger.root_of(known)].append(known)
    shown = {root: ledger.shown(root, group) for root, group in groups.items()}
    return Assignment(
        {known.name: shown[root] for root, group in groups.items() for known in group},
        {shown[root]: root for root in groups},
        frozenset(
            (alias, shown[root])
            for atom, alias in ledger.aliases
            if (root := ledger.root(atom)) in shown
        ),
    )


class _Ledger:
    """What the decisions, one after the other, come to."""

    def __init__(self) -> None:
        self.aliases: list[tuple[Atom, str]] = []
        self._joined: dict[Atom, Atom] = {}
        self._placed: dict[str, Atom] = {}
        self._titles: dict[Atom, list[str]] = defaultdict(list)
        self._decided: set[Atom] = set()

    def root(self, atom: Atom) -> Atom:
        while atom in self._joined:
            atom = self._joined[atom]
        return atom

    def root_of(self, known: KnownName) -> Atom:
        return self.root(self._placed.get(known.name, known.key))

    def apply(self, decision: SpeakerDecision) -> None:
        if decision.kind == "split":
            self._placed[decision.name] = decision.number
            return
        if decision.to is None:
            raise AssertionError(f"a {decision.kind} says to what")
        subject = self.root(decision.name_split or key_of(decision.name).text)
        self._decided.add(subject)
        if decision.kind == "merge":
            target = self.root(decision.to_split or key_of(decision.to).text)
            self._decided.add(target)
            if subject != target:
                self._joined[subject] = target
        elif decision.kind == "rename":
            # Articles that use the new name mean this speaker as well.
            self._placed[decision.to] = subject
            self._titles[subject].append(decision.to)
        else:
            self.aliases.append((subject, decision.to))

    def join(self, names: Sequence[KnownName], openness_: int) -> None:
        """Join names of this openness to the only speaker whom each fits.

        What a moderator decided about stays where it was put.
        """
        clearer: dict[str, list[KnownName]] = defaultdict(list)
        for known in names:
            if openness(known.key) < openness_:
                clearer[known.family].append(known)
        found: dict[Atom, Atom] = {}
        for known in names:
            if openness(known.key) != openness_ or not self._is_undecided(known):
                continue
            others = [other for other in clearer[known.family] if fits(known.key, other.key)]
            if len(speakers := {self.root_of(other) for other in others}) == 1:
                found[known.key] = speakers.pop()
        self._joined |= found

    def shown(self, root: Atom, group: Sequence[KnownName]) -> str:
        """The moderators' name, else the one that most statements use, in Latin letters."""
        for title in reversed(self._titles.get(root, ())):
            if self.root(self._placed[title]) == root:
                return title
        own = [known for known in group if self._placed.get(known.name, known.key) == root]
        return min(own or group, key=_plainness).name

    def _is_undecided(self, known: KnownName) -> bool:
        return self.root_of(known) == known.key and known.key not in self._decided


def _plainness(known: KnownName) -> tuple[bool, bool, int, int]:
    foreign = _NOT_LATIN.search(known.name) is not None
    return foreign, openness(known.key) == 2, -known.statements, known.id
