"""Quotations planted in messages of every style are found, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.checking.markdown import read_markdown
from bot.answering.checking.quoted import MOST_QUOTATIONS, Found, quotations_of

WORDS = "the dam will hold until spring"


def found(message: str) -> Found:
    return quotations_of(read_markdown(message))


def words(message: str) -> list[str]:
    return [quoted.words for quoted in found(message).quotations]


@pytest.mark.parametrize(
    "message",
    [
        f"He said “{WORDS}” and left.",
        f'He said "{WORDS}" and left.',
        f"Er sagte „{WORDS}“ und ging.",
        f"Il a dit « {WORDS} » hier.",
        f"Он сказал: «{WORDS}».",
        f"Han sade ”{WORDS}” och gick.",
        f"He said ‘{WORDS}’ and left.",
        f"He said '{WORDS}' and left.",
        f"He said **“{WORDS}”** and *left*.",
        f"He said “**{WORDS}**” and left.",
        "He said “the dam _will_ hold ~~until~~ `spring`”.",
        f"||“{WORDS}”||",
        f"> {WORDS}",
        f"> “{WORDS}”\nlol",
        f"> **{WORDS}**\n> \nnonsense",
        f">>> {WORDS}\n",
        "> the dam will hold\n> until spring",
        "“the dam will hold\nuntil spring” is nonsense",
        f"“{WORDS}",
        f"[“{WORDS}”](https://example.org/a_(b)",
        f"# “{WORDS}”",
        f"It’s Bob’s, at 5'10\", who said “{WORDS}” in the ’90s.",
    ],
)
def test_a_quotation_is_found_in_any_marks(message: str) -> None:
    assert [each.split() for each in words(message)] == [WORDS.split()]


def test_escaped_marks_are_read_as_they_show() -> None:
    assert words(r"“5 \* 3 is not \_fifteen\_ here” and \> no block") == [
        "5 * 3 is not _fifteen_ here"
    ]
    assert words(r"\> the dam will hold") == []
    assert words("2 * 3 snake_case_word") == []


def test_paragraphs_that_each_open_with_a_mark_are_one_quotation() -> None:
    [quoted] = words("“The dam will hold.\n\n“Nobody needs to leave.” So he said.")
    assert quoted == "The dam will hold.\n\n“Nobody needs to leave."


def test_one_pair_of_marks_may_go_over_paragraphs() -> None:
    message = "“The dam will hold.\n\nNobody needs to leave.” And “it is quite safe” too."
    assert words(message) == ["The dam will hold.\n\nNobody needs to leave.", "it is quite safe"]


def test_nested_quotations_are_found_beneath_their_own() -> None:
    quoted = found("“She told me ‘the dam will hold’ and left,” he said.").quotations
    assert [(each.words, each.level) for each in quoted] == [
        ("She told me ‘the dam will hold’ and left,", 0),
        ("the dam will hold", 1),
    ]


def test_what_is_set_as_a_quotation_counts_by_its_own_marks() -> None:
    assert words("> As Maro says, “the dam will hold”, doesn’t she?") == ["the dam will hold"]
    assert words("> So it is a “vase” now, the dam") == ["So it is a “vase” now, the dam"]
    assert found("> So it is a “vase” now, the dam").short == ()


@pytest.mark.parametrize("message", ["the so-called “crack”", "“yes” and “oh no”", 'a 12" pipe'])
def test_single_words_are_passed_over(message: str) -> None:
    assert found(message).quotations == ()


def test_those_passed_over_are_told() -> None:
    assert found("“yes”, he said, “the dam will hold” – “yes”").short == ("yes",)


def test_there_is_an_honest_end_to_what_is_looked_at() -> None:
    many = found("“the dam will hold” " * (MOST_QUOTATIONS + 7))
    assert (len(many.quotations), many.left_out) == (MOST_QUOTATIONS, 7)


@pytest.mark.parametrize(
    ("message", "speaker"),
    [
        (f"As Ines Maro said, “{WORDS}”", "Ines Maro"),
        (f"“{WORDS}” — Ines Maro", "Ines Maro"),
        (f"“{WORDS}”\n— Ines Maro, minister", "Ines Maro"),
        (f"“{WORDS}” - Ines Maro", "Ines Maro"),
        (f"Ines Maro: “{WORDS}”", "Ines Maro"),
        (f"Ines Maro (2026): “{WORDS}”", "Ines Maro"),
        (f"Maro told us:\n> {WORDS}", "Maro"),
        (f"> {WORDS}\n— Ines Maro", "Ines Maro"),
        (f"“{WORDS},” said Ines Maro.", "Ines Maro"),
        (f"“{WORDS},” said minister Ines Maro.", "Ines Maro"),
        (f"“{WORDS},” Maro said, “and that is all.”", "Maro"),
        (f"“{WORDS}” (Ines Maro)", "Ines Maro"),
        (f"According to Ines Maro, “{WORDS}”", "Ines Maro"),
        (f"Ines Maro, the minister, claims that “{WORDS}”", "Ines Maro"),
        (f"But Maro’s: “{WORDS}”", "Maro"),
        (f"Вера Листопад: «{WORDS}»", "Вера Листопад"),
        (f"«{WORDS}», — сказала Вера Листопад.", "Вера Листопад"),
        (f"She said, “{WORDS}”", None),
        (f"The minister said, “{WORDS}”", None),
        (f"“{WORDS}” – That is what Ines Maro believes", None),
        (f"“{WORDS}.” Maro said “it leaks anyway”", None),
        (f"“{WORDS}”\n- Ines Maro: “it leaks anyway”", None),
        (f"Maro: “{WORDS}” — Tomas Rehn", None),
        (f"“{WORDS}” is wrong", None),
        (f"Ines Maro never said “{WORDS}”", None),
        (f"“{WORDS},” said the reporter to Ines Maro", None),
        (f"The minister told Ines Maro: “{WORDS}”", None),
        (f"To quote Ines Maro: “{WORDS}”", "Ines Maro"),
    ],
)
def test_a_name_beside_a_quotation_is_whom_the_message_credits(
    message: str, speaker: str | None
) -> None:
    assert found(message).quotations[0].speaker == speaker


def test_the_next_speaker_of_a_list_is_not_this_one() -> None:
    quoted = found(f"- Ines Maro: “{WORDS}”\n- Tomas Rehn: “no, it will not hold”").quotations
    assert [each.speaker for each in quoted] == ["Ines Maro", "Tomas Rehn"]


@settings(max_examples=150)
@given(st.text(alphabet="ab .,\n“”‘’'\"«»„>*_~`\\[]()-#…", max_size=300))
def test_no_message_is_too_odd(message: str) -> None:
    for quoted in found(message).quotations:
        assert quoted.words.strip() == quoted.words
        assert "".join(quoted.words.split()) in "".join(read_markdown(message).text.split())
