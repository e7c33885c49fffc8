"""One speaker for all names of a person, in a library that grows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.libraries import Libraries
from index.library import Library
from index.types import Metadata
from tests.fakes import WordEmbedder
from tests.index.speakers.conftest import article, grouped, groups, say, speakers

ZELENSKY = (
    "Volodymyr Zelensky",
    "Volodymyr Zelenskyy",
    "Владимир Зеленский",
    "Володимир Зеленський",
    "W. Selenskyj",
)


@pytest.mark.parametrize("order", [1, -1])
def test_all_spellings_come_under_one_speaker(library: Library, order: int) -> None:
    for name in ZELENSKY[::order]:
        say(library, name)
    say(library, "Volodymyr Zelensky", about="again")
    assert speakers(library) == dict.fromkeys(ZELENSKY, "Volodymyr Zelensky")
    [summary] = library.speakers()
    assert summary.statements == summary.articles == 6
    assert set(summary.aliases) == {*ZELENSKY} - {"Volodymyr Zelensky"}


def test_the_article_s_own_words_stay(library: Library) -> None:
    say(library, "President [Volodymyr Zelensky]", "President [Volodymyr Zelensky]")
    say(library, "Präsident [Wolodymyr Selenskyj]")
    [last] = [s for s in library.statements() if s.speaker and "Präsident" in s.speaker.as_written]
    assert last.speaker is not None
    assert last.speaker.name == "Volodymyr Zelensky"
    assert last.speaker.as_written == "Präsident Wolodymyr Selenskyj"
    assert library.statement(last.id) == last


def test_the_name_is_the_most_used_one_in_latin_letters(library: Library) -> None:
    say(library, "Владимир Зеленский", "Владимир Зеленский", "V. Zelensky", "V. Zelensky")
    say(library, "Volodymyr Zelensky")
    assert set(speakers(library).values()) == {"Volodymyr Zelensky"}
    say(library, "Volodymyr Zelenskyy", "Volodymyr Zelenskyy")
    assert set(speakers(library).values()) == {"Volodymyr Zelenskyy"}


def test_one_surname_is_not_one_person(library: Library) -> None:
    say(library, "Bill Clinton", "Hillary Clinton")
    say(library, "Clinton")
    say(library, "H. Clinton")
    assert groups(library) == set(
        grouped("Bill Clinton", "Hillary Clinton = H. Clinton", "Clinton")
    )


def test_an_initial_joins_only_where_one_fits(library: Library) -> None:
    say(library, "J. Maro")
    say(library, "Jon Maro")
    assert groups(library) == set(grouped("J. Maro = Jon Maro"))
    other = say(library, "Jana Maro")
    assert groups(library) == set(grouped("J. Maro", "Jon Maro", "Jana Maro"))
    library.remove(other, by="tester")
    assert groups(library) == set(grouped("J. Maro = Jon Maro"))


def test_a_spelling_that_fits_two_is_neither(library: Library) -> None:
    say(library, "Andrei Sakharov", "Andrej Sacharow")
    assert groups(library) == set(grouped("Andrei Sakharov = Andrej Sacharow"))
    say(library, "Andrei Zakharov")
    assert groups(library) == set(grouped("Andrei Sakharov", "Andrei Zakharov", "Andrej Sacharow"))


def test_an_initial_and_an_open_spelling_find_each_other(library: Library) -> None:
    say(library, "A. Sacharow", "Andrej Sacharow")
    assert groups(library) == set(grouped("A. Sacharow = Andrej Sacharow"))
    say(library, "Andrei Sakharov")
    assert groups(library) == set(grouped("A. Sacharow = Andrej Sacharow = Andrei Sakharov"))


def test_names_go_with_their_last_statement(library: Library) -> None:
    one, other = say(library, "Volodymyr Zelensky"), say(library, "Volodymyr Zelenskyy")
    library.remove(one, by="tester")
    assert speakers(library) == {"Volodymyr Zelenskyy": "Volodymyr Zelenskyy"}
    library.remove(other, by="tester")
    assert library.speakers() == []
    assert library.directory().called("Zelensky") == ()


def test_rebuilding_and_adding_again_change_nothing(libraries: Libraries) -> None:
    library = libraries.get("local")
    say(library, *ZELENSKY, "J. Maro", "Jon Maro", "Clinton", "Bill Clinton")
    before, everybody = speakers(library), library.speakers()
    libraries.rebuild()
    assert (speakers(library), library.speakers()) == (before, everybody)
    library.remove(library.list()[0].id, by="tester")
    say(library, *ZELENSKY, "J. Maro", "Jon Maro", "Clinton", "Bill Clinton")
    assert (speakers(library), library.speakers()) == (before, everybody)


def test_a_new_version_brings_its_own_names(library: Library) -> None:
    say(library, "Volodymyr Zelensky")
    url = Metadata(url="https://record.example/x")
    library.add([replace(article("Jon Maro"), metadata=url)], added_by="tester")
    library.add([replace(article("Volodymyr Zelenskyy"), metadata=url)], added_by="tester")
    assert groups(library) == set(grouped("Volodymyr Zelensky = Volodymyr Zelenskyy"))


def test_libraries_know_nothing_of_each_other(libraries: Libraries) -> None:
    one, other = libraries.get("1"), libraries.get("2")
    say(one, "Volodymyr Zelensky", "Jana Maro", "Jon Maro")
    say(other, "Volodymyr Zelenskyy", "J. Maro", "Jon Maro")
    one.register.add_alias("Volodymyr Zelensky", "Ze", by="mod")
    one.register.merge("Jana Maro", "Jon Maro", by="mod")
    assert groups(other) == set(grouped("Volodymyr Zelenskyy", "J. Maro = Jon Maro"))
    assert other.directory().called("Ze") == ()
    assert other.register.decisions() == []
    assert [s.name for s in other.speakers()] == ["Jon Maro", "Volodymyr Zelenskyy"]


def test_another_process_sees_the_same(libraries: Libraries, tmp_path: Path) -> None:
    say(libraries.get("local"), *ZELENSKY)
    with_other = Libraries(tmp_path, WordEmbedder())
    assert len(groups(with_other.get("local"))) == 1
    say(with_other.get("local"), "Clinton")
    with_other.close()
    assert len(groups(libraries.get("local"))) == 2
