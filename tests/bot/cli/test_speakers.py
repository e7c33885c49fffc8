from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Whosaid

TEXT = """Minister Ines Maro spoke. “The bridge will carry trams,” said Ines Maro, the minister.

“It will not hold,” said Inés Maro. “We shall see,” said Tomas Rehn, an engineer.
"""


@pytest.fixture
def quoted(whosaid: Whosaid, tmp_path: Path) -> Whosaid:
    """The command line over two articles; Ines Maro is spelt in two ways."""
    file = tmp_path / "quoted.jsonl"
    forms = [{"text": TEXT, "date": "2026-03-02"}, {"text": "“No,” said Tom Rehn, the mayor."}]
    file.write_text("".join(json.dumps(form) + "\n" for form in forms), encoding="utf-8")
    assert whosaid("import", file).code == 0
    return whosaid


def names(whosaid: Whosaid) -> set[str]:
    return {form["name"] for form in whosaid("speakers", "--json").forms}


def test_speakers_are_listed_with_the_promised_keys(quoted: Whosaid) -> None:
    forms = quoted("speakers", "--json").forms
    assert [list(form) for form in forms] == [["name", "statements", "articles", "aliases"]] * 3
    assert forms[0]["name"] == "Ines Maro"
    assert forms[0]["aliases"] == ["Inés Maro"]
    assert (
        quoted("speakers").out.splitlines()[0]
        == f"Ines Maro\t{forms[0]['statements']}\t1\tInés Maro"
    )


def test_a_speaker_is_shown_by_any_name_with_roles(quoted: Whosaid) -> None:
    form = quoted("speakers", "inés maro", "--json").form
    assert list(form) == ["name", "statements", "articles", "aliases", "roles"]
    assert list(form["roles"][0]) == ["role", "statements", "first", "last"]
    assert "minister" in {role["role"].lower() for role in form["roles"]}
    assert {role["first"] for role in form["roles"]} == {"2026-03-02"}
    shown = quoted("speakers", "Ines Maro").out
    assert "also Inés Maro" in shown
    assert "2 March 2026" in shown


def test_all_of_a_surname_are_shown_and_nobody_is_an_error(quoted: Whosaid) -> None:
    forms = quoted("speakers", "Rehn", "--json").forms
    assert {form["name"] for form in forms} == {"Tomas Rehn", "Tom Rehn"}
    ended = quoted("speakers", "Ines Marro")
    assert (ended.code, ended.out) == (1, "")
    assert "Did you mean Ines Maro?" in ended.err


def test_decisions_are_made_told_and_undone(quoted: Whosaid) -> None:
    before = names(quoted)
    form = quoted("speaker", "merge", "Tom Rehn", "Tomas Rehn", "--json").form
    assert list(form) == [
        "number",
        "kind",
        "name",
        "to",
        "made_by",
        "made_at",
        "undone_by",
        "undone_at",
    ]
    assert (form["number"], form["kind"], form["undone_at"]) == (1, "merge", None)
    assert len(quoted("quotes", "Tom Rehn", "--json").forms) == 2
    assert (
        quoted("speaker", "rename", "Rehn", "T. Rehn").err == "2. Tomas Rehn is shown as T. Rehn.\n"
    )
    assert "T. Rehn" in names(quoted)
    quoted("speaker", "split", "Inés Maro")
    quoted("speaker", "alias", "Inés Maro", "the bridge lady")
    assert [f["speaker"] for f in quoted("quotes", "the bridge lady", "--json").forms] == [
        "Inés Maro"
    ]
    assert quoted("speaker", "undo", "1", "--json").form["undone_by"]
    for _ in range(3):
        assert quoted("speaker", "undo").code == 0
    assert names(quoted) == before
    history = quoted("speaker", "history", "--json").forms
    assert [form["number"] for form in history] == [1, 2, 3, 4]
    assert all(form["undone_at"] for form in history)
    assert "1\t" in quoted("speaker", "history").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("merge", "Rehn", "Ines Maro"), 1, "'Rehn' may be"),
        (("merge", "Nobody Here", "Ines Maro"), 1, "Nobody called"),
        (("split", "Tom Rehn"), 1, "only name"),
        (("undo",), 1, "in force"),
        (("undo", "7"), 1, "decision 7"),
        (("undo", "0"), 2, ""),
        (("merge", "Tom Rehn"), 2, ""),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    quoted: Whosaid, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ended = quoted("speaker", *arguments)
    assert ended.code == code
    assert said in ended.err
    assert code == 2 or ended.err.count("\n") == 1


def test_shared_options_stand_anywhere(quoted: Whosaid) -> None:
    assert quoted("--json", "speaker", "history", "--library", "other").out == ""
    assert quoted("--json", "speakers").forms
