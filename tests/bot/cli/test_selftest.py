from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.cli.conftest import Whosaid

MARO: dict[str, Any] = {
    "id": 1,
    "question": "What did Maro say?",
    "articles": "https://post.example/bridge",
    "words": "by the spring",
    "speaker": "Ines Maro",
}
ZWOLLE: dict[str, Any] = {"id": 2, "question": "What did Zwolle say?", "expect": "not_found"}
MISSED: dict[str, Any] = {"id": 3, "question": "What did Zwolle say?", "words": "by the spring"}
KEYS = [
    "id",
    "question",
    "expect",
    "status",
    "reason",
    "counts",
    "fault",
    "article_rank",
    "evidence_rank",
    "cites_right",
    "shows_words",
    "shows_answer",
    "credits_speaker",
    "status_without",
    "missing",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "questions.jsonl"


def write(file: Path, *lines: dict[str, Any] | str) -> None:
    written = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text("\n".join(written), encoding="utf-8")


def test_the_table_for_people(filled: Whosaid, file: Path) -> None:
    write(file, MARO, ZWOLLE, MISSED)
    ended = filled("selftest", file)
    assert (ended.code, ended.err) == (0, "")
    rows = dict(line.split("  ", 1) for line in ended.out.splitlines())
    assert rows["Hits@1"].split()[0] == "1.000"
    assert rows["wanted words shown"].split() == ["0.500", "0.095–0.905", "(1", "of", "2)"]
    assert "should not be found: not found" in rows


def test_misses_are_listed_when_asked_for(filled: Whosaid, file: Path) -> None:
    write(file, MARO, MISSED)
    assert "fault" not in filled("selftest", file).out.replace("without a fault", "")
    listed = filled("selftest", file, "--misses").out
    assert "What did Zwolle say?\n  fault   should be answered, but is not found\n" in listed
    assert "What did Maro say?\n" not in listed


def test_the_promised_form(filled: Whosaid, file: Path) -> None:
    write(file, MARO, ZWOLLE, MISSED)
    ended = filled("selftest", file, "--json")
    assert (ended.code, ended.err) == (0, "")
    *questions, last = ended.forms
    assert [list(form) for form in questions] == [KEYS] * 3
    assert questions[0] == {
        "id": 1,
        "question": "What did Maro say?",
        "expect": "answered",
        "status": "answered",
        "reason": None,
        "counts": True,
        "fault": None,
        "article_rank": 1,
        "evidence_rank": None,
        "cites_right": True,
        "shows_words": True,
        "shows_answer": None,
        "credits_speaker": True,
        "status_without": "not_found",
        "missing": [],
    }
    assert (questions[1]["status"], questions[1]["fault"]) == ("not_found", None)
    assert questions[2]["fault"] == "should be answered, but is not found"
    assert list(last) == ["questions", "counted", "faults", "figures"]
    assert (last["questions"], last["counted"], last["faults"]) == (3, 3, 1)
    (words,) = [row for row in last["figures"] if row["name"] == "wanted words shown"]
    assert words == {
        "name": "wanted words shown",
        "value": 0.5,
        "low": 0.0945,
        "high": 0.9055,
        "hits": 1,
        "of": 2,
    }


def test_bad_lines_are_told_by_number_and_the_good_ones_run(filled: Whosaid, file: Path) -> None:
    write(file, "{", MARO, '{"question": "x", "word": "y"}', "", ZWOLLE)
    ended = filled("selftest", file, "--json")
    assert ended.code == 1
    assert [form.get("id") for form in ended.forms] == [1, 2, None]
    assert f"{file}, line 1: not JSON" in ended.err
    assert f'{file}, line 3: "word" is not known; the keys are question,' in ended.err
    assert ended.err.count("\n") == 2


def test_a_file_of_bad_lines_alone_has_no_figures(filled: Whosaid, file: Path) -> None:
    write(file, "[1]")
    ended = filled("selftest", file)
    assert (ended.code, ended.out) == (1, "")
    assert "line 1: not a JSON object" in ended.err


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_file_is_a_clear_error(filled: Whosaid, file: Path, content: str) -> None:
    file.write_text(content)
    ended = filled("selftest", file)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"whosaid: {file} holds no questions.")
    assert ended.err.count("\n") == 1


def test_no_file_is_a_clear_error(filled: Whosaid) -> None:
    ended = filled("selftest", "nowhere.jsonl")
    assert (ended.code, ended.out) == (1, "")
    assert "nowhere.jsonl cannot be read" in ended.err
    assert filled("selftest").code == 2


def test_questions_come_on_standard_input_too(filled: Whosaid) -> None:
    ended = filled("selftest", "-", "--json", stdin=json.dumps(MARO).encode())
    assert (ended.code, len(ended.forms)) == (0, 2)


def test_a_missing_article_is_told_and_not_counted(filled: Whosaid, file: Path) -> None:
    write(file, {**MARO, "articles": ["https://post.example/tunnel"]}, ZWOLLE)
    ended = filled("selftest", file)
    assert ended.code == 0
    told = "https://post.example/tunnel is not in this library; add it, or name another article."
    assert ended.err == f"What did Maro say?  {told}\n"
    assert "Hits@1" not in ended.out
    assert "1 question not counted" in ended.out
    form, _, last = filled("selftest", file, "--json").forms
    assert (form["counts"], form["missing"], last["counted"]) == (False, [told], 1)


def test_nothing_that_a_terminal_obeys_is_printed(filled: Whosaid, file: Path) -> None:
    write(file, {"question": "What did \u001b[31mZwolle say?"})
    ended = filled("selftest", file, "--misses")
    assert "Zwolle" in ended.out
    assert "\u001b" not in ended.out
