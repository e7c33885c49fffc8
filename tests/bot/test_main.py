"""The error boundary of the command line, in this process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from bot.__main__ import open_services, run, wiring
from bot.services import Services
from bot.settings import Settings
from index.errors import DatabaseBusy, MalformedSource


def failing(error: BaseException, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    def fail(_: Settings) -> Services:
        raise error

    wired = replace(wiring(), load_settings=Settings, open_services=fail)
    code = run(["list"], wired)
    captured = capsys.readouterr()
    assert captured.out == ""
    return code, captured.err


def test_a_known_error_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, err = failing(DatabaseBusy("It is\nbusy.", "Wait."), capsys)
    assert (code, err) == (1, "whosaid: It is busy. Wait.\n")


def test_ctrl_c(capsys: pytest.CaptureFixture[str]) -> None:
    code, err = failing(KeyboardInterrupt(), capsys)
    assert (code, err.strip()) == (130, "whosaid: Interrupted; what was added stays.")


def test_an_unexpected_error_has_a_reference_and_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    code, err = failing(ZeroDivisionError("secret words"), capsys)
    assert code == 1
    assert "Traceback" not in err
    assert "secret words" not in err
    logged, told = err.splitlines()
    assert "reference " in logged
    assert logged.split("reference ")[1][:8] in told


def test_an_unexpected_error_shows_where_it_was_for_who_asks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    code, err = failing(ZeroDivisionError("words"), capsys)
    assert code == 1
    assert "Traceback" in err


def test_what_reads_documents_ends_with_the_services(tmp_path: Path) -> None:
    before = set(psutil.Process().children())
    services = open_services(Settings(data_dir=tmp_path))
    with pytest.raises(MalformedSource):
        services.reader.read_bytes("a.pdf", b"%PDF")
    [reading] = set(psutil.Process().children()) - before
    services.close()
    assert not reading.is_running()
