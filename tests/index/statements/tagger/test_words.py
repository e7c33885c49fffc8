"""Words, shapes and windows of a text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.statements.tagger.words import LONGEST_WINDOW, SHAPES, read_words, windows
from tests.fakes import WordEmbedder

TOKENIZER: Tokenizer = WordEmbedder().bundled()[1]
TEXTS = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["Mara", "said", "“We", "wait,”", "Вода", "e\u0301", "😀", ".", "\n", "x" * 300]
    )
).map(" ".join)


@given(TEXTS)
def test_words_are_slices_in_order(text: str) -> None:
    words = read_words(text, TOKENIZER)
    edges = np.column_stack([words.starts, words.ends]).ravel()
    assert (np.diff(edges) >= 0).all()
    assert (words.ends > words.starts).all()
    assert words.first_piece[-1] == len(words.pieces)
    assert ((words.shapes >= 0) & (words.shapes < SHAPES)).all()
    for start, end in zip(words.starts, words.ends, strict=True):
        assert text[start:end].strip()


@given(TEXTS.map(lambda text: text * 20), st.integers(0, 100), st.integers(20, LONGEST_WINDOW))
@settings(max_examples=40)
def test_windows_hold_every_word_and_are_never_too_long(
    text: str, overlap: int, longest: int
) -> None:
    words = read_words(text, TOKENIZER)
    found = windows(words, overlap, longest)
    assert {word for one in found for word in range(*one)} == set(range(len(words)))
    for before, after in pairwise(found):
        assert before.first < after.first <= before.last <= after.last
        assert words.pieces_in(after.first, before.last) <= overlap if overlap else True
    for window in found:
        pieces = words.pieces_in(window.first, window.last)
        assert pieces <= longest or window.last - window.first == 1


def test_a_shape_tells_capitals_marks_and_places() -> None:
    text = "Mara said: “Mara knows mara.”\nMara left."
    words = read_words(text, TOKENIZER)
    shape = dict(
        zip(
            [(int(s), text[s:e]) for s, e in zip(words.starts, words.ends, strict=True)],
            words.shapes.tolist(),
            strict=True,
        )
    )
    outside, quoted, low = shape[0, "Mara"], shape[12, "Mara"], shape[23, "mara"]
    assert len({outside, quoted, low}) == 3
    assert shape[30, "Mara"] == outside  # both begin a paragraph


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "\ud7ff"])
def test_nothing_is_no_window(text: str) -> None:
    words = read_words(text, TOKENIZER)
    assert len(windows(words, 64)) == (1 if len(words) else 0)
