from __future__ import annotations

import pytest

from bot.answering.questions.numeric_days import DateOrder, DayInDoubt, settled


@pytest.mark.parametrize(
    ("text", "order", "read"),
    [
        ("since 3/3/2026", None, "since 2026-03-03"),
        ("since 13/5/2026 in v3.5.2026", None, "since 13/5/2026 in v3.5.2026"),
        ("who said “on 3/5/2026”", None, "who said “on 3/5/2026”"),
        ("since 3/5/2026", "DMY", "since 2026-05-03"),
        ("since 3/5/2026", "MDY", "since 2026-03-05"),
        ("between 03.05.2026 and 4-5-2026?", "DMY", "between 2026-05-03 and 2026-05-04?"),
        # These can be read in one way only.
        ("since 13/5/2026, 5/13/2026", "MDY", "since 13/5/2026, 5/13/2026"),
        ("since 2026-05-03 and 3 May 2026", "MDY", "since 2026-05-03 and 3 May 2026"),
        ("3/5/2026/7 13/13/2026 3/5/26 v3.5.2026", "DMY", "3/5/2026/7 13/13/2026 3/5/26 v3.5.2026"),
        ("who said “on 3/5/2026”", "DMY", "who said “on 3/5/2026”"),
        ("", "DMY", ""),
    ],
)
def test_only_days_that_may_be_two_are_settled(
    text: str, order: DateOrder | None, read: str
) -> None:
    assert settled(text, order) == read


def test_who_has_to_say_what_is_meant_is_asked() -> None:
    with pytest.raises(DayInDoubt, match=r"“3/5/2026” may be 3 May 2026 or 5 March 2026\."):
        settled("what did Solt say on 3/5/2026?", None)
