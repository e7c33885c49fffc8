"""The README is true: its commands exist and run, and its settings are all of them."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from bot.__main__ import run, wiring
from bot.cli.app import app
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARTICLE = """---
title: Trams to cross the new bridge
published: 2026-03-02
---

“The bridge will carry trams by the spring,” said Ines Maro, the transport minister.
"""


def shell_lines() -> Iterator[str]:
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL):
        yield from block.splitlines()


def whosaid_commands() -> list[list[str]]:
    prefix = ".venv/bin/whosaid "
    lines = [line for line in shell_lines() if line.startswith(prefix)]
    return [shlex.split(line.removeprefix(prefix)) for line in lines]


def test_every_command_is_in_the_table() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    missing = [name for name in commands if f"`whosaid {name}" not in README]
    assert missing == []


def test_no_command_is_invented() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    named = set(re.findall(r"`whosaid (\w+)", README))
    assert named <= set(commands)


def test_every_setting_is_in_the_table() -> None:
    rows = set(re.findall(r"`([A-Z_]{5,})`", README.split("## Settings")[1].split("## ")[0]))
    assert rows == {name.upper() for name in Settings.model_fields}


def test_the_two_commands_are_what_the_issue_and_ci_run() -> None:
    lines = list(shell_lines())
    assert any(line.endswith(".venv/bin/pip install -e '.[try]' && .venv/bin/whosaid try") for line in lines)  # fmt: skip  # noqa: E501
    assert any(line.endswith(".venv/bin/pip install -e '.[test]' && .venv/bin/pytest") for line in lines)  # fmt: skip  # noqa: E501
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "-e '.[test]'" in script
    assert '"$bin/pytest"\n' in script


def test_every_whosaid_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """In the order of the README, over one article that they are about."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bridge.md").write_text(ARTICLE, encoding="utf-8")
    opml = '<opml version="2.0"><body><outline xmlUrl="https://post.example/feed"/></body></opml>'
    (tmp_path / "feeds.opml").write_text(opml, encoding="utf-8")
    (tmp_path / "questions.jsonl").write_text('{"id": 1, "question": "What did Maro say?"}\n')
    commands = whosaid_commands()
    assert len(commands) >= 9
    for arguments in commands:
        code = run(arguments, wiring())
        written = capfd.readouterr()
        assert code == 0, (arguments, written)
        if arguments[0] in ("ask", "verify", "quotes"):
            assert "The bridge will carry trams" in written.out, arguments
        if "--json" in arguments:
            assert [json.loads(line) for line in written.out.splitlines()]


def test_the_example_of_a_question_set_comes_out_right(
    own_sample_data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```jsonl\n(.*?)```", README, re.DOTALL)
    file = tmp_path / "questions.jsonl"
    file.write_text(example, encoding="utf-8")
    arguments = ["selftest", str(file), "--json", "--data", str(own_sample_data)]
    assert run(arguments, wiring()) == 0
    *questions, last = map(json.loads, capfd.readouterr().out.splitlines())
    assert [question["fault"] for question in questions] == [None] * 3
    assert [question["missing"] for question in questions] == [[]] * 3
    assert (last["questions"], last["counted"], last["faults"]) == (3, 3, 0)


def test_the_picture_is_there() -> None:
    for picture in re.findall(r"!\[.*?\]\((.*?)\)", README, re.DOTALL):
        assert (ROOT / picture).stat().st_size > 10_000
