"""Tags and the spans that they stand for."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.statements.tagger.decoding import best_tags, likelihoods
from index.statements.tagger.labels import (
    LABELS,
    OUTSIDE,
    TAGS,
    WordSpan,
    begin,
    impossible_starts,
    impossible_steps,
    inside,
    spans_of,
    tags_of,
)


@st.composite
def apart(draw: st.DrawFn) -> tuple[list[WordSpan], int]:
    """Spans in order that do not overlap, and how many words there are."""
    spans, at = [], 0
    for gap, length in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=8)):
        spans.append(WordSpan(draw(st.sampled_from(LABELS)), at + gap, at + gap + length))
        at += gap + length
    return spans, at + draw(st.integers(0, 3))


@given(apart())
def test_spans_survive_their_tags(case: tuple[list[WordSpan], int]) -> None:
    spans, words = case
    assert list(spans_of(tags_of(spans, words))) == spans


def test_an_inside_without_its_beginning_begins_a_span() -> None:
    tags = [inside("cue"), inside("source"), OUTSIDE, begin("cue"), begin("cue")]
    assert list(spans_of(tags)) == [
        WordSpan("cue", 0, 1),
        WordSpan("source", 1, 2),
        WordSpan("cue", 3, 4),
        WordSpan("cue", 4, 5),
    ]


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_the_best_row_is_possible_and_no_other_scores_more(words: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    scores = dice.normal(size=(words, TAGS)).astype(np.float32)
    starts, steps = impossible_starts(), impossible_steps()
    best = best_tags(scores, starts, steps)

    def total(tags: np.ndarray) -> float:
        walked = sum(steps[a, b] for a, b in pairwise(tags))
        return float(starts[tags[0]] + scores[np.arange(words), tags].sum() + walked)

    assert total(best) > -1000
    for at in range(words):
        for tag in range(TAGS):
            other = best.copy()
            other[at] = tag
            assert total(other) <= total(best) + 1e-3
    assert ((likelihoods(scores, best) > 0) & (likelihoods(scores, best) <= 1)).all()
