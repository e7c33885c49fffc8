"""Decisions, their undoing, and articles that come and go, in every order that hypothesis tries."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from index.errors import LibraryError
from index.libraries import Libraries
from index.library import Library
from index.speakers.assignment import KnownName, assign
from index.types import SpeakerDecision
from tests.fakes import WordEmbedder
from tests.index.speakers.conftest import say, speakers

NAMES = (
    "Andrei Sakharov", "Андрей Сахаров", "Andrej Sacharow", "Andrei Zakharov", "A. Sakharov",
    "Volodymyr Zelensky", "Владимир Зеленский", "W. Selenskyj", "Zelensky",
    "Jon Maro", "J. Maro", "Jana Maro", "The Ministry of Water",
)  # fmt: skip
names = st.sampled_from(NAMES)
new_names = st.sampled_from((*NAMES, "The Captain", "Skipper"))


class Decisions(RuleBasedStateMachine):
    """A library that moderators and articles change."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp())
        self.libraries = Libraries(self.directory, WordEmbedder())
        self.number = 0

    @property
    def library(self) -> Library:
        return self.libraries.get("local")

    @rule(who=st.lists(names, min_size=1, max_size=4))
    def add(self, who: list[str]) -> None:
        self.number += 1
        say(self.library, *who, about=f"article {self.number}")

    @precondition(lambda self: self.library.count())
    @rule(which=st.integers(0, 99))
    def remove(self, which: int) -> None:
        held = self.library.list(limit=100)
        self.library.remove(held[which % len(held)].id, by="tester")

    @rule(who=names, into=new_names, kind=st.sampled_from(["merge", "split", "rename", "alias"]))
    def decide(self, who: str, into: str, kind: str) -> None:
        self._decide(kind, who, into)

    @rule(who=names, into=new_names, kind=st.sampled_from(["merge", "split", "rename", "alias"]))
    def decide_and_think_better_of_it(self, who: str, into: str, kind: str) -> None:
        before = self._all()
        if self._decide(kind, who, into):
            self.library.register.undo(by="mod")
        assert self._all() == before

    @precondition(lambda self: self._in_force())
    @rule(which=st.integers(0, 99))
    def undo(self, which: int) -> None:
        in_force = self._in_force()
        self.library.register.undo(in_force[which % len(in_force)].number, by="mod")

    @rule()
    def rebuild(self) -> None:
        before = self._all()
        self.libraries.rebuild()
        assert self._all() == before

    @rule()
    def restart(self) -> None:
        before = self._all()
        self.libraries.close()
        self.libraries = Libraries(self.directory, WordEmbedder())
        assert self._all() == before

    @invariant()
    def what_is_stored_is_what_names_and_decisions_give(self) -> None:
        assert speakers(self.library) == assign(self._names(), self._in_force()).speakers

    def teardown(self) -> None:
        while self._in_force():
            self.library.register.undo(by="mod")
        assert speakers(self.library) == assign(self._names(), []).speakers
        everybody = self.library.speakers()
        assert all(alias in NAMES for speaker in everybody for alias in speaker.aliases)
        self.libraries.close()
        shutil.rmtree(self.directory)

    def _decide(self, kind: str, who: str, to: str) -> bool:
        register = self.library.register
        try:
            if kind == "split":
                register.split(who, by="mod")
            elif kind == "merge":
                register.merge(who, to, by="mod")
            elif kind == "rename":
                register.rename(who, to, by="mod")
            else:
                register.add_alias(who, to, by="mod")
        except LibraryError:
            return False
        return True

    def _in_force(self) -> list[SpeakerDecision]:
        return [each for each in self.library.register.decisions() if each.undone_at is None]

    def _all(self) -> tuple[object, ...]:
        return speakers(self.library), self.library.speakers()

    def _names(self) -> list[KnownName]:
        with self.library._store._db.reading() as db:
            rows = db.execute(
                """SELECT id, name, key, family, (SELECT count(*) FROM statements s
                    WHERE s.library_id = n.library_id AND s.speaker = n.name)
                    FROM speaker_names n"""
            )
            return [KnownName(*row) for row in rows]


Decisions.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestDecisions = Decisions.TestCase
