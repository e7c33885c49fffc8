"""What moderators decide about speakers sticks, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from index.errors import (
    DecisionNotFound,
    DecisionRefused,
    SpeakerAmbiguous,
    SpeakerNotFound,
)
from index.libraries import Libraries
from index.library import Library
from index.types import SpeakerRole
from tests.fakes import WordEmbedder
from tests.index.speakers.conftest import grouped, groups, say, speakers


def merge(library: Library, who: str, into: str) -> int:
    return library.register.merge(who, into, by="mod").number


def split(library: Library, name: str) -> int:
    return library.register.split(name, by="mod").number


def rename(library: Library, who: str, name: str) -> int:
    return library.register.rename(who, name, by="mod").number


def undo(library: Library, number: int | None = None) -> int:
    return library.register.undo(number, by="other mod").number


def test_merged_speakers_are_one_under_the_second_s_name(library: Library) -> None:
    say(library, "Donald Trump", "Donald J. Trump", "Donald J. Trump")
    merge(library, "Donald J. Trump", "Donald Trump")
    assert speakers(library) == dict.fromkeys(("Donald Trump", "Donald J. Trump"), "Donald Trump")
    assert len(library.statements(speaker="Donald Trump")) == 3
    assert library.statements(speaker="Donald J. Trump") == []
    undo(library)
    assert groups(library) == set(grouped("Donald Trump", "Donald J. Trump"))


def test_a_merge_holds_for_spellings_and_articles_to_come(library: Library) -> None:
    first = say(library, "Kateryna Ruban", "Kateryna Melnyk")
    merge(library, "Kateryna Ruban", "Kateryna Melnyk")
    library.remove(first, by="tester")
    assert library.speakers() == []
    say(library, "Ekaterina Ruban")
    assert speakers(library) == {"Ekaterina Ruban": "Ekaterina Ruban"}
    say(library, "Катерина Мельник", "Kateryna Melnik")
    assert set(speakers(library).values()) == {"Kateryna Melnik"}


def test_a_name_that_was_split_off_is_its_own_speaker_for_good(
    libraries: Libraries, tmp_path: Path
) -> None:
    library = libraries.get("local")
    say(library, "Igor Petrov", "Igor Petroff", "Игорь Петров")
    assert len(groups(library)) == 1
    split(library, "Igor Petroff")
    apart = set(grouped("Igor Petrov = Игорь Петров", "Igor Petroff"))
    assert groups(library) == apart
    libraries.rebuild()
    say(library, "Igor Petroff", about="something else")
    assert groups(library) == apart
    reopened = Libraries(tmp_path, WordEmbedder())
    assert groups(reopened.get("local")) == apart
    reopened.close()


def test_what_was_merged_can_be_split_and_merged_again(library: Library) -> None:
    say(library, "Igor Petrov", "Igor Petroff", "Jon Maro")
    first = split(library, "Igor Petroff")
    merge(library, "Igor Petroff", "Jon Maro")
    assert groups(library) == set(grouped("Igor Petrov", "Jon Maro = Igor Petroff"))
    split(library, "Igor Petroff")
    assert groups(library) == set(grouped("Igor Petrov", "Jon Maro", "Igor Petroff"))
    undo(library)
    assert groups(library) == set(grouped("Igor Petrov", "Jon Maro = Igor Petroff"))
    # Without the first split its merge is about nobody, and takes nobody else along.
    undo(library, first)
    assert groups(library) == set(grouped("Igor Petrov = Igor Petroff", "Jon Maro"))


def test_a_new_name_is_shown_and_means_the_speaker_in_articles(library: Library) -> None:
    say(library, "Volodymyr Zelensky", "Jon Maro")
    rename(library, "Zelensky", "Zelensky of Kyiv")
    assert speakers(library)["Volodymyr Zelensky"] == "Zelensky of Kyiv"
    say(library, "Zelensky of Kyiv", "Volodymyr Zelenskyy", "Volodymyr Zelenskyy")
    assert set(speakers(library).values()) == {"Zelensky of Kyiv", "Jon Maro"}
    undo(library)
    assert groups(library) == set(
        grouped("Volodymyr Zelensky = Volodymyr Zelenskyy", "Zelensky of Kyiv", "Jon Maro")
    )


def test_merged_speakers_bring_their_aliases_but_not_their_title(library: Library) -> None:
    say(library, "Jon Maro", "Ada Vell")
    rename(library, "Jon Maro", "The Captain")
    library.register.add_alias("The Captain", "Skipper", by="mod")
    merge(library, "The Captain", "Ada Vell")
    assert set(speakers(library).values()) == {"Ada Vell"}
    assert library.directory().called("Skipper") == ("Ada Vell",)
    assert set(library.register.profile("Skipper").aliases) == {"Jon Maro", "Skipper"}
    split(library, "Jon Maro")
    assert library.directory().called("Skipper") == ("Ada Vell",)


def test_an_alias_is_for_questions_alone(library: Library) -> None:
    say(library, "Jon Maro", "Skipper")
    library.register.add_alias("Jon Maro", "Old  Salt", by="mod")
    assert library.directory().called("Old Salt") == ("Jon Maro",)
    library.register.add_alias("Jon Maro", "Skipper", by="mod")
    assert groups(library) == set(grouped("Jon Maro", "Skipper"))
    assert set(library.directory().called("Skipper")) == {"Jon Maro", "Skipper"}
    undo(library)
    assert library.directory().called("Skipper") == ("Skipper",)


def test_an_initial_that_was_decided_about_stays_where_it_was_put(library: Library) -> None:
    say(library, "J. Maro", "Ada Vell")
    merge(library, "J. Maro", "Ada Vell")
    say(library, "Jon Maro")
    assert groups(library) == set(grouped("J. Maro = Ada Vell", "Jon Maro"))
    undo(library)
    assert groups(library) == set(grouped("J. Maro = Jon Maro", "Ada Vell"))


def test_whom_a_speaker_was_merged_into_stays_who_it_was(library: Library) -> None:
    say(library, "J. Maro", "Ada Vell")
    merge(library, "Ada Vell", "J. Maro")
    say(library, "Jon Maro")
    assert speakers(library) == {
        "J. Maro": "J. Maro",
        "Ada Vell": "J. Maro",
        "Jon Maro": "Jon Maro",
    }


def test_an_initial_is_split_off_whom_it_was_joined_to(library: Library) -> None:
    say(library, "J. Maro", "Jon Maro")
    split(library, "J. Maro")
    assert groups(library) == set(grouped("J. Maro", "Jon Maro"))


def test_decisions_can_be_undone_in_any_order(library: Library) -> None:
    say(library, "Ada Vell", "Bo Lind", "Cy Dunn")
    first, second = merge(library, "Ada Vell", "Bo Lind"), merge(library, "Bo Lind", "Cy Dunn")
    assert len(groups(library)) == 1
    undo(library, first)
    assert groups(library) == set(grouped("Ada Vell", "Bo Lind = Cy Dunn"))
    undo(library, second)
    assert len(groups(library)) == 3


def test_who_decided_and_when_is_kept(library: Library) -> None:
    say(library, "Ada Vell", "Bo Lind")
    merge(library, "Ada Vell", "Bo Lind")
    undo(library)
    rename(library, "Ada Vell", "Ada V.")
    merged, renamed = library.register.decisions()
    assert (merged.kind, merged.name, merged.to, merged.made_by, merged.undone_by) == (
        "merge",
        "Ada Vell",
        "Bo Lind",
        "mod",
        "other mod",
    )
    assert merged.undone_at is not None
    assert merged.made_at <= merged.undone_at <= renamed.made_at
    assert (renamed.number, renamed.undone_by, renamed.undone_at) == (2, None, None)


@pytest.mark.parametrize(
    "decide",
    [
        lambda library: merge(library, "Jon Maro", "Maro, Jon"),
        lambda library: merge(library, "Jon Maro", "Jon Maro"),
        lambda library: split(library, "Jon Maro"),
        lambda library: rename(library, "Jon Maro", "Ada Vell"),
        lambda library: rename(library, "Jon Maro", "A. Vell"),
        lambda library: rename(library, "Jon Maro", "Jon Maro"),
        lambda library: rename(library, "Jon Maro", "  "),
        lambda library: library.register.add_alias("Ada Vell", "A. Vell", by="mod"),
        lambda library: library.register.add_alias("Ada Vell", "", by="mod"),
    ],
)
def test_a_decision_that_says_nothing_or_contradicts_is_refused(
    library: Library, decide: Callable[[Library], object]
) -> None:
    say(library, "Jon Maro", "Ada Vell", "A. Vell")
    before = speakers(library)
    with pytest.raises((DecisionRefused, SpeakerNotFound)):
        decide(library)
    assert library.register.decisions() == []
    assert speakers(library) == before


def test_two_speakers_never_share_a_name(library: Library) -> None:
    say(library, "Jon Maro", "Ada Vell")
    rename(library, "Jon Maro", "Captain")
    with pytest.raises(DecisionRefused, match="Merge the two"):
        rename(library, "Ada Vell", "Captain")
    again = rename(library, "Captain", "Jon Maro")
    assert again == 2
    undo(library, again)
    second = rename(library, "Captain", "Skipper")
    rename(library, "Ada Vell", "Captain")
    undo(library, second)
    assert speakers(library) == {"Jon Maro": "Jon Maro", "Ada Vell": "Captain"}


def test_who_is_not_there_or_not_one_is_refused(library: Library) -> None:
    say(library, "Bill Clinton", "Hillary Clinton")
    with pytest.raises(SpeakerAmbiguous, match="Hillary") as ambiguous:
        merge(library, "Clinton", "Bill Clinton")
    assert set(ambiguous.value.names) == {"Bill Clinton", "Hillary Clinton"}
    with pytest.raises(SpeakerNotFound, match="Did you mean Bill Clinton") as missing:
        library.register.profile("Bill Clintn")
    assert missing.value.near[0] == "Bill Clinton"
    with pytest.raises(SpeakerNotFound):
        split(library, "Chelsea Clinton")
    for number in (None, 0, 1, -1):
        with pytest.raises(DecisionNotFound):
            undo(library, number)


def test_what_is_undone_cannot_be_undone_again(library: Library) -> None:
    say(library, "Ada Vell", "Bo Lind")
    number = merge(library, "Ada Vell", "Bo Lind")
    undo(library, number)
    for again in (number, None):
        with pytest.raises(DecisionNotFound):
            undo(library, again)


def test_a_profile_has_the_roles_over_time(library: Library) -> None:
    say(library, "Energy minister [Ines Maro]", "Ines Maro", day=date(2024, 5, 1))
    say(library, "The energy minister [Inés Maro], an engineer", day=date(2023, 2, 1))
    say(library, "President [Ines Maro]", "Mrs [Ines Maro]", day=date(2026, 1, 1))
    say(library, "Governor [Ines Maro]")
    profile = library.register.profile("Inés Maro")
    assert (profile.name, profile.statements, profile.articles) == ("Ines Maro", 6, 4)
    assert profile.aliases == ("Inés Maro",)
    assert profile.roles == (
        SpeakerRole("Energy minister", 2, date(2023, 2, 1), date(2024, 5, 1)),
        SpeakerRole("engineer", 1, date(2023, 2, 1), date(2023, 2, 1)),
        SpeakerRole("President", 1, date(2026, 1, 1), date(2026, 1, 1)),
        SpeakerRole("Governor", 1, None, None),
    )
