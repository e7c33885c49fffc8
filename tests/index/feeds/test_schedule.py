"""When a feed is asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.feeds.schedule import (
    FAILURES_TO_PAUSE,
    LONGEST_INTERVAL,
    LONGEST_WAIT,
    Schedule,
    is_hopeless,
    max_age,
    retry_after,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)

chances = st.floats(0, 1, exclude_max=True)
waits = st.none() | st.timedeltas(timedelta(), timedelta(days=400))


@given(chances, waits, st.none() | st.text(max_size=30))
def test_a_feed_that_answers_is_left_alone_for_its_interval_but_for_no_week(
    chance: float, asked: timedelta | None, header: str | None
) -> None:
    after = Schedule(HALF_AN_HOUR, lambda: chance).after_success(NOW, asked, header) - NOW
    assert HALF_AN_HOUR <= after <= LONGEST_INTERVAL * 1.1
    assert after >= min(asked or timedelta(), LONGEST_INTERVAL)


@given(chances, st.integers(1, 500), waits)
def test_a_feed_that_fails_is_asked_ever_less_but_every_few_days(
    chance: float, failures: int, asked: timedelta | None
) -> None:
    after = Schedule(HALF_AN_HOUR, lambda: chance).after_failure(NOW, failures, asked) - NOW
    assert HALF_AN_HOUR * 0.75 <= after <= LONGEST_WAIT
    assert after >= min(asked or timedelta(), LONGEST_WAIT)


def test_feeds_that_fail_together_come_back_apart() -> None:
    early = Schedule(HALF_AN_HOUR, lambda: 0.0).after_failure(NOW, 3, None)
    late = Schedule(HALF_AN_HOUR, lambda: 0.99).after_failure(NOW, 3, None)
    assert early - NOW == timedelta(minutes=90)
    assert late - NOW > timedelta(minutes=149)


@pytest.mark.parametrize(
    ("failures", "since", "hopeless"),
    [
        (FAILURES_TO_PAUSE - 1, timedelta(days=9), False),
        (FAILURES_TO_PAUSE, timedelta(hours=23), False),
        (FAILURES_TO_PAUSE, timedelta(days=1), True),
    ],
)
def test_hope_is_given_up_after_many_failures_and_a_day(
    failures: int, since: timedelta, hopeless: bool
) -> None:
    assert is_hopeless(failures, NOW - since, NOW) is hopeless


@pytest.mark.parametrize(
    ("written", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 5 ", timedelta(seconds=5)),
        ("99999999999999999", LONGEST_WAIT),
        ("Mon, 02 Mar 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Mon, 02 Mar 2026 11:00:00 GMT", timedelta()),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(written: str | None, wait: timedelta | None) -> None:
    assert retry_after(written, NOW) == wait


@given(st.text())
def test_headers_may_say_anything(written: str) -> None:
    assert max_age(written) >= timedelta()
    assert (retry_after(written, NOW) or timedelta()) >= timedelta()


def test_max_age_is_not_that_of_shared_caches() -> None:
    assert max_age("s-maxage=9, max-age=60") == timedelta(minutes=1)
    assert max_age("s-max-age=9") == timedelta()
