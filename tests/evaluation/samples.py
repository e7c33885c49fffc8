"""The sample library's questions: what is answered, refused, and credited to whom."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import frontmatter

from bot.answering.types import Question
from bot.samples import sample_paths
from bot.selftest.measuring import Measured, measure
from bot.selftest.questions import GoldQuestion
from index.library import Library

QUESTIONS = Path(__file__).parents[1] / "samples" / "questions.jsonl"
ASKED = date(2026, 10, 1)


def gold_questions() -> list[GoldQuestion]:
    """The sample questions, with the addresses of the files that they name."""
    urls = {path.name: str(frontmatter.load(str(path))["url"]) for path in sample_paths()}
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [
        GoldQuestion(
            Question(gold["question"], ASKED),
            expect=gold["expect"],
            articles=tuple(urls[file] for file in gold["files"]),
            words=(gold["words"],) if gold["words"] else (),
            speaker=gold["speaker"],
        )
        for gold in map(json.loads, lines)
    ]


def judge_samples(library: Library) -> list[Measured]:
    """Ask every gold question of a library that holds the samples."""
    return list(measure(library, gold_questions()))


def report(measured: Sequence[Measured]) -> Iterator[str]:
    """Lines for a person: the misses, then the shares."""
    for one in measured:
        if one.fault:
            yield f"  {one.gold.question.text}  {one.fault}"
    for expected in ("answered", "not_found"):
        asked = [one for one in measured if one.gold.expect == expected]
        right = sum(one.fault is None for one in asked)
        yield f"samples: {right} of {len(asked)} that should be {expected} are right"
