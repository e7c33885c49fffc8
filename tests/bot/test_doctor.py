from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot import doctor
from bot.doctor import (
    check_database,
    check_directory,
    check_index,
    check_language_model,
    check_model,
    check_statements,
    check_token,
)
from bot.settings import Settings
from index.errors import DatabaseCorrupt
from index.libraries import Libraries
from index.statements.extractor import StatementExtractor
from index.store.models import Budget, Spending
from index.types import NewArticle
from tests.bot.answering.model.scripted import claiming, scripted
from tests.fakes import WordEmbedder

USER = base64.urlsafe_b64encode(b"123456789012345678").decode().rstrip("=")
TOKEN = f"{USER}.GaBcDe.abcdefghijklmnopqrstuvwxyz-_0123456789A"


@pytest.fixture
def libraries(tmp_path: Path) -> Iterator[Libraries]:
    opened = Libraries(tmp_path, WordEmbedder())
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("token", "ok"),
    [
        (None, True),
        (TOKEN, True),
        (f"Bot {TOKEN}", False),
        (TOKEN.replace(".", ""), False),
        (f"{TOKEN}.more", False),
        ("bm9ib2R5.b.c", False),
        ("a.b.c", False),
    ],
)
def test_the_form_of_a_token(token: str | None, ok: bool) -> None:
    check = check_token(token)
    assert check.ok is ok
    assert ok or check.remedy
    if token:
        assert token not in f"{check.found} {check.remedy}"


def test_the_bundled_model_is_the_one_expected() -> None:
    check = check_model(None)
    assert check.ok
    assert "384" in check.found


def test_other_weights_than_those_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "BUNDLED_SHA256", "0" * 64)
    assert not check_model(None).ok


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    check = check_model(str(tmp_path / "nothing"))
    assert not check.ok
    assert check.remedy


def test_a_directory_that_can_be_written_to_or_made(tmp_path: Path) -> None:
    assert check_directory(tmp_path).ok
    assert check_directory(tmp_path / "not" / "yet").ok
    assert not (tmp_path / "not").exists()


def test_a_directory_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    check = check_directory(tmp_path / "file" / "data")
    assert not check.ok
    assert check.remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_directory_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert not check_directory(tmp_path).ok


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "FREE_MEGABYTES", 10**12)
    assert not check_directory(tmp_path).ok


def test_a_sound_library(libraries: Libraries) -> None:
    libraries.get("local").add([NewArticle("x", "Rain fell.")], added_by="ada")
    assert check_database(lambda: libraries).ok
    assert check_index(lambda: libraries).ok


def test_a_database_that_does_not_open() -> None:
    def fail() -> Libraries:
        raise DatabaseCorrupt("It is damaged.", "Restore it.")

    for check in (check_database(fail), check_index(fail)):
        assert (check.ok, check.remedy) == (False, "Restore it.")


def test_damage_that_sqlite_finds(libraries: Libraries, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Libraries, "check", lambda _: ["row 3 missing from index x"])
    check = check_database(lambda: libraries)
    assert not check.ok
    assert "row 3 missing from index x" in check.found


def test_an_index_that_differs(libraries: Libraries, monkeypatch: pytest.MonkeyPatch) -> None:
    library = libraries.get("local")
    library.add([NewArticle("x", "Rain fell.")], added_by="ada")
    monkeypatch.setattr(type(library), "unindexed", lambda _: 3)
    check = check_index(lambda: libraries)
    assert not check.ok
    assert "3 passages" in check.found
    assert "rebuild" in str(check.remedy)


def test_statements_of_another_version(
    libraries: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries.get("local").add([NewArticle("x", "Rain fell.")], added_by="ada")
    assert check_statements(lambda: libraries).ok
    monkeypatch.setattr(StatementExtractor, "version", lambda _: "next")
    check = check_statements(lambda: libraries)
    assert not check.ok
    assert "1 article" in check.found
    assert "rebuild" in str(check.remedy)


def test_without_a_language_model_all_is_well(libraries: Libraries) -> None:
    check = check_language_model(Settings(), lambda: libraries)
    assert check.ok
    assert "answers are quotations" in check.found


def test_a_language_model_is_asked_for_its_models(libraries: Libraries) -> None:
    def check(name: str, address: str) -> doctor.Check:
        settings = Settings(model_base_url=address, model_name=name)
        return check_language_model(settings, lambda: libraries)

    with scripted(claiming()) as endpoint:
        assert check("scripted", endpoint.url).ok
        endpoint.models = ("llama:latest", "qwen")
        unknown = check("scripted", endpoint.url)
        assert not unknown.ok
        assert unknown.remedy
        assert "llama:latest or qwen" in unknown.remedy
        today, use = date(2026, 2, 12), libraries.model("local")
        use.reserve(today, Spending(1), Budget())
        use.settle(today, Spending(1), Spending(1), error="It broke off.")
        known = check("llama", endpoint.url)
        assert known.ok
        assert "it failed last on" in known.found
        assert "It broke off." in known.found
    gone = check("scripted", endpoint.url)
    assert not gone.ok
    assert "No language model answers at" in gone.found
