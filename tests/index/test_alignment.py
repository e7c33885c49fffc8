"""Quotations are found exactly where they stand, and nowhere else."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.alignment import align

TEXT = (
    "Ines Maro said: “We don’t sell the river — not now, not ever…” She paused.\n"
    "«Вода не спрашивает визы», said the visitor. Cafe\u0301 owners 🎣 laughed. "
    "Party leaders agreed. We don't sell the river, she repeated. I believe we can’t. A "
    "non-violent march—l’eau. It cost 3,000 crowns at -5 degrees and 0.5 degrees."
)


def found(quotation: str, text: str = TEXT) -> list[str]:
    return [span.of(text) for span in align(quotation, text)]


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ("not now, not ever", "not now, not ever"),
        ("We don't sell the river - not now", "We don’t sell the river — not now"),
        ("the river -- not now", "the river — not now"),
        ("the river—not now", "the river — not now"),
        ("a non-violent march — l'eau", "A non-violent march—l’eau"),
        ("said: 'We don't sell", "said: “We don’t sell"),
        ('"the river — not now, not ever..."', "the river — not now, not ever…"),
        ("вода не спрашивает визы", "Вода не спрашивает визы"),
        ("Café owners 🎣 laughed", "Cafe\u0301 owners 🎣 laughed"),
        ("ever…”  She\u00a0paused", "ever…” She paused"),
        ("paused. «Вода", "paused.\n«Вода"),
        ("Cafe\u0301", "Cafe\u0301"),
        ("non-violent march", "non-violent march"),
        ("eau", "eau"),
        ("crowns at -5 degrees", "crowns at -5 degrees"),
    ],
)  # fmt: skip
def test_typesetting_does_not_hide_words(quotation: str, words: str) -> None:
    assert found(quotation) == [words]


@pytest.mark.parametrize(
    "quotation",
    [
        "not now, never ever",  # a changed word
        "not now not ever",  # a comma less
        "We do sell the river",  # a negation less
        "We don’t sell the rivers",  # a letter more
        "art",  # inside “Party”
        "arty leaders",  # half a word
        "Cafe owners",  # an accent less
        "Cafe",
        "I believe we can",  # of “can’t”
        "the river-not now",  # a hyphen for a dash
        "violent march",  # of “non-violent”
        "a non",
        "It cost 3",  # of “3,000”
        "000 crowns",
        "5 degrees",  # of “-5” and “0.5”
        "",
        "“”",
        "…",
    ],
)
def test_near_misses_fail(quotation: str) -> None:
    assert found(quotation) == [] or quotation == "…"


def test_parts_of_words_are_found_on_demand() -> None:
    assert [span.of(TEXT) for span in align("can", TEXT, in_compounds=True)] == ["can"]
    assert align("violent", TEXT, in_compounds=True)
    assert not align("art", TEXT, in_compounds=True)


def test_every_repetition_is_found() -> None:
    assert found("we don’t sell the river") == [
        "We don’t sell the river",
        "We don't sell the river",
    ]


@given(st.text(), st.text(min_size=1), st.text())
def test_planted_words_are_found_as_they_stand(before: str, words: str, after: str) -> None:
    planted = f"{before} | {words} | {after}"
    for span in align(words, planted):
        assert planted[span.start : span.end] == span.of(planted)
    if words.strip(" \"'“”„‟«»‘’‚‛‹›\t\r\n\u00a0") and any(letter.isalnum() for letter in words):
        composed = unicodedata.normalize("NFC", words)
        assert align(composed, planted), (composed, planted)


@given(st.text(alphabet="ab “”’.\n", max_size=30), st.text(alphabet="ab “”’.\n", max_size=8))
def test_spans_never_overlap_and_lie_in_the_text(text: str, quotation: str) -> None:
    spans = align(quotation, text)
    assert all(span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
