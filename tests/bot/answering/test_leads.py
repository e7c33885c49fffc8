"""The words around quotations claim no more than the quotations do."""

from __future__ import annotations

from bot.answering.drafting.drafts import Point
from bot.answering.leads import prose
from bot.answering.types import Answer
from index.library import Library
from tests.bot.answering.test_verifier import library, quoted, reported, shown

__all__ = ["library", "quoted", "reported"]


def test_prose_numbers_what_it_quotes_and_tells_reports_apart(
    library: Library,
    quoted: Point,
    reported: Point,
) -> None:
    answer = shown(library, quoted, reported)
    assert isinstance(answer, Answer)
    assert prose(answer) == (
        "Ines Maro and Tom Vale, in their own words or as reported: “The gates will hold” [1] "
        "As reported: “the gates were old” [2]"
    )
