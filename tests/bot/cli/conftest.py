"""The command line in this process, over a library whose embedder is quick."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import run, wiring
from bot.answering.answerer import Answerer
from bot.cli.invocation import Wiring
from bot.offload import Offload
from bot.services import Services
from bot.settings import Settings
from index.feeds.following import Feeds
from index.libraries import Libraries
from index.sources import SourceReader
from tests.fakes import WordEmbedder

STORY = """Minister Ines Maro opened the new bridge at Velden on Monday.

“The bridge will carry trams by the spring,” Maro said. She said that the budget would hold.

Engineer Tomas Rehn disagreed. “No tram will cross before the autumn,” Rehn told reporters.
"""
SECOND = """The harbour of Lund froze over on Friday, the earliest date on record.

“I have never seen ice in October,” said harbour master Pia Holm.
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def forms(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def form(self) -> dict[str, Any]:
        (form,) = self.forms
        return form


Whosaid = Callable[..., Ended]


def open_quick(settings: Settings) -> Services:
    libraries = Libraries(settings.data_dir, WordEmbedder())
    reader = SourceReader()
    return Services(libraries, Answerer(), reader, Feeds(libraries, reader), Offload())


@pytest.fixture
def wired() -> Wiring:
    return replace(wiring(), open_services=open_quick, set_up_logging=lambda *_: None)


@pytest.fixture
def whosaid(
    wired: Wiring,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Whosaid:
    """Runs one command with a data directory of its own: `whosaid("list", "--json")`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)

    def call(*arguments: object, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments], wired)
        return Ended(code, *capsys.readouterr())

    return call


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A file to import: two articles."""
    file = tmp_path / "stories.jsonl"
    forms = [
        {
            "text": STORY,
            "title": "Velden opens its bridge",
            "publisher": "The Velden Post",
            "author": "Ada Lind",
            "date": "2026-03-02",
            "url": "https://post.example/bridge",
        },
        {"text": SECOND, "title": "Ice in October", "date": "2026-10-09"},
    ]
    file.write_text("".join(json.dumps(form) + "\n" for form in forms), encoding="utf-8")
    return file


@pytest.fixture
def filled(whosaid: Whosaid, stories: Path) -> Whosaid:
    """The command line over a library of those two articles."""
    assert whosaid("import", stories).code == 0
    return whosaid
