from __future__ import annotations

from pathlib import Path

import pytest

from bot import doctor
from bot.doctor import Check
from tests.bot.cli.conftest import Whosaid


def test_stats(filled: Whosaid) -> None:
    form = filled("stats", "--json").form
    assert list(form) == [
        "library",
        "articles",
        "passages",
        "statements",
        "speakers",
        "characters",
        "embedding_model",
    ]
    assert (form["library"], form["articles"]) == ("local", 2)
    assert f"articles\t{form['articles']}\n" in filled("stats").out


def test_rebuild_keeps_the_answers(filled: Whosaid) -> None:
    before = filled("ask", "What did Holm say?", "--json").form
    ended = filled("rebuild", "--json")
    assert (ended.code, ended.form["articles"]) == (0, 2)
    after = filled("ask", "What did Holm say?", "--json").form
    assert after["citations"] == before["citations"]


def test_a_content_doctor(filled: Whosaid, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "check_model", lambda _: Check("model", True, "there"))
    form = filled("doctor", "--json").form
    assert form["ok"] is True
    assert list(form["checks"][0]) == ["name", "ok", "found", "remedy"]
    shown = filled("doctor")
    assert shown.code == 0
    assert shown.out.count("✓") == 7


def test_a_doctor_who_finds_no_database(
    whosaid: Whosaid, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "check_model", lambda _: Check("model", True, "there"))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "whosaid.sqlite3").write_bytes(b"no database at all" * 100)
    ended = whosaid("doctor")
    assert ended.code == 1
    assert "✗ database" in ended.out
    assert "✗ index" in ended.out
