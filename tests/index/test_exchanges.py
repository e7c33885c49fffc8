"""What was asked is found again: by its number, by the message that shows it, in its library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.errors import ExchangeNotFound
from index.exchanges import CitedWords, Limits, NewExchange, Ratings
from index.libraries import Libraries
from index.types import Span
from tests.fakes import WordEmbedder

ASKED = NewExchange(
    question="and what about the ferry?",
    understood="What did Ines Maro say about the ferry?",
    asked=date(2026, 3, 1),
    asker="discord:7",
    channel="9",
    status="related",
    reason="Nothing names a ferry.",
    private=True,
    limits=Limits("Ines Maro", None, date(2026, 1, 1), None),
    cited=(
        CitedWords("A-1", 2, Span(3, 9), "direct", "Q-1"),
        CitedWords("A-2", 1, Span(0, 4), "passage"),
    ),
)


@pytest.fixture
def libraries(tmp_path: Path) -> Libraries:
    return Libraries(tmp_path, WordEmbedder())


def test_an_exchange_is_kept_as_it_was(libraries: Libraries, tmp_path: Path) -> None:
    exchange = libraries.exchanges("1").record(ASKED)
    assert exchange.meaning == ASKED.understood
    libraries.close()
    assert Libraries(tmp_path, WordEmbedder()).exchanges("1").get(exchange.number) == exchange


def test_an_exchange_is_found_by_the_message_that_shows_it(libraries: Libraries) -> None:
    store = libraries.exchanges("1")
    first, second = store.record(ASKED), store.record(ASKED)
    store.shown(second.number, "77")
    found = store.of_message("77")
    assert found is not None
    assert found.number == second.number != first.number
    assert store.of_message("78") is None


def test_the_last_one_in_a_channel_is_one_that_everybody_sees(libraries: Libraries) -> None:
    store = libraries.exchanges("1")
    shown = store.record(replace(ASKED, private=False))
    store.record(replace(ASKED, private=True))
    store.record(replace(ASKED, private=False, channel="10"))
    found = store.last_in("9")
    assert found is not None
    assert found.number == shown.number
    assert store.last_in("11") is None
    assert libraries.exchanges("2").last_in("9") is None


def test_no_library_sees_the_exchanges_of_another(libraries: Libraries) -> None:
    number = libraries.exchanges("1").record(ASKED).number
    libraries.exchanges("1").shown(number, "77")
    other = libraries.exchanges("2")
    with pytest.raises(ExchangeNotFound):
        other.get(number)
    with pytest.raises(ExchangeNotFound):
        other.rate(number, "discord:7", 1)
    other.forget(number)
    other.shown(number, "78")
    assert other.of_message("77") is None
    assert libraries.exchanges("1").get(number).message == "77"


def test_each_person_rates_once_and_may_think_again(libraries: Libraries) -> None:
    store = libraries.exchanges("1")
    number = store.record(ASKED).number
    assert store.rate(number, "discord:7", 1) == Ratings(1, 0)
    assert store.rate(number, "discord:8", -1) == Ratings(1, 1)
    assert store.rate(number, "discord:7", -1) == Ratings(0, 2)
    assert store.rate(number, "discord:7", None) == Ratings(0, 1)


def test_what_is_forgotten_leaves_its_follow_ups_alone(libraries: Libraries) -> None:
    store = libraries.exchanges("1")
    first = store.record(ASKED).number
    store.rate(first, "discord:7", 1)
    second = store.record(replace(ASKED, follows=first)).number
    store.forget(first)
    assert store.get(second).follows is None
    assert store.ratings(first) == Ratings(0, 0)


def test_a_private_answer_is_made_public_once(libraries: Libraries) -> None:
    store, other = libraries.exchanges("1"), libraries.exchanges("2")
    number = store.record(ASKED).number
    assert not other.publish(number)
    assert store.publish(number)
    assert not store.publish(number)
    assert not store.get(number).private
    assert store.publish(number, public=False)
    assert store.get(number).private


def test_what_one_person_thinks_is_known(libraries: Libraries) -> None:
    store = libraries.exchanges("1")
    number = store.record(ASKED).number
    store.rate(number, "discord:7", -1)
    assert store.rating(number, "discord:7") == -1
    assert store.rating(number, "discord:8") is None
    assert libraries.exchanges("2").rating(number, "discord:7") is None
    store.shown(number, "77")
    store.shown(number, None)
    assert store.get(number).message is None
