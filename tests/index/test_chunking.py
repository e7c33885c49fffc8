"""Passages cover an article's sentences, whole where they fit."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from index.chunking import TARGET_PIECES, passage_spans
from tests.fakes import WordEmbedder

PIECES = WordEmbedder().word_pieces


def test_whole_sentences_share_a_passage() -> None:
    sentence = "The harbour froze in the night, and nobody in Kessory slept. "
    text = sentence * 40
    spans = passage_spans(text, PIECES)
    assert len(spans) > 2
    assert all(span.of(text).startswith("The") and span.of(text).endswith(".") for span in spans)
    assert all(len(PIECES(span.of(text))) <= TARGET_PIECES for span in spans)
    assert len(PIECES(spans[0].of(text))) > TARGET_PIECES * 0.8


def test_an_endless_sentence_is_cut_between_words() -> None:
    text = "word " * 1000
    spans = passage_spans(text, PIECES)
    assert len(spans) == 8
    assert all(set(span.of(text).split()) == {"word"} for span in spans)


def test_a_word_without_end_is_cut_all_the_same() -> None:
    text = ",".join("x" * 2000)
    assert "".join(span.of(text) for span in passage_spans(text, PIECES)) == text


def test_nothing_makes_no_passage() -> None:
    assert passage_spans(" \n\t ", PIECES) == []


@given(st.text(alphabet="ab .,\n“”🎣é", max_size=2000))
def test_every_character_that_is_no_space_is_in_exactly_one_passage(text: str) -> None:
    spans = passage_spans(text, PIECES)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
