"""whosaid as a process, with the real bundled model."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen
from typing import Any

import pytest

from bot.samples import WORTH_ASKING

WHOSAID = [sys.executable, "-m", "bot"]
SECONDS = 90
COMMANDS = (
    "add ask brief chat doctor edit export feed gaps history import job jobs list quotes rebuild "
    "refresh remove run selftest show speaker speakers statements stats try undo verify"
).split()
HEAVY = "torch sentence_transformers faiss trafilatura discord aiohttp numpy pydantic dateparser"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory that all these processes share, with the data in `data`."""
    return tmp_path_factory.mktemp("whosaid")


@pytest.fixture(scope="module")
def first_run(place: Path) -> CompletedProcess[str]:
    """`whosaid` alone, over nothing, with two questions and a byte that is none on a pipe."""
    questions = f"{WORTH_ASKING[0]}\n\udcff\nWhat did Quentin Xavier Zwolle say?\n"
    return whosaid(place, stdin=questions)


@pytest.fixture
def filled(first_run: CompletedProcess[str], place: Path) -> Path:
    """The working directory, its library filled with the samples."""
    assert first_run.returncode == 0
    return place


def environment(place: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DISCORD_")}
    return {**kept, "DATA_DIR": str(place / "data"), "HF_HUB_OFFLINE": "1", "TERM": "xterm"}


def whosaid(
    place: Path, *arguments: str, stdin: str = "", **settings: str
) -> CompletedProcess[str]:
    return subprocess.run(
        [*WHOSAID, *arguments],
        cwd=place,
        env={**environment(place), **settings},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=SECONDS,
    )


@contextmanager
def started(place: Path, *arguments: str, **streams: Any) -> Iterator[Popen[str]]:
    """A process to talk with, killed at the end should it still be there.

    It heeds Ctrl-C, as in a terminal, even where the tests run in the background of a script.
    """
    with Popen(
        [*WHOSAID, *arguments],
        cwd=place,
        env=environment(place),
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        **streams,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def forms(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.split("\n") if line]


def test_help_lists_every_command_and_loads_nothing_heavy(place: Path) -> None:
    code = (
        "import sys; from bot.__main__ import run, wiring; run(['--help'], wiring());"
        f"print('heavy:', [name for name in {HEAVY.split()} if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=place, capture_output=True, text=True, timeout=SECONDS
    )
    listed = re.findall(r"^│ ([a-z]+) ", ended.stdout, re.MULTILINE)
    assert sorted(listed) == COMMANDS
    assert "Exit codes" in ended.stdout
    assert ended.stdout.endswith("heavy: []\n")


def test_alone_on_a_pipe_it_answers_each_line_over_the_samples(
    first_run: CompletedProcess[str],
) -> None:
    assert first_run.returncode == 0
    assert "discord.com/developers" in first_run.stderr
    assert "DISCORD_TOKEN" in first_run.stderr
    assert "sample articles" in first_run.stderr
    assert "Traceback" not in first_run.stderr
    assert "[1]" in first_run.stdout
    assert "— Emeric Solt" in first_run.stdout
    assert "Xavier" in first_run.stdout


def test_answers_stream_and_their_quotations_are_slices_of_the_articles(filled: Path) -> None:
    texts = {form["id"]: form["text"] for form in forms(whosaid(filled, "export").stdout)}
    citations = []
    with started(
        filled, "ask", "--questions", "-", "--json", stdin=PIPE, stdout=PIPE, stderr=PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write("{broken\n")
        for number, question in enumerate(WORTH_ASKING):
            process.stdin.write(json.dumps({"id": number, "question": question}) + "\n")
            process.stdin.flush()
            form = json.loads(process.stdout.readline())
            assert (form["id"], form["status"]) == (number, "answered")
            citations += form["citations"]
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.stderr.read().startswith("-, line 1: not JSON")
        assert process.wait(SECONDS) == 1
    assert len(citations) >= len(WORTH_ASKING)
    for citation in citations:
        text = texts[citation["article"]["id"]]
        assert citation["quote"] == text[citation["start"] : citation["end"]]


def test_the_doctor_says_what_is_wrong(filled: Path) -> None:
    wrong = {"DISCORD_TOKEN": "not.a.token!", "EMBEDDING_MODEL": str(filled / "nowhere")}
    ended = whosaid(filled, "doctor", "--json", **wrong)
    (form,) = forms(ended.stdout)
    assert (ended.returncode, form["ok"]) == (1, False)
    well = {check["name"]: check["ok"] for check in form["checks"]}
    assert well == {
        "token": False,
        "model": False,
        "data directory": True,
        "database": True,
        "index": False,
        "statements": False,
        "language model": True,
    }
    assert all(check["remedy"] for check in form["checks"] if not check["ok"])
    assert "not.a.token" not in ended.stdout + ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_is_a_clear_error(filled: Path) -> None:
    with (
        Path("/dev/full").open("w") as full,
        started(filled, "export", stdout=full, stderr=PIPE) as process,
    ):
        _, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    assert err.startswith("whosaid: There is no space left")
    assert err.count("\n") == 1


def test_a_broken_pipe_is_quiet(filled: Path) -> None:
    with started(filled, "export", stdout=PIPE, stderr=PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(SECONDS) == 1


def test_an_interrupted_import_keeps_what_was_committed_and_goes_on(place: Path) -> None:
    articles, count = place / "many.jsonl", 700
    articles.write_text("".join(f'{{"text": "Boat {n} came in."}}\n' for n in range(count)))
    command = ("import", str(articles), "--json", "--library", "many")
    with started(place, *command, stdout=PIPE, stderr=PIPE) as process:
        assert process.stdout
        assert process.stderr
        told = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        told += process.stdout.read()
        err = process.stderr.read()
        assert process.wait(SECONDS) == 130
    assert err.strip() == "whosaid: Interrupted; what was added stays."
    acknowledged = {form["article_id"] for form in forms(told)}
    assert 0 < len(acknowledged) < count
    kept = forms(whosaid(place, "export", "--library", "many").stdout)
    assert acknowledged <= {form["id"] for form in kept}
    statuses = [form["status"] for form in forms(whosaid(place, *command).stdout)]
    assert statuses.count("unchanged") == len(kept)
    assert statuses.count("added") == count - len(kept)


def test_a_conversation_in_a_terminal(filled: Path) -> None:
    primary, secondary = pty.openpty()
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), secondary)
    with started(filled, "chat", **streams) as process:
        os.close(secondary)
        greeting = shown_until(primary, "› ")
        assert all(question in greeting for question in WORTH_ASKING)
        os.write(primary, f"{WORTH_ASKING[0]}\n".encode())
        answer = shown_until(primary, "› ")
        assert "[1]" in answer
        assert "Emeric Solt" in answer
        os.write(primary, b"/sources 1\n")
        assert "concrete" in shown_until(primary, "› ")
        os.write(primary, b"/quit\n")
        assert process.wait(SECONDS) == 0
    os.close(primary)


def shown_until(primary: int, prompt: str) -> str:
    """What a terminal shows up to its next prompt."""
    shown = b""
    until = time.monotonic() + SECONDS
    while not shown.decode(errors="ignore").endswith(prompt):
        ready, _, _ = select.select([primary], [], [], max(0.0, until - time.monotonic()))
        assert ready, f"the terminal shows only {shown.decode(errors='replace')!r}"
        shown += os.read(primary, 65536)
    return shown.decode(errors="replace")
