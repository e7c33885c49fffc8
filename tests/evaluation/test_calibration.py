"""What is fitted tells right from wrong on questions that it has not seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bot.answering.drafting.confidence import Features
from tests.evaluation.calibration import Example, report

PLAIN = Features(
    stands_out=0.3,
    lead_stands_out=0.3,
    headline_stands_out=0.2,
    opening=0.9,
    depth=0.1,
    untimely=0.0,
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
                replace(PLAIN, stands_out=0.05 + noise[number, 1], lead_stands_out=0.1),
                right=False,
                hidden=True,
            ),
        )
    ]


def test_what_tells_gets_the_weight() -> None:
    lines = list(report(made(40)))
    weights = {name: float(weight) for name, weight in (line.split() for line in lines[:6])}
    assert weights["stands_out"] > 0
    assert weights["lead_stands_out"] > 0
    assert weights["depth"] == 0
    assert lines[6].startswith("bias")
    area = float(lines[7].split()[4])
    assert area > 0.95


def test_chance_is_told_as_chance() -> None:
    shuffled = [replace(example, observed=PLAIN, right=example.right) for example in made(40)]
    area = float(list(report(shuffled))[7].split()[4])
    assert 0.3 < area < 0.7
