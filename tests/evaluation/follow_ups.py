"""Dialogues over the sample library: what a follow-up is taken for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.follow_up.commands import Command
from bot.answering.follow_up.people import genders
from bot.answering.follow_up.turns import Turn
from bot.answering.follow_up.understanding import Alone, Understanding, understand
from bot.answering.questions.question import Reader
from bot.answering.types import NotFound, Question
from index.exchanges import UNLIMITED, Limits
from index.library import Library
from tests.evaluation.samples import ASKED

DIALOGUES = Path(__file__).parents[1] / "samples" / "dialogues.jsonl"


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Whole questions, the oldest first, a follow-up, and what it should be taken for.

    `understood` is a whole question, a command ("/when 2"), or None for one that stands alone.
    """

    before: tuple[str, ...]
    follow_up: str
    understood: str | None
    limits: Limits = UNLIMITED
    asked: date = ASKED


@dataclass(frozen=True, slots=True)
class Judged:
    """A dialogue with what its follow-up was taken for."""

    dialogue: Dialogue
    understood: str | None

    @property
    def is_right(self) -> bool:
        return self.understood == self.dialogue.understood


def dialogues() -> list[Dialogue]:
    lines = DIALOGUES.read_text(encoding="utf-8").splitlines()
    return [_dialogue(**json.loads(line)) for line in lines]


def judge(library: Library) -> list[Judged]:
    """Hold every dialogue with a library that has the samples."""
    gender_of, answered = genders(library), {}
    judged: list[Judged] = []
    for dialogue in dialogues():
        turns: list[Turn] = []
        for question in dialogue.before:
            asked = Question(question, dialogue.asked)
            if asked not in answered:
                outcome = Answerer().answer(library, asked)
                answered[asked] = () if isinstance(outcome, NotFound) else outcome.citations
            cited = answered[asked]
            turns.insert(0, Turn(question, dialogue.asked, dialogue.limits, partial(tuple, cited)))
        reader = Reader.of(library, ASKED)
        meant = understand(dialogue.follow_up, turns, reader, gender_of)
        judged.append(Judged(dialogue, written(meant)))
    return judged


def written(meant: Understanding) -> str | None:
    if isinstance(meant, Alone):
        return None
    if isinstance(meant, Command):
        return f"/{meant.asked}" + (f" {meant.number}" if meant.number else "")
    return meant.question


def report(judged: Sequence[Judged]) -> Iterator[str]:
    """Lines for a person: the misses, then the shares."""
    for each in judged:
        if not each.is_right:
            dialogue = each.dialogue
            yield f"  {' / '.join(dialogue.before)} / {dialogue.follow_up}"
            yield f"      {each.understood}, not {dialogue.understood}"
    for name, wanted in (
        ("whole questions", [e for e in judged if (e.dialogue.understood or "/")[0] != "/"]),
        ("commands", [e for e in judged if (e.dialogue.understood or "")[:1] == "/"]),
        ("standing alone", [e for e in judged if e.dialogue.understood is None]),
    ):
        yield f"follow-ups: {sum(e.is_right for e in wanted)} of {len(wanted)} {name} are right"


def _dialogue(
    before: list[str],
    follow_up: str,
    understood: str | None,
    limits: dict[str, str] | None = None,
    asked: str | None = None,
) -> Dialogue:
    given = limits or {}
    since = date.fromisoformat(given["since"]) if "since" in given else None
    return Dialogue(
        tuple(before),
        follow_up,
        understood,
        Limits(given.get("speaker"), given.get("outlet"), since),
        date.fromisoformat(asked) if asked else ASKED,
    )
