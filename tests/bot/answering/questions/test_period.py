"""Days in a question are read as of the day of asking, and nothing else is taken for days."""

from __future__ import annotations

from calendar import month_name
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.questions.period import EVER, cut_period

ASKED = date(2026, 3, 18)  # a Wednesday
DAYS = st.dates(min_value=date(1901, 1, 1), max_value=date(2099, 12, 31))
MONTHS = st.integers(1, 12)


def days(text: str, asked: date = ASKED) -> tuple[date | None, date | None]:
    period, rest = cut_period(text, asked)
    assert period.written.lower() == text.lower()
    assert rest == ""
    return period.since, period.until


@pytest.mark.parametrize(
    ("phrase", "since", "until"),
    [
        ("since June", date(2025, 6, 1), None),
        ("since March", date(2026, 3, 1), None),
        ("since June 2024", date(2024, 6, 1), None),
        ("since 29 February", date(2024, 2, 29), None),
        ("since last week", date(2026, 3, 9), None),
        ("since 2026-01-02", date(2026, 1, 2), None),
        ("Since Monday", date(2026, 3, 16), None),
        ("from June 2025 onwards", date(2025, 6, 1), None),
        ("after 3 May", date(2025, 5, 4), None),
        ("after June", date(2025, 7, 1), None),
        ("until 3 May", None, date(2025, 5, 3)),
        ("until June", None, date(2025, 6, 30)),
        ("before June", None, date(2025, 5, 31)),
        ("in June", date(2025, 6, 1), date(2025, 6, 30)),
        ("in early June", date(2025, 6, 1), date(2025, 6, 30)),
        ("in Sept. 2025", date(2025, 9, 1), date(2025, 9, 30)),
        ("last March", date(2025, 3, 1), date(2025, 3, 31)),
        ("in 2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("on 3 May", date(2025, 5, 3), date(2025, 5, 3)),
        ("on May 3rd, 2024", date(2024, 5, 3), date(2024, 5, 3)),
        ("on 13/05/2025", date(2025, 5, 13), date(2025, 5, 13)),
        ("on Wednesday", ASKED, ASKED),
        ("last Wednesday", date(2026, 3, 11), date(2026, 3, 11)),
        ("on Thursday", date(2026, 3, 12), date(2026, 3, 12)),
        ("today", ASKED, ASKED),
        ("yesterday", date(2026, 3, 17), date(2026, 3, 17)),
        ("the day before yesterday", date(2026, 3, 16), date(2026, 3, 16)),
        ("this week", date(2026, 3, 16), date(2026, 3, 22)),
        ("last week", date(2026, 3, 9), date(2026, 3, 15)),
        ("last month", date(2026, 2, 1), date(2026, 2, 28)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("in the last year", date(2025, 3, 18), ASKED),
        ("in the last three days", date(2026, 3, 15), ASKED),
        ("over the past month", date(2026, 2, 18), ASKED),
        ("two weeks ago", date(2026, 3, 2), date(2026, 3, 8)),
        ("recently", date(2026, 2, 16), ASKED),
        ("lately", date(2026, 2, 16), ASKED),
        ("between May and November", date(2025, 5, 1), date(2025, 11, 30)),
        ("between November and May", date(2024, 11, 1), date(2025, 5, 31)),
        ("from Monday to Wednesday", date(2026, 3, 16), ASKED),
        ("since June until August", date(2025, 6, 1), date(2025, 8, 31)),
    ],
)
def test_a_period(phrase: str, since: date | None, until: date | None) -> None:
    assert days(phrase) == (since, until)


@pytest.mark.parametrize(
    "text",
    [
        "before the summit",
        "since the election",
        "in the June report",
        "in last week's debate",
        "on 05/06/2025",  # June or May
        "since 31 June",
        "the flood of 2022",
        "What did May say about March?",
        "Who said “in June it will rain”?",
        'said "not since 2022"',
    ],
)
def test_what_names_no_days_stays(text: str) -> None:
    assert cut_period(text, ASKED) == (EVER, text)


@pytest.mark.parametrize("phrase", ["this week", "yesterday", "recently", "lately", "last June"])
def test_days_counted_back_from_today_ask_for_news(phrase: str) -> None:
    assert cut_period(phrase, ASKED)[0].newest
    assert not cut_period("since June", ASKED)[0].newest


def test_now_asks_for_news_of_any_day() -> None:
    period, rest = cut_period("What does Maro say now about eels?", ASKED)
    assert (period.since, period.until, period.newest) == (None, None, True)
    assert rest == "What does Maro say about eels?"


@given(asked=DAYS, month=MONTHS)
def test_a_month_without_a_year_is_the_last_that_has_begun(asked: date, month: int) -> None:
    since, until = days(f"in {month_name[month]}", asked)
    assert since
    assert until
    assert (since.month, since.day, (until + timedelta(days=1)).day) == (month, 1, 1)
    assert since <= asked
    assert asked - since < timedelta(days=366)
    assert days(f"since {month_name[month]}", asked) == (since, None)
    assert days(f"until {month_name[month]}", asked) == (None, until)


@given(asked=DAYS, day=DAYS)
def test_a_whole_date_is_that_day_whenever_it_is_asked(asked: date, day: date) -> None:
    for written in (f"{day.day} {day:%B %Y}", f"{day:%b} {day.day}, {day.year}", f"{day}"):
        assert days(f"on {written}", asked) == (day, day)
        assert days(f"since {written}", asked) == (day, None)
        assert days(f"before {written}", asked) == (None, day - timedelta(days=1))


@given(asked=DAYS, one=MONTHS, other=MONTHS)
def test_a_range_begins_before_it_ends(asked: date, one: int, other: int) -> None:
    since, until = days(f"between {month_name[one]} and {month_name[other]}", asked)
    assert since
    assert until
    assert since < until
    assert since <= asked


@given(asked=st.dates(), text=st.text(max_size=60), count=st.integers(0, 999))
def test_any_text_has_a_reading(asked: date, text: str, count: int) -> None:
    cut_period(text, asked)
    for unit in ("days", "weeks", "months", "years"):
        cut_period(f"since {count} {unit} ago, {text} recently", asked)
