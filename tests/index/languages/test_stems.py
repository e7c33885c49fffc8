"""The forms of one word have one stem, and other words have others."""

from __future__ import annotations

import pytest

from index.languages import LANGUAGES, language, words
from index.languages.query import phrase, query_terms


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("ru", "зерно зерна зерне зерном"),
        ("ru", "мост моста мосту мосты мостов"),
        ("ru", "ещё еще"),
        ("ru", "берёза березы"),
        ("uk", "рік року роки"),
        ("uk", "дорога дорозі дороги дорогу"),
        ("uk", "міністерка міністерці міністерку"),
        ("uk", "вода води воді водою"),
        ("uk", "Львів Львова Львові"),
        ("uk", "коваленко коваленка коваленкові"),
        ("uk", "п'ять п’ять пʼять"),
        ("de", "Haus Häuser Hauses"),
        ("de", "Brücke Brücken"),
        ("de", "Straße Strasse"),
        ("en", "dam dams"),
        ("en", "élan elan"),
        ("en", "win wins won winning"),
        ("en", "Sell sold"),
    ],
)
def test_forms_of_a_word_share_its_stem(code: str, forms: str) -> None:
    assert len(set(language(code).stems(forms.split()))) == 1


@pytest.mark.parametrize(
    ("code", "others"),
    [
        ("ru", "мост место плотина паром"),
        ("uk", "міст річка паром туман зерно вода гребля"),
        ("de", "Damm Dame Dampf Brücke Gas Gast"),
    ],
)
def test_other_words_have_other_stems(code: str, others: str) -> None:
    stems = language(code).stems(others.split())
    assert len(set(stems)) == len(stems)


def test_latin_words_and_numbers_stay_whole_in_cyrillic_languages() -> None:
    assert language("uk").stems(["Lindner", "2026"]) == ["lindner", "2026"]
    assert language("ru").stems(["Lindner", "2026"]) == ["lindner", "2026"]


def test_an_unknown_language_is_found_by_its_words() -> None:
    assert language("fr").indexed("Les ponts, hier") == "Les ponts, hier"


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_stop_words_are_written_as_words_are_cut(code: str) -> None:
    for word in language(code).stop_words:
        assert words(word) == [word]


def test_english_libraries_are_searched_as_ever() -> None:
    assert query_terms("What of the Dams and the dam's crack?", {"en"}) == {
        "dams": '"dams"',
        "dam": '"dam"',
        "crack": '"crack"',
    }
    assert phrase("The dam’s crack", {"en", "fr"}) == '"the dam s crack"'


def test_each_language_adds_its_stems_but_not_its_stop_words() -> None:
    terms = query_terms("war Häuser", {"en", "de"})
    assert terms == {"war": '"war"', "häuser": '"häuser" OR "haus"'}
    assert "was" not in query_terms("Was sagte Lindner über das Gas?", {"de"})
    assert phrase("die Häuser", {"de"}) == '"die häuser" OR "die haus"'
