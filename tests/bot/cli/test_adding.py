from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli.invocation import Invocation
from tests.bot.cli.conftest import SECOND, STORY, Whosaid
from tests.bot.cli.test_articles import bridge

RESULT_KEYS = [
    "source",
    "status",
    "article_id",
    "title",
    "passages",
    "statements",
    "duplicate_of",
    "error",
    "took_ms",
]


def test_import_tells_each_article_in_json_with_the_promised_keys(
    whosaid: Whosaid, stories: Path
) -> None:
    ended = whosaid("import", stories, "--json")
    assert ended.code == 0
    assert [form["status"] for form in ended.forms] == ["added", "added"]
    assert list(ended.forms[0]) == RESULT_KEYS
    assert ended.forms[0]["title"] == "Velden opens its bridge"
    assert ended.forms[0]["passages"] >= 1
    assert ended.forms[0]["statements"] >= 2


def test_a_bar_in_the_terminal_leaves_standard_output_alone(
    whosaid: Whosaid, stories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.StringIO()
    console = Console(file=terminal, force_terminal=True, width=100)
    monkeypatch.setattr(Invocation, "notes", console)
    ended = whosaid("import", stories, "--json")
    assert [form["status"] for form in ended.forms] == ["added", "added"]
    assert "Adding" in terminal.getvalue()
    assert "2/2" in terminal.getvalue()
    assert "status" not in terminal.getvalue()


def test_import_again_changes_nothing(filled: Whosaid, stories: Path) -> None:
    ended = filled("import", stories, "--json")
    assert ended.code == 0
    assert [form["status"] for form in ended.forms] == ["unchanged", "unchanged"]
    assert filled("stats", "--json").form["articles"] == 2


def test_import_goes_on_after_a_broken_line_and_ends_with_1(
    whosaid: Whosaid, tmp_path: Path
) -> None:
    file = tmp_path / "broken.jsonl"
    file.write_text('{"text": "One. Two."}\n{broken\n{"text": "Three. Four."}\n')
    ended = whosaid("import", file, "--json")
    assert ended.code == 1
    assert sorted(form["status"] for form in ended.forms) == ["added", "added", "failed"]
    (failed,) = [form for form in ended.forms if form["status"] == "failed"]
    assert failed["source"].endswith("broken.jsonl:2")
    assert failed["error"]
    ended = whosaid("import", file)
    assert ended.code == 1
    assert "broken.jsonl:2" in ended.err
    assert "1 failed, 2 unchanged." in ended.err
    assert ended.out == ""


def test_import_of_a_file_that_is_not_there(whosaid: Whosaid) -> None:
    ended = whosaid("import", "nowhere.jsonl")
    assert ended.code == 1
    assert "nowhere.jsonl" in ended.err


def test_stored_text_is_exactly_what_was_given(whosaid: Whosaid, tmp_path: Path) -> None:
    text = "  “Да,” she said.\r\n\tAn emoji 🎻, a combining e\u0301 and a\u2028line. \n"
    file = tmp_path / "odd.jsonl"
    file.write_text(json.dumps({"text": text}))
    article_id = whosaid("import", file, "--json").form["article_id"]
    shown = whosaid("show", article_id, "--json")
    assert shown.form["text"] == text
    assert len(shown.out.splitlines()) == 1  # whatever the reader takes for a line break


def test_add_reads_files_and_standard_input_and_options_override(
    whosaid: Whosaid, tmp_path: Path
) -> None:
    file = tmp_path / "story.md"
    file.write_text("---\ntitle: Old\nauthor: Ada Lind\n---\n" + STORY)
    ended = whosaid("add", file, "--title", "New", "--published", "2026-01-02", "--json")
    assert (ended.code, ended.form["status"], ended.form["title"]) == (0, "added", "New")
    shown = whosaid("show", ended.form["article_id"], "--json").form
    assert (shown["author"], shown["published"]) == ("Ada Lind", "2026-01-02")
    ended = whosaid("add", "-", "--title", "Piped", "--json", stdin="Es ist “kalt”.".encode())
    assert (ended.code, ended.form["source"], ended.form["title"]) == (0, "-", "Piped")


def test_one_bad_source_never_stops_the_rest(whosaid: Whosaid, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Rain fell in Velden.")
    ended = whosaid("add", "missing.txt", good, "http://127.0.0.1/x", "--json")
    assert ended.code == 1
    statuses = {form["source"]: form["status"] for form in ended.forms}
    assert statuses == {"missing.txt": "failed", str(good): "added", "http://127.0.0.1/x": "failed"}
    named = whosaid("add", "missing.txt", good)
    assert "✗ missing.txt" in named.err
    assert f"✓ {good}: unchanged" in named.err


def test_an_empty_source_is_not_the_working_directory(whosaid: Whosaid, tmp_path: Path) -> None:
    (tmp_path / "bystander.txt").write_text("Nobody asked for this.")
    ended = whosaid("add", "", "--json")
    assert (ended.code, ended.form["status"]) == (1, "failed")
    assert whosaid("stats", "--json").form["articles"] == 0


def test_standard_input_that_is_blank_or_no_text(whosaid: Whosaid) -> None:
    for given in (b"  \n", b"\xff\xfe\x00"):
        ended = whosaid("add", "-", "--json", stdin=given)
        assert (ended.code, ended.form["status"]) == (1, "failed")


def test_an_export_restores_the_library_ids_and_all(filled: Whosaid, tmp_path: Path) -> None:
    file = tmp_path / "export.jsonl"
    filled("edit", filled("list", "--json").forms[0]["id"], "--author", "A. Lind")
    assert filled("export", file).code == 0
    exported = [json.loads(line) for line in file.read_text().split("\n") if line]
    assert list(exported[0]) == [
        "id",
        "text",
        "title",
        "url",
        "author",
        "publisher",
        "date",
        "modified",
        "added_at",
        "added_by",
        "version",
        "history",
        "language",
        "settled",
    ]
    assert sorted(form["settled"] for form in exported)[-1:] == [["author"]]
    assert exported == filled("export").forms
    assert filled("import", file, "--data", tmp_path / "other").code == 0
    assert filled("export", "--data", tmp_path / "other").forms == exported


def test_an_export_restores_what_was_cited_of_older_versions(
    filled: Whosaid, tmp_path: Path
) -> None:
    article = bridge(filled)
    said = next(
        form["id"]
        for form in filled("statements", "--json").forms
        if form["article_id"] == article and form["speaker"] == "Ines Maro"
    )
    url = filled("show", article, "--json").form["url"]
    (tmp_path / "new.txt").write_text("Velden has a bridge. Pia Holm said that it is long.")
    filled("add", tmp_path / "new.txt", "--url", url)
    shown = filled("show", said, "--json").form
    assert (shown["version"], shown["newest_version"]) == (1, 2)
    file = tmp_path / "export.jsonl"
    filled("export", file)
    other = ("--data", tmp_path / "other")
    assert filled("import", file, *other).code == 0
    assert filled("show", said, "--json", *other).form == shown
    assert filled("export", *other).forms == filled("export").forms


def test_export_leaves_the_old_file_when_it_cannot_be_written(
    filled: Whosaid, tmp_path: Path
) -> None:
    ended = filled("export", tmp_path / "no" / "where.jsonl")
    assert ended.code == 1
    assert "cannot be written" in ended.err
    assert ended.err.count("\n") == 1
    file = tmp_path / "export.jsonl"
    file.write_text("old")
    assert filled("export", file, "--json").form == {"file": str(file), "articles": 2}
    assert [path.name for path in tmp_path.glob("*export*")] == ["export.jsonl"]


def test_an_address_is_given_to_one_article_alone(whosaid: Whosaid, tmp_path: Path) -> None:
    """Else the second would take the place of the first, as its next version."""
    for number, words in enumerate((STORY, STORY + "More.", SECOND)):
        (tmp_path / f"{number}.txt").write_text(words, encoding="utf-8")
    address = ("--url", "https://post.example/bridge")
    for sources in (["0.txt", "1.txt"], [tmp_path]):
        refused = whosaid("add", *sources, *address)
        assert (refused.code, "--url is the address of one" in refused.err) == (2, True)
    assert whosaid("list", "--json").forms == []
    assert whosaid("add", "0.txt", *address, "--json").form["status"] == "added"
    assert whosaid("add", "nope.txt", *address).code == 1


def test_standard_input_is_no_larger_than_a_file(whosaid: Whosaid) -> None:
    result = whosaid("add", "-", stdin=b"word " * 2_000_001)
    assert (result.code, "larger than 10 MB" in result.err) == (1, True)


def test_a_name_of_several_lines_is_told_in_one(whosaid: Whosaid, tmp_path: Path) -> None:
    (tmp_path / "a\n✓ b.txt").write_text(STORY, encoding="utf-8")
    assert whosaid("add", "a\n✓ b.txt").err.splitlines()[0].startswith("✓ a ✓ b.txt: added")
