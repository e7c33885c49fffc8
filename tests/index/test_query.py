"""Time frames: what lies in them, before them, after them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from index.query import TimeFrame

JUNE = TimeFrame(date(2026, 6, 1), date(2026, 6, 30))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def test_within_a_frame_every_day_is_as_good() -> None:
    assert JUNE.timeliness(date(2026, 6, 1)) == JUNE.timeliness(date(2026, 6, 30)) == 1


def test_what_came_later_or_has_no_day_is_not_timely() -> None:
    assert JUNE.timeliness(date(2026, 7, 1)) == 0
    assert JUNE.timeliness(None) == 0


def test_open_ends() -> None:
    assert TimeFrame(None, date(2026, 6, 1)).timeliness(date(1999, 1, 1)) == 1
    assert TimeFrame(date(2026, 6, 1), None).timeliness(date(2099, 1, 1)) == 1


@given(DAYS, st.integers(0, 3000))
def test_timeliness_falls_with_each_day_before(since: date, days: int) -> None:
    frame = TimeFrame(since, None)
    nearer = frame.timeliness(since - timedelta(days))
    assert 0 <= frame.timeliness(since - timedelta(days + 1)) <= nearer <= 1
