"""What was asked is found again: by its number, by the message that shows it, in its library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from index.errors import DatabaseBusy, ExchangeNotFound
from index.exchanges import (
    CitedWords,
    Limits,
    NewExchange,
    Ratings,
    WrittenAnswer,
    WrittenSentence,
)
from index.libraries import Libraries
from index.store.database import Database
from index.store.unwritten import UnwrittenExchanges
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
    written=WrittenAnswer((WrittenSentence("It rained. Twice.", (2, 1)),), left_out=3),
)


@pytest.fixture
def libraries(tmp_path: Path) -> Libraries:
    return Libraries(tmp_path, WordEmbedder())


def test_an_exchange_is_kept_as_it_was(libraries: Libraries, tmp_path: Path) -> None:
    exchange = libraries.exchanges("1").record(ASKED)
    assert exchange.meaning == ASKED.understood
    libraries.close()
    assert Libraries(tmp_path, WordEmbedder()).exchanges("1").get(exchange.number) == exchange


@contextmanager
def busy(_: Database) -> Iterator[None]:
    """In place of a transaction: another process writes."""
    raise DatabaseBusy("Another process has been writing.", "Wait.")
    yield


def test_what_cannot_be_written_is_known_all_the_same(
    tmp_path: Path, libraries: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = libraries.exchanges("1"), libraries.exchanges("2")
    monkeypatch.setattr(Database, "writing", busy)
    first = store.record(replace(ASKED, private=False))
    second = store.record(replace(ASKED, follows=first.number))
    for write in (store.write, partial(store.shown, first.number, "77")):
        with pytest.raises(DatabaseBusy):
            write()
    with pytest.raises(DatabaseBusy):
        store.rate(second.number, "discord:7", 1)
    other.record(ASKED)
    assert store.get(second.number) == second
    assert store.of_message("77") == replace(first, message="77") == store.last_in("9")
    with pytest.raises(ExchangeNotFound):
        other.get(first.number)
    assert other.of_message("77") is None
    monkeypatch.undo()
    libraries.close()
    again = Libraries(tmp_path, WordEmbedder()).exchanges("1")
    assert again.of_message("77") == replace(first, message="77")
    assert again.get(second.number) == second


def test_so_many_are_kept_while_they_cannot_be_written(tmp_path: Path) -> None:
    unwritten = UnwrittenExchanges(Database(tmp_path), most=2)
    first, second, third = (unwritten.add(1, ASKED) for _ in range(3))
    assert unwritten.latest(1, lambda each: each == first) is None
    assert unwritten.latest(1, lambda each: each == second) == second
    assert unwritten.latest(1, lambda _: True) == third


def test_numbers_are_in_order_and_not_to_be_guessed(libraries: Libraries) -> None:
    store = libraries.exchanges("1")
    numbers = [store.record(ASKED).number for _ in range(200)]
    assert sorted(set(numbers)) == numbers
    assert all(len(str(number)) == 18 for number in numbers)
    assert len({later - number for number, later in pairwise(numbers)}) > 150


def test_a_question_with_half_a_character_stops_no_other(libraries: Libraries) -> None:
    store = libraries.exchanges("1")
    half = store.record(replace(ASKED, question="What? \ud83d", understood=None))
    whole = store.record(ASKED)
    store.write()
    assert store.get(half.number).question == "What? ?"
    assert store.get(whole.number) == whole


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
    moment = datetime.now(UTC)
    second = store.record(replace(ASKED, follows=first)).number
    store.write()
    assert store.get(second).follows == first
    assert libraries.forget_exchanges(moment) == 1
    late = store.record(replace(ASKED, follows=first)).number
    store.write()
    assert [store.get(number).follows for number in (second, late)] == [None, None]
    assert store.ratings(first) == Ratings(0, 0)


def test_a_private_answer_is_made_public_once(libraries: Libraries) -> None:
    store, other = libraries.exchanges("1"), libraries.exchanges("2")
    number = store.record(ASKED).number
    fewer = ASKED.cited[1:]
    assert not other.publish(number, fewer)
    assert store.get(number).private
    assert store.publish(number, fewer)
    assert not store.publish(number, ())
    public = store.get(number)
    assert (public.private, public.cited) == (False, fewer)
    assert store.publish(number, ASKED.cited, public=False)
    private = store.get(number)
    assert (private.private, private.cited) == (True, ASKED.cited)


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
