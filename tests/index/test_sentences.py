"""Sentence spans: planted boundaries, and cover of every character."""

from __future__ import annotations

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentence_spans

MARKED_TEXT = st.text(
    alphabet=st.sampled_from(list("abZЖ19 \n\r\u2028.!?…,“”„‘’\"'«»()é\u0301😀\u00a0-")),
    max_size=120,
)


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text)]


# Each case is written with | where a sentence must end.
@pytest.mark.parametrize(
    "marked",
    [
        "The dam held. |Nobody slept.",
        "Mr. Solt met Dr. Venn and Prof. Oy. |They left.",
        "It opened on Jan. 5 in the U.S. capital. |Then it closed.",
        "She lives in the U.S. |The house is small.",
        "J. K. Marrow signed. |He left.",
        "It grew 3.5 percent to 41.25 metres. |Why?",
        "No. 7 won. |No. |He lost.",
        "Well… maybe not… |Nobody knew.",
        "“We will stay.” |The crowd cheered.",
        "(He was late.) |She was not.",
        "“Why now?” he asked. |“Because!” she cried.",
        "He sold the boat.|After that he slept.",
        "« Il pleut. » |Puis il sortit.",
        "Er kam am 3. Oktober an. |»Nein!« |Sie ging.",
        "Она ушла. |Он остался.",
        "One line\n|and another without a stop",
        "One\u2028|two",
        "He left at 5 p.m. on Friday. |It rained.",
        "See e.g. Venn et al. 2019. |Good.",
        "Great news 😀! |Everybody danced.",
        "Cafe\u0301 Oroz burned. |E\u0301mile wept.",
        "They read Booking.com and v1.2.3 notes. |Then slept.",
    ],
)
def test_planted_boundaries(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    assert sentences(marked.replace("|", "")) == expected


def test_a_long_run_of_stops_is_read_at_once() -> None:
    began = thread_time()
    assert sentences("Contents" + "." * 10_000 + "x") == ["Contents" + "." * 10_000 + "x"]
    assert thread_time() - began < 1


def test_blank_text_has_no_sentence() -> None:
    assert sentence_spans("") == []
    assert sentence_spans(" \n\u00a0\t\n") == []


@given(MARKED_TEXT | st.text(max_size=80))
def test_every_character_that_is_no_space_is_in_exactly_one_sentence(text: str) -> None:
    covered = [0] * len(text)
    last = 0
    for span in sentence_spans(text):
        assert last <= span.start < span.end <= len(text)
        last = span.end
        for at in range(span.start, span.end):
            covered[at] += 1
    assert all(covered[at] == 1 for at, char in enumerate(text) if not char.isspace())


@given(MARKED_TEXT)
def test_no_sentence_crosses_a_line_or_has_spaces_at_its_edges(text: str) -> None:
    for sentence in sentences(text):
        assert len(sentence.splitlines()) == 1
        assert sentence == sentence.strip()
