"""The sample library's questions: what is answered, refused, and credited to whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, NotFound, Outcome, Question
from index.library import Library

QUESTIONS = Path(__file__).parents[1] / "samples" / "questions.jsonl"
ASKED = date(2026, 10, 1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gold question, what came of it, and what is wrong with that, if anything."""

    gold: dict[str, Any]
    outcome: Outcome
    fault: str | None


def judge_samples(library: Library) -> list[Verdict]:
    """Ask every gold question of a library that holds the samples, each added from its file."""
    answerer = Answerer()
    verdicts = []
    for gold in _gold():
        outcome = answerer.answer(library, Question(gold["question"], ASKED))
        verdicts.append(Verdict(gold, outcome, _fault(gold, outcome)))
    return verdicts


def report(verdicts: list[Verdict]) -> Iterator[str]:
    """Lines for a person: the misses, then the shares."""
    for verdict in verdicts:
        if verdict.fault:
            yield f"  {verdict.gold['question']}  {verdict.fault}"
    for expected in ("answered", "not_found"):
        asked = [verdict for verdict in verdicts if verdict.gold["expect"] == expected]
        right = sum(verdict.fault is None for verdict in asked)
        yield f"samples: {right} of {len(asked)} that should be {expected} are right"


def _gold() -> Iterator[dict[str, Any]]:
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _fault(gold: dict[str, Any], outcome: Outcome) -> str | None:
    if gold["expect"] == "not_found":
        return None if isinstance(outcome, NotFound) else "should not be found"
    if not isinstance(outcome, Answer):
        return f"should be answered, but: {outcome.reason}"
    citations = outcome.citations
    if gold["words"] and not any(gold["words"] in citation.quote for citation in citations):
        return f"lacks {gold['words']!r}; shows {[c.quote[:60] for c in citations]}"
    names = [citation.speaker.name for citation in citations if citation.speaker]
    if gold["speaker"] and gold["speaker"] not in names:
        return f"speaker should be {gold['speaker']}, not {names}"
    return None
