"""What was asked in vain is listed once, by nobody's name, until it is answered or dealt with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index.exchanges import CitedWords, Exchange, ExchangeStatus, NewExchange
from index.gaps import Gap, question_key
from index.libraries import Libraries
from index.store.database import DATABASE_NAME
from index.types import Span
from tests.fakes import WordEmbedder

CITED = (CitedWords("A-1", 2, Span(3, 9), "direct", "Q-1"),)


@pytest.fixture
def libraries(tmp_path: Path) -> Iterator[Libraries]:
    made = Libraries(tmp_path, WordEmbedder())
    yield made
    made.close()


def ask(
    libraries: Libraries,
    question: str,
    status: ExchangeStatus = "not_found",
    *,
    asker: str = "discord:7",
    understood: str | None = None,
    private: bool = False,
    library: str = "1",
) -> Exchange:
    store = libraries.exchanges(library)
    exchange = store.record(
        NewExchange(
            question=question,
            understood=understood,
            asked=date(2026, 3, 1),
            asker=asker,
            status=status,
            reason=None if status == "answered" else "Nothing mentions it.",
            private=private,
            cited=() if status == "not_found" else CITED,
        )
    )
    store.write()
    return exchange


def gaps(libraries: Libraries) -> tuple[Gap, ...]:
    return libraries.gaps("1").page().gaps


def backdate(directory: Path, exchange: Exchange, by: timedelta) -> None:
    with sqlite3.connect(directory / DATABASE_NAME) as db:
        at = (exchange.at - by).isoformat()
        db.execute("UPDATE exchanges SET at = ? WHERE number = ?", (at, exchange.number))
    db.close()


def test_the_same_question_is_one_gap(libraries: Libraries) -> None:
    ask(libraries, "Who built the Ferry?")
    ask(libraries, "who built  the ferry", asker="discord:8")
    ask(libraries, "and the ferry?", "related", understood="Who built the ferry")
    [gap] = gaps(libraries)
    assert (gap.question, gap.kind, gap.times, gap.people) == (
        "Who built the ferry",
        "related",
        3,
        2,
    )
    assert gap.reason == "Nothing mentions it."
    assert gap.cited == CITED


def test_whoever_asked_in_private_is_not_even_counted(libraries: Libraries) -> None:
    ask(libraries, "A ferry?", asker="discord:7", private=True)
    [gap] = gaps(libraries)
    assert (gap.times, gap.people) == (1, 0)
    ask(libraries, "A ferry?", asker="discord:8")
    [gap] = gaps(libraries)
    assert (gap.times, gap.people) == (2, 1)


def test_a_good_answer_is_no_gap_and_closes_those_before_it(libraries: Libraries) -> None:
    ask(libraries, "A ferry?")
    ask(libraries, "A ferry?", "answered")
    assert gaps(libraries) == ()
    ask(libraries, "A ferry?", "related")
    [gap] = gaps(libraries)
    assert (gap.times, gap.kind) == (1, "related")


def test_an_answer_that_was_found_bad_is_a_gap(libraries: Libraries) -> None:
    number = ask(libraries, "A ferry?", "answered").number
    store = libraries.exchanges("1")
    store.rate(number, "discord:1", 1)
    assert gaps(libraries) == ()
    store.rate(number, "discord:2", -1)
    store.rate(number, "discord:3", -1)
    [gap] = gaps(libraries)
    assert (gap.kind, gap.disliked, gap.cited) == ("disliked", 2, CITED)
    store.rate(number, "discord:2", None)
    store.rate(number, "discord:3", 1)
    assert gaps(libraries) == ()


def test_the_most_asked_or_the_newest_come_first(libraries: Libraries) -> None:
    for question in ("A ferry?", "A ferry?", "A bridge?", "A dam?"):
        ask(libraries, question)
    store = libraries.gaps("1")
    assert [gap.question for gap in store.page().gaps] == ["A ferry?", "A dam?", "A bridge?"]
    newest = store.page(order="newest", limit=2)
    assert [gap.question for gap in newest.gaps] == ["A dam?", "A bridge?"]
    assert newest.total == 3
    assert [gap.question for gap in store.page(order="newest", offset=2).gaps] == ["A ferry?"]


def test_only_what_was_asked_since(libraries: Libraries, tmp_path: Path) -> None:
    backdate(tmp_path, ask(libraries, "A ferry?"), timedelta(days=10))
    ask(libraries, "A bridge?")
    since = datetime.now(UTC) - timedelta(days=3)
    [gap] = libraries.gaps("1").page(since=since).gaps
    assert gap.question == "A bridge?"


def test_what_is_dealt_with_is_gone_until_it_is_asked_in_vain_again(libraries: Libraries) -> None:
    rated = ask(libraries, "A ferry?", "answered").number
    libraries.exchanges("1").rate(rated, "discord:2", -1)
    ask(libraries, "A bridge?")
    libraries.gaps("1").dismiss(question_key("a ferry"), by="discord:1")
    libraries.gaps("1").dismiss(question_key("a ferry"), by="discord:1")
    assert [gap.question for gap in gaps(libraries)] == ["A bridge?"]
    ask(libraries, "A FERRY?", "related")
    assert {gap.question: gap.times for gap in gaps(libraries)} == {"A FERRY?": 1, "A bridge?": 1}
    libraries.gaps("1").dismiss(question_key("a ferry"), by="discord:1")
    libraries.exchanges("1").rate(rated, "discord:3", -1)
    assert {gap.kind for gap in gaps(libraries)} == {"disliked", "not_found"}


def test_no_library_sees_the_gaps_of_another(libraries: Libraries) -> None:
    ask(libraries, "A ferry?", library="2")
    libraries.gaps("2").dismiss(question_key("A bridge?"), by="ada")
    ask(libraries, "A bridge?")
    assert [gap.question for gap in gaps(libraries)] == ["A bridge?"]


def test_old_exchanges_are_let_go_with_their_ratings(libraries: Libraries, tmp_path: Path) -> None:
    old = ask(libraries, "A ferry?", "answered")
    libraries.exchanges("1").rate(old.number, "discord:2", -1)
    backdate(tmp_path, old, timedelta(days=91))
    ask(libraries, "A bridge?")
    assert libraries.forget_exchanges(datetime.now(UTC) - timedelta(days=90)) == 1
    assert [gap.question for gap in gaps(libraries)] == ["A bridge?"]
    with sqlite3.connect(tmp_path / DATABASE_NAME) as db:
        assert db.execute("SELECT count(*) FROM ratings").fetchone() == (0,)
    db.close()


@pytest.mark.parametrize("odd", ["", "???", "Что?", "Straße", "STRASSE", "a" * 5000])
def test_every_question_has_a_key_of_one_length(odd: str) -> None:
    assert len(question_key(odd)) == 16
    assert question_key("Straße") == question_key("STRASSE  !")
    assert question_key("???") != question_key("!")
