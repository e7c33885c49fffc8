"""The accounts of language models: budgets hold, and what failed is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from index.libraries import Libraries
from index.store.models import Budget, Spending
from tests.fakes import WordEmbedder

TODAY, TOMORROW = date(2026, 2, 12), date(2026, 2, 13)


@pytest.fixture
def libraries(tmp_path: Path) -> Iterator[Libraries]:
    opened = Libraries(tmp_path, WordEmbedder())
    yield opened
    opened.close()


def test_a_model_writes_only_where_it_was_chosen(libraries: Libraries) -> None:
    ours, theirs = libraries.model("ours"), libraries.model("theirs")
    assert not ours.is_chosen()
    ours.choose(by="discord:7")
    ours.choose(by="discord:8")
    assert ours.is_chosen()
    assert not theirs.is_chosen()
    ours.give_up()
    ours.give_up()
    assert not ours.is_chosen()


def test_a_budget_is_for_a_day_and_a_library(libraries: Libraries) -> None:
    use, budget = libraries.model("ours"), Budget(tokens=100)
    assert use.reserve(TODAY, Spending(60), budget)
    assert not use.reserve(TODAY, Spending(60), budget)
    assert use.reserve(TODAY, Spending(40), budget)
    assert use.reserve(TOMORROW, Spending(60), budget)
    assert libraries.model("theirs").reserve(TODAY, Spending(60), budget)
    assert use.day(TODAY).asked == 2


def test_money_is_counted_too(libraries: Libraries) -> None:
    use, budget = libraries.model("ours"), Budget(millionths=1000)
    assert use.reserve(TODAY, Spending(5, 900), budget)
    assert not use.reserve(TODAY, Spending(5, 101), budget)


def test_what_was_set_aside_is_settled(libraries: Libraries) -> None:
    use, most = libraries.model("ours"), Spending(60, 600)
    assert use.reserve(TODAY, most, Budget())
    use.settle(TODAY, most, Spending(10, 100))
    assert use.day(TODAY).spent == Spending(10, 100)
    assert use.reserve(TODAY, most, Budget())
    use.settle(TODAY, most, Spending(), error="It was silent.")
    day = use.day(TODAY)
    assert (day.asked, day.failed, day.spent) == (2, 1, Spending(10, 100))


def test_the_latest_failure_of_any_library_is_told(libraries: Libraries) -> None:
    assert libraries.latest_model_failure() is None
    for name, error in (("ours", "First."), ("theirs", "Second.")):
        use = libraries.model(name)
        use.reserve(TODAY, Spending(1), Budget())
        use.settle(TODAY, Spending(1), Spending(1), error=error)
    failure = libraries.latest_model_failure()
    assert failure
    assert failure.error == "Second."


def test_questions_at_once_cannot_exceed_the_budget(libraries: Libraries) -> None:
    use, budget = libraries.model("ours"), Budget(tokens=100)
    with ThreadPoolExecutor(4) as pool:
        let_through = pool.map(lambda _: use.reserve(TODAY, Spending(30), budget), range(8))
    assert sum(let_through) == 3
    assert use.day(TODAY).spent.tokens == 90
