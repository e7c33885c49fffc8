from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.libraries import Libraries
from tests.bot.cli.conftest import Whosaid
from tests.fakes import WordEmbedder
from tests.index.test_gaps import ask


@pytest.fixture
def asked(tmp_path: Path) -> None:
    libraries = Libraries(tmp_path / "data", WordEmbedder())
    for question in ("A ferry?", "a ferry", "A dam?"):
        ask(libraries, question, "related", library="77")
    libraries.close()


def test_nothing_missing_says_where_to_look(whosaid: Whosaid) -> None:
    empty = whosaid("gaps")
    assert (empty.code, empty.out) == (0, "")
    assert "--library SERVER_ID" in empty.err
    assert whosaid("gaps", "--json").out == ""


def test_gaps_of_a_server_are_shown(whosaid: Whosaid, asked: None) -> None:
    day = datetime.now(UTC).date().isoformat()
    lines = whosaid("gaps", "--library", "77").out.splitlines()
    assert lines == [
        f"2\t{day}\tonly related\ta ferry\tNothing mentions it.",
        f"1\t{day}\tonly related\tA dam?\tNothing mentions it.",
    ]
    first, second = whosaid("gaps", "--library", "77", "--order", "newest", "--json").forms
    assert first["question"] == "A dam?"
    assert (second["times"], second["people"], second["last"]) == (2, 1, day)
    assert second["cited"] == [
        {"article_id": "A-1", "version": 2, "start": 3, "end": 9, "statement_id": "Q-1"}
    ]
    assert whosaid("gaps", "--library", "77", "--since", "2100-01-01", "--json").out == ""
    [only] = whosaid("gaps", "--library", "77", "--json", "--limit", "1", "--offset", "1").forms
    assert only["question"] == "A dam?"


def test_what_is_wrong_is_told(whosaid: Whosaid) -> None:
    assert whosaid("gaps", "--order", "oldest").code == 2
    assert whosaid("gaps", "--since", "soon").code == 2
