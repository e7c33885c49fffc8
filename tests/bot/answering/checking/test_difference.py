from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answering.checking.changes import all_told, changes
from bot.answering.checking.difference import difference
from bot.answering.checking.types import Difference
from index.alignment import folded

WORD = st.sampled_from(
    "the dam will not hold 41 14,000 Maro it’s it's … ... “ \" , . - Straße é e\u0301".split()
)
TEXT = st.lists(WORD | st.text(max_size=6), max_size=25).map(" ".join)


def side(compared: Difference, *operations: str) -> str:
    return "".join(text for operation, text in compared if operation in operations)


@settings(max_examples=200)
@given(TEXT, TEXT)
@example("\x00", "\xad")
def test_both_texts_can_be_read_from_their_difference(source: str, quotation: str) -> None:
    source = source.strip()
    compared = difference(source, quotation)
    assert side(compared, "equal", "delete") == source
    assert folded(side(compared, "equal", "insert")) == folded(" ".join(quotation.split()))
    assert all(text for _, text in compared)


@settings(max_examples=50)
@given(TEXT)
def test_a_text_differs_in_nothing_from_itself(text: str) -> None:
    assert {operation for operation, _ in difference(text.strip(), text)} <= {"equal"}


def test_what_is_left_out_goes_before_what_is_added() -> None:
    assert difference("No tram will cross\nbefore  May.", "Every tram will cross before June.") == (
        ("delete", "No"),
        ("insert", "Every"),
        ("equal", " tram will cross\nbefore"),
        ("delete", "  May"),
        ("insert", " June"),
        ("equal", "."),
    )


def test_a_dropped_word_takes_its_space_along() -> None:
    assert difference("the dam will not hold", "the dam will hold") == (
        ("equal", "the dam will"),
        ("delete", " not"),
        ("equal", " hold"),
    )


@pytest.mark.parametrize(
    ("source", "quotation", "told"),
    [
        ("It will not hold.", "It will hold.", "The source says “not”."),
        ("It will hold.", "It will never hold.", "“never” is not in the source."),
        ("I don’t know", "I do know", "The source says “don’t”."),
        ("It is 41 metres long", "It is 14 metres long", "“41” became “14”."),
        ("It took two days", "It took three days", "“two” became “three”."),
        ("It cost 41 million", "It cost million", "The source says “41”."),
        ("When Maro came by", "When Rehn came by", "“Maro” became “Rehn”."),
        ("Then Ada Vell came", "Then Jo Vell came", "“Ada” became “Jo”."),
        ("Maro came by late", "Rehn came by late", "“Maro” became “Rehn”."),
        ("Trams came by late", "Buses came by late", ""),
        ("He told us", "He told US", "“us” became “US”."),
        ("Yes, it holds", "Yes it holds", "The words are the same, the punctuation is not."),
        (
            "He said ‘yes’ to it",
            "He said yes to it",
            "The words are the same, the punctuation is not.",
        ),
        (
            "The dam holds",
            "The dаm holds",
            "“dаm” has letters of another alphabet that only look like those of “dam”.",
        ),
        ("he has not 41", "he has 14", "The source says “not” and “41” became “14”."),
        ("Плотина не течёт", "Плотина течёт", "The source says “не”."),
        ("Das ist nicht wahr", "Das ist wahr", "The source says “nicht”."),
    ],
)
def test_changes_that_matter_are_called_by_name(source: str, quotation: str, told: str) -> None:
    found = changes(difference(source, quotation), {"Maro", "Rehn"}.__contains__)
    assert all_told(found) == told


def test_a_long_list_of_changes_ends_in_their_number() -> None:
    found = changes(difference("1 a 2 b 3 c 4 d 5 e 6 f 7 g 8", "a b c d e f g"), lambda _: False)
    assert len(found) == 8
    assert all_told(found).endswith("the source says “6” and 2 more.")
