"""Days that are known, and days that are not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import parse_date

DAY = date(2022, 6, 16)


@pytest.mark.parametrize(
    "written",
    [
        "2022-06-16",
        " 2022-06-16 ",
        "2022/06/16",
        "2022.6.16",
        "20220616",
        "2022-06-16T23:30:00-05:00",
        "2022-06-16 10:00",
        "20220616T101500Z",
        "June 16, 2022",
        "Jun. 16, 2022",
        "16 June 2022",
        "Thursday, June 16th, 2022 at 5:00 pm EDT",
        "Thu, 16 Jun 2022 10:00:00 GMT",
        "16. Juni 2022",
        "le 16 juin 2022",
        "16 июня 2022 г.",
        "2022年6月16日",
        "16.06.2022",
        "16/06/2022",
        DAY,
        datetime(2022, 6, 16, 23, 59, tzinfo=UTC),
    ],
)
def test_reads_a_day_that_is_written_out(written: object) -> None:
    parsed = parse_date(written)
    assert parsed == DAY
    assert type(parsed) is date


@pytest.mark.parametrize(
    "written",
    [
        "06/07/2022",  # July in one country, June in another
        "16/06/22",
        "2022",
        "2022-06",
        "June 2022",
        "June 16",
        "10:30",
        "now",
        "today",
        "yesterday",
        "2 hours ago",
        "last week 2022",
        "2022-13-45",
        "2022-02-30",
        "June 31, 2022",
        "16 June 2022 and 17 July 2022",
        "1655337600",
        "2022-06-160",
        "",
        "words",
        "x" * 1000 + " 2022",
        None,
        20220616,
        True,
        ["2022-06-16"],
    ],
)
def test_a_day_that_is_not_certain_is_unknown(written: object) -> None:
    assert parse_date(written) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_reads_back_what_is_written_in_iso(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@given(st.text(max_size=40))
def test_never_raises(text: str) -> None:
    parse_date(text)


def test_reads_in_many_threads_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(parse_date, ["16 June 2022", "16. Juni 2022"] * 100)) == {DAY}
