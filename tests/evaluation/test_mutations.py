"""Every quotation of the samples as it is, and turned in ways that lie: only the first is exact."""

from __future__ import annotations

import pytest

from bot.answering.checking.checker import check, check_text
from bot.answering.checking.markdown import read_markdown
from bot.answering.checking.types import Quoted
from bot.discord.escaping import escape
from index.library import Library
from tests.evaluation.mutations import MUTATIONS, merge, quotations, turn


@pytest.fixture(scope="module")
def quoted(sample_library: Library) -> list[str]:
    return quotations(sample_library)


def test_the_words_as_they_are_are_exact(sample_library: Library, quoted: list[str]) -> None:
    assert len(quoted) > 150
    for quotation in quoted:
        assert check(sample_library, Quoted(quotation)).verdict == "exact", quotation


def test_they_are_exact_in_a_message_too(sample_library: Library, quoted: list[str]) -> None:
    for quotation in quoted:
        message = read_markdown(f"It says:\n“{escape(quotation)}”")
        assert check_text(sample_library, message).checked[0].verdict == "exact", quotation


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_words_that_were_turned_are_altered(
    sample_library: Library, quoted: list[str], mutation: str
) -> None:
    every = list(turn(sample_library, quoted, mutation))
    assert every
    assert {each.checked.verdict for each in every} <= {"altered", "not_found"}
    for each in every:
        if each.checked.verdict == "altered":
            assert {step for step, _ in each.checked.difference} > {"equal"}
    assert sum(each.is_recognised for each in every) >= 0.9 * len(every)


def test_quotations_that_were_merged_are_altered(
    sample_library: Library, quoted: list[str]
) -> None:
    every = list(merge(sample_library, quoted))
    assert {each.checked.verdict for each in every} <= {"altered", "not_found"}
    assert sum(each.is_recognised for each in every) >= 0.9 * len(every)
