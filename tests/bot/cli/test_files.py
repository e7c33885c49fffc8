from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.files import write_whole
from index.errors import StorageError


def breaking() -> Iterator[str]:
    yield "new"
    raise KeyboardInterrupt


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_whole(file, breaking())
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
    assert write_whole(file, ["ä", "b"]) == 2
    assert file.read_bytes() == "ä\nb\n".encode()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    write_whole(link, ["x"])
    assert link.is_symlink()
    assert target.read_text() == "x\n"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert write_whole(pipe, ["x"]) == 1
    assert os.read(reader, 10) == b"x\n"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "no" / "file"):
        with pytest.raises(StorageError, match="cannot be written"):
            write_whole(path, ["x"])
