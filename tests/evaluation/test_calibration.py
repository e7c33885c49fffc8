"""What is fitted tells right from wrong on questions that it has not seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bot.answering.drafting.confidence import Features
from tests.evaluation.calibration import Example, report

PLAIN = Features(
    lead=0.6,
    stands_out=0.3,
    title_stands_out=0.4,
    untimely=0.0,
    opening=0.9,
    around=1.0,
    own=0.8,
)


def made(questions: int) -> list[Example]:
    """Questions that an article answers that stands out, and does not without it."""
    noise = np.random.default_rng(1).normal(0, 0.05, (questions, 2))
    return [
        example
        for number in range(questions)
        for example in (
            Example(number, replace(PLAIN, stands_out=0.3 + noise[number, 0]), right=True),
            Example(
                number,
                replace(PLAIN, stands_out=0.05 + noise[number, 1], lead=0.4),
                right=False,
                hidden=True,
            ),
        )
    ]


def test_what_tells_gets_the_weight() -> None:
    lines = list(report(made(40)))
    weights = {name: float(weight) for name, weight in (line.split() for line in lines[:7])}
    assert weights["stands_out"] > 0
    assert weights["lead"] > 0
    assert weights["own"] == 0
    assert lines[7].startswith("bias")
    area = float(lines[8].split()[4])
    assert area > 0.95


def test_chance_is_told_as_chance() -> None:
    shuffled = [replace(example, observed=PLAIN, right=example.right) for example in made(40)]
    area = float(list(report(shuffled))[8].split()[4])
    assert 0.3 < area < 0.7
