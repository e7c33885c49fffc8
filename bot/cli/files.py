"""Files that the command line writes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from index.errors import StorageError


def write_whole(path: Path, lines: Iterable[str]) -> int:
    """Write all of the lines or leave the file as it was; returns how many there were.

    Raises StorageError where it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe or a device, which has no before
            return _write(path, lines)
        return _replace(path.resolve(), lines)
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written: {error.strerror}.", "Choose another place for the file."
        ) from error


def _replace(path: Path, lines: Iterable[str]) -> int:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        written = _write(temporary, lines)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return written


def _write(path: Path, lines: Iterable[str]) -> int:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        written = sum(bool(file.write(f"{line}\n")) for line in lines)
        file.flush()
        if path.is_file():
            os.fsync(file.fileno())
    return written
