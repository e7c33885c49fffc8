"""Whom the beginning of a name may become, key by key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.libraries import Libraries
from index.library import Library
from index.speakers import completion
from index.speakers.completion import SpeakerCompletion
from index.speakers.keys import NameKey, key_of
from tests.fakes import WordEmbedder
from tests.index.speakers.conftest import say

ZELENSKY = "Volodymyr Zelensky"
COMPLETION = SpeakerCompletion(
    {
        ZELENSKY: [ZELENSKY, "Володимир Зеленський"],
        "Grace García": ["Grace García", "Grace Garcia-Lund", "the Auditor"],
        "Andrei Harasov": ["Andrei Harasov"],
        "Zelda Maro": ["Zelda Maro", "Zelda Maro"],
    },
    {},
)


@pytest.mark.parametrize(
    "typed",
    [
        "v", "Zelensk", "zelenskyy", "Selensk", "selenskyj", "Зелен", "ЗЕЛ", "Володимир Зел",
        "zelensky vol", "Wolodymyr", "Vladimir Zelen",
    ],
)  # fmt: skip
def test_a_speaker_is_found_by_any_spelling_and_script(typed: str) -> None:
    assert COMPLETION.starting(typed, 25)[0] == ZELENSKY


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", [ZELENSKY, "Grace García", "Andrei Harasov", "Zelda Maro"]),
        ("   ", [ZELENSKY, "Grace García", "Andrei Harasov", "Zelda Maro"]),
        ("zel", [ZELENSKY, "Zelda Maro"]),
        ("garcia", ["Grace García"]),
        ("audit", ["Grace García"]),
        ("gar", ["Grace García"]),
        ("arcia", []),
        ("zelda grace", []),
        ("***", []),
        ("新华社", []),
    ],
)
def test_each_word_begins_one_of_a_speakers_names(typed: str, names: list[str]) -> None:
    assert COMPLETION.starting(typed, 25) == names


def test_no_more_are_offered_than_asked_for() -> None:
    assert COMPLETION.starting("", 2) == [ZELENSKY, "Grace García"]
    assert COMPLETION.starting("zel", 1) == [ZELENSKY]


@given(st.text(max_size=40))
def test_whatever_is_typed_each_is_offered_once(typed: str) -> None:
    found = COMPLETION.starting(typed, 3)
    assert len(found) == len(set(found)) <= 3


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    yield libraries.get("local")
    libraries.close()


def test_the_most_quoted_come_first_under_all_names_as_of_now(library: Library) -> None:
    say(library, "Jon Maro", "Ada Vell", "Ada Vell", about="one")
    register = library.register
    assert register.starting("", 25) == ["Ada Vell", "Jon Maro"]
    say(library, "Jon Maro", "Jon Maro", about="two")
    assert register.starting("", 25) == ["Jon Maro", "Ada Vell"]
    register.add_alias("Ada Vell", "The Captain", by="mod")
    assert register.starting("capt", 25) == ["Ada Vell"]
    register.merge("Jon Maro", "Ada Vell", by="mod")
    assert register.starting("mar", 25) == ["Ada Vell"]
    register.undo(by="mod")
    assert register.starting("mar", 25) == ["Jon Maro"]


def test_after_a_change_only_names_that_came_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"Ada Vell": ["Ada Vell"], "Jon Maro": ["Jon Maro"]}
    before = SpeakerCompletion(names, {})
    read: list[str] = []

    def reading(name: str) -> NameKey:
        read.append(name)
        return key_of(name)

    monkeypatch.setattr(completion, "key_of", reading)
    SpeakerCompletion(names, {}, before)
    assert read == []
    after = SpeakerCompletion({**names, "Ada Vell": ["Ada Vell", "the Mayor"]}, {}, before)
    assert read == ["Ada Vell", "the Mayor"]
    assert after.starting("may", 25) == ["Ada Vell"]
    assert SpeakerCompletion({"Jon Maro": ["Jon Maro"]}, {}, after).starting("", 9) == ["Jon Maro"]
