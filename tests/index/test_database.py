"""Connections overwrite what is deleted, and survive an interruption at any point."""

from __future__ import annotations

import gc
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from index.errors import DatabaseBusy
from index.store.database import DATABASE_NAME, Database

SECONDS = 60.0


def read_interrupted(database: Database, at: int) -> bool:
    """Read once, with Ctrl-C at the `at`th event of the interpreter; whether it came that far."""
    seen = 0

    def trace(_: FrameType, __: str, ___: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == at:
            sys.settrace(None)
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    # What a collection calls back (Hypothesis times them) is not ours to interrupt.
    gc.disable()
    sys.settrace(trace)
    try:
        with database.reading() as db:
            db.execute("SELECT 1").fetchone()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
        gc.enable()
    return False


def test_what_is_deleted_is_overwritten(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.writing() as db:
        assert db.execute("PRAGMA secure_delete").fetchone() == (1,)
    database.close()


def test_whatever_reading_was_interrupted_at_closing_ends(tmp_path: Path) -> None:
    database = Database(tmp_path)
    points: list[int] = []

    def interrupt_everywhere() -> None:
        with database.reading():
            pass
        at = 1
        while read_interrupted(database, at):
            points.append(at)
            at += 1
        gc.collect()
        database.close()
        points.append(0)

    # A lock that is left held would hold up this thread for ever, and the tests with it.
    thread = threading.Thread(target=interrupt_everywhere, daemon=True)
    thread.start()
    thread.join(SECONDS)
    assert points[-1:] == [0]
    assert len(points) > 10


def test_who_only_reads_waits_for_no_other_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Database(tmp_path).close()
    monkeypatch.setattr("index.store.database.BUSY_TIMEOUT_SECONDS", 0.0)
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        database = Database(tmp_path)
        with database.reading() as db:
            assert db.execute("SELECT count(*) FROM libraries").fetchone() == (0,)
        with pytest.raises(DatabaseBusy), database.writing():
            pass
        database.close()
