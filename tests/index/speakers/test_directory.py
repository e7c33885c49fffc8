"""Whom people mean by a name in any script, spelling or form."""

from __future__ import annotations

import pytest

from index.speakers import SpeakerDirectory
from index.types import SpeakerSummary

ZELENSKY = "Volodymyr Zelensky"
DIRECTORY = SpeakerDirectory(
    [
        SpeakerSummary(
            ZELENSKY, 9, 3, ("President Volodymyr Zelensky",), ("Володимир Зеленський",)
        ),
        SpeakerSummary("Zelensky", 1, 1, ("Zelensky",)),
        SpeakerSummary("Andrei Sakharov", 3, 1, ("Andrei Sakharov",)),
        SpeakerSummary("Maria Zakharova", 3, 1, ("spokeswoman Maria Zakharova",), ("Masha",)),
        SpeakerSummary("Sergei Shoigu", 3, 1, ("Sergei Shoigu",)),
        SpeakerSummary("Bill Clinton", 3, 1, ("Bill Clinton",)),
        SpeakerSummary("Hillary Clinton", 3, 1, ("Hillary Clinton",)),
        SpeakerSummary("Jan Smith", 3, 1, ("Jan Smith",)),
        SpeakerSummary("Józef Łącki", 3, 1, ("Józef Łącki",)),
        SpeakerSummary("Paul D Marlow", 3, 1, ("Paul D. Marlow",)),
        SpeakerSummary("Kremlin", 3, 1, ("the Kremlin",)),
    ]
)


@pytest.mark.parametrize(
    "who",
    [
        "Volodymyr Zelensky", "Volodymyr Zelenskyy", "Vladimir Zelenskiy", "Wolodymyr Selenskyj",
        "V. Zelensky", "W. Selenskyj", "В. Зеленский", "Владимир Зеленский", "Володимир Зеленський",
        "President Zelensky Volodymyr", "Volodymyr", "Володимир", "Vladimir",
    ],
)  # fmt: skip
def test_a_name_in_any_script_and_spelling(who: str) -> None:
    assert DIRECTORY.called(who)[0] == ZELENSKY


@pytest.mark.parametrize(
    "who",
    ["Zelensky", "zelenskyy", "Zelenskiy", "Selenskyj", "Зеленский", "Зеленський"],
)
def test_a_surname_finds_all_who_bear_it(who: str) -> None:
    found = DIRECTORY.called(who)
    assert found[0] == ZELENSKY
    assert set(found) <= {ZELENSKY, "Zelensky"}


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("Шойгу", ("Sergei Shoigu",)),
        ("Schoigu", ("Sergei Shoigu",)),
        ("Захарова", ("Maria Zakharova",)),
        ("Sakharov", ("Andrei Sakharov",)),
        ("Сахаров", ("Andrei Sakharov",)),
        ("Sakharova", ()),
        ("Zakharov", ()),
        ("Masha", ("Maria Zakharova",)),
        ("Clinton", ("Bill Clinton", "Hillary Clinton")),
        ("H. Clinton", ("Hillary Clinton",)),
        ("Hillary Clinton", ("Hillary Clinton",)),
        ("X. Clinton", ()),
        ("Ian Smith", ()),
        ("Smyth", ()),
        ("Jozef Lacki", ("Józef Łącki",)),
        ("Lacki", ("Józef Łącki",)),
        ("Paul Marlow", ("Paul D Marlow",)),
        ("Paul D. Marlow", ("Paul D Marlow",)),
        ("the Kremlin", ("Kremlin",)),
        ("the spokeswoman", ("Maria Zakharova",)),
        ("V.", ()),
        ("", ()),
    ],
)
def test_who_is_meant(who: str, names: tuple[str, ...]) -> None:
    assert DIRECTORY.called(who) == names


def test_what_is_misspelt_is_only_suggested() -> None:
    assert DIRECTORY.called("Zelenzky") == ()
    assert DIRECTORY.nearest("Zelenzky")[0] in (ZELENSKY, "Zelensky")
    assert ZELENSKY in DIRECTORY.nearest("Зеленскай")
    assert DIRECTORY.nearest("Ian Smyth") == ["Jan Smith"]
    assert len(DIRECTORY.nearest("Clintn", limit=1)) == 1
