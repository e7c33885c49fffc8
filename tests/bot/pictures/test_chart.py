"""What a timeline shows, and the words that stand for it."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.chart import LONGEST_ALT, MOST_ROWS, Mark, chart_of, in_words
from bot.pictures.lettering import lettered, shortened

DAY = date(2026, 3, 2)
MARKS = st.lists(
    st.builds(Mark, st.dates(), st.none() | st.text(max_size=300)), min_size=1, max_size=60
)


def marks(*outlets: str | None) -> list[Mark]:
    return [Mark(DAY + timedelta(days=n), outlet) for n, outlet in enumerate(outlets)]


def test_the_biggest_outlets_are_named_and_the_rest_are_together() -> None:
    outlets = [f"Outlet {n:02}" for n in range(40)]
    chart = chart_of("Ada Vell", marks("Outlet 39", "Outlet 39", *outlets), 42)
    names = [row.name for row in chart.rows]
    assert names[:2] == ["Outlet 39", "Outlet 00"]
    assert names[-1] == "33 other outlets"
    assert [row.is_rest for row in chart.rows] == [False] * 7 + [True]
    assert sum(row.total for row in chart.rows) == 42


def test_as_many_outlets_as_there_are_rows_are_all_named() -> None:
    chart = chart_of("Ada Vell", marks(*"ABCDEFG", None), 8)
    assert {row.name for row in chart.rows} == {*"ABCDEFG", "outlet not known"}
    assert not any(row.is_rest for row in chart.rows)


@pytest.mark.parametrize(
    ("days", "stretch"),
    [(0, "day"), (59, "day"), (60, "week"), (419, "week"), (420, "month"), (1799, "month"),
     (1800, "quarter"), (6000, "year"), (40_000, "decade"), (700_000, "century")],
)  # fmt: skip
def test_a_bar_is_as_short_a_time_as_can_be_seen(days: int, stretch: str) -> None:
    last = DAY + timedelta(days=days)
    assert chart_of("A", [Mark(DAY, "X"), Mark(last, "X")], 2).stretch.name == stretch


def test_what_is_drawn_is_said_in_words() -> None:
    chart = chart_of("Ada\nVell", [Mark(DAY, "The Record"), *marks("The Record", None)], 2, 4)
    assert in_words(chart) == (
        "Timeline of 2 statements by Ada Vell, from 2 March 2026 to 3 March 2026, a row for each "
        "outlet: The Record 2, outlet not known 1. What several outlets ran counts for each. The "
        "most in one outlet and day: 2. Not drawn, as their articles have no date: 4."
    )
    one = chart_of("Ada Vell", marks("The Record"), 1)
    assert in_words(one) == (
        "Timeline of 1 statement by Ada Vell, 2 March 2026, a row for each outlet: The Record 1."
    )


@given(st.text(max_size=300), MARKS)
def test_every_statement_is_in_one_bar_and_the_words_are_never_too_long(
    speaker: str, every: list[Mark]
) -> None:
    chart = chart_of(speaker, every, len(every), 3)
    assert 0 < len(chart.rows) <= MOST_ROWS
    assert sum(row.total for row in chart.rows) == len(every)
    bars = {start for row in chart.rows for start in row.bars}
    assert all(chart.stretch.start(mark.day) in bars for mark in every)
    assert all(chart.stretch.start(start) == start <= chart.last for start in bars)
    words = in_words(chart)
    assert 0 < len(words) <= LONGEST_ALT
    assert not any(unicodedata.category(each).startswith("C") for each in words)


HAS = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ $^é?…"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("The  Record\n", "The Record"),
        ("新华社", "XinHuaShe"),
        ("caf\u0065\u0301", "café"),
        ("$x^$", "$x^$"),
        ("\u202eevil\x00", "evil"),
        ("\ud800", "?"),
        ("", "?"),
    ],
)
def test_letters_that_a_font_lacks_stand_in_latin_ones(name: str, shown: str) -> None:
    assert lettered(name, HAS) == shown


@given(st.text(), st.integers(0, 12))
def test_a_line_is_made_of_the_fonts_letters_and_fits(name: str, room: int) -> None:
    line = lettered(name, HAS)
    assert line
    assert set(map(ord, line)) <= HAS
    assert len(shortened(line, lambda beginning: len(beginning) <= room)) <= max(room, 1)
