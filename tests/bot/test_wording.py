from __future__ import annotations

from datetime import date

from bot.wording import also_in, counted, day, listed


def test_numbers_with_their_nouns() -> None:
    assert counted(1, "article") == "1 article"
    assert counted(2977, "article") == "2,977 articles"


def test_names_in_a_sentence() -> None:
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B"], "or") == "A or B"
    assert listed(["A", "B", "C"]) == "A, B and C"


def test_who_else_ran_it() -> None:
    assert also_in(["The Record"]) == "also in The Record"
    assert also_in(["A", "B"]) == "also in A and B"
    assert also_in(["A", "B", "C"]) == "also in 3 outlets"


def test_a_day_in_a_sentence() -> None:
    assert day(date(2026, 5, 3)) == "3 May 2026"
