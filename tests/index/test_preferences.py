"""What is chosen for a library holds, is its own, and is told to its log once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.libraries import Libraries
from tests.fakes import WordEmbedder


@pytest.fixture
def libraries(tmp_path: Path) -> Iterator[Libraries]:
    made = Libraries(tmp_path, WordEmbedder())
    yield made
    made.close()


def test_choices_hold_and_say_what_they_changed(libraries: Libraries) -> None:
    store = libraries.preferences("1")
    assert store.all() == {}
    [first] = store.choose({"askers": [7, 8]}, by="discord:1")
    assert (first.name, first.old, first.new, first.by) == ("askers", None, [7, 8], "discord:1")
    changes = store.choose({"askers": None, "private": True}, by="discord:2")
    assert [(each.name, each.old, each.new) for each in changes] == [
        ("askers", [7, 8], None),
        ("private", None, True),
    ]
    assert libraries.preferences("1").all() == {"private": True}
    assert store.latest() == changes[-1]


def test_choosing_what_is_so_changes_nothing(libraries: Libraries) -> None:
    store = libraries.preferences("1")
    store.choose({"private": True}, by="ada")
    assert store.choose({"private": True, "threads": None}, by="bob") == []
    latest = store.latest()
    assert latest is not None
    assert latest.by == "ada"


def test_no_library_sees_the_choices_of_another(libraries: Libraries) -> None:
    libraries.log("2").begin("99")
    libraries.preferences("1").choose({"private": True}, by="ada")
    other = libraries.preferences("2")
    assert other.all() == {}
    assert other.latest() is None
    assert other.untold() == []


def test_a_log_is_told_of_what_was_chosen_while_there_was_one(libraries: Libraries) -> None:
    store, log = libraries.preferences("1"), libraries.log("1")
    store.choose({"private": True}, by="ada")
    log.begin("99")
    assert store.untold() == []
    assert libraries.untold() == []
    store.choose({"private": None, "threads": True}, by="ada")
    store.note("log", None, "99", by="ada")
    assert [each.name for each in store.untold()] == ["private", "threads", "log"]
    assert libraries.untold() == ["1"]
    store.told(store.untold()[1].number)
    assert [each.name for each in store.untold()] == ["log"]
    store.told(store.untold()[-1].number)
    assert libraries.untold() == []
