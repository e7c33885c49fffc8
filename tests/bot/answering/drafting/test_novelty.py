"""What was said already is left out; what only looks like it is not."""

from __future__ import annotations

import pytest

from bot.answering.drafting.drafts import Point
from bot.answering.drafting.novelty import without_repeats
from index.types import Span


def kept(*texts: str) -> int:
    by_id = {str(number): text for number, text in enumerate(texts)}
    points = [Point(id_, Span(0, len(text)), "direct", 1.0) for id_, text in by_id.items()]
    return len(without_repeats(points, by_id, 5))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The gates will hold until the spring.", "The gates will hold until spring."),
        ("The gates will hold", "I am sure: The gates will hold"),
    ],
)
def test_repeats_count_once(one: str, other: str) -> None:
    assert kept(one, other) == kept(other, one) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will raise the price of water.", "We will not raise the price of water."),
        ("We will raise the price of water.", "We won’t raise the price of water."),
        ("We lost 9 boats in the storm.", "We lost 8 boats in the storm."),
        ("We knew of it", "Nobody claims that We knew of it"),
    ],
)
def test_denials_and_other_numbers_are_no_repeats(one: str, other: str) -> None:
    assert kept(one, other) == kept(other, one) == 2
