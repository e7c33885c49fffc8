"""Days in words, as they are given to filter by."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.questions.period import Period
from bot.answering.questions.typed_limits import LimitNotUnderstood, typed_days

TODAY = date(2026, 6, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("since", "until", "period"),
    [
        (None, None, Period()),
        ("2026-03-31", None, Period(date(2026, 3, 31))),
        ("3 May", "3 May", Period(date(2026, 5, 3), date(2026, 5, 3))),
        ("June", "june", Period(date(2026, 6, 1), date(2026, 6, 30))),
        ("July", None, Period(date(2025, 7, 1))),
        (" last  week ", None, Period(date(2026, 6, 8))),
        (None, "last week", Period(until=date(2026, 6, 14))),
        ("since 3 May", "until June 5th", Period(date(2026, 5, 3), date(2026, 6, 5))),
        ("after 3 May", "before June", Period(date(2026, 5, 4), date(2026, 5, 31))),
        ("in June 2025", "2025", Period(date(2025, 6, 1), date(2025, 12, 31))),
        ("recently", "yesterday", Period(date(2026, 5, 18), date(2026, 6, 16))),
        ("31. März 2026", None, Period(date(2026, 3, 31))),
    ],
)
def test_days_in_words_are_read(since: str | None, until: str | None, period: Period) -> None:
    found = typed_days(since, until, TODAY)
    assert (found.since, found.until) == (period.since, period.until)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("some day", None),
        (None, "31 February"),
        ("until June", None),
        (None, "since June"),
        ("9999 years ago", None),
        ("now", None),
        ("   ", None),
        ("the dam since June", None),
    ],
)
def test_what_is_no_day_is_told_with_an_example(since: str | None, until: str | None) -> None:
    with pytest.raises(LimitNotUnderstood, match=r"can’t read .* as a day.*2026-03-31"):
        typed_days(since, until, TODAY)


def test_days_the_wrong_way_round_are_told() -> None:
    with pytest.raises(LimitNotUnderstood, match="Swap them"):
        typed_days("June", "May", TODAY)


@given(st.text(max_size=80), st.text(max_size=80))
def test_anything_typed_is_days_or_refused(since: str, until: str) -> None:
    try:
        period = typed_days(since, until, TODAY)
    except LimitNotUnderstood:
        return
    assert isinstance(period, Period)
