"""Connections to the one SQLite database: a single writer, a pool of readers.

Owns durability settings, the order of writers, and the mapping of SQLite's errors.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from index.errors import (
    DatabaseBusy,
    DatabaseCorrupt,
    DataDirectoryError,
    StorageError,
)
from index.store.migrations import migrate

BUSY_TIMEOUT_SECONDS: Final = 15.0
DATABASE_NAME: Final = "whosaid.sqlite3"


class Database:
    """The database of one data directory, migrated on opening; safe to share between threads.

    Raises DataDirectoryError, DatabaseBusy, DatabaseCorrupt or DatabaseTooNew.
    """

    def __init__(self, directory: Path) -> None:
        self.path = directory / DATABASE_NAME
        self._write_lock = threading.Lock()
        # No queue.Queue: its lock is written in Python, and Ctrl-C within it would leave it held.
        self._readers: deque[sqlite3.Connection] = deque()
        _make_directory(directory)
        with mapped_errors(self.path):
            self._writer = _connect(self.path)
            migrate(self._writer)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end, rolled back on any error."""
        with self._write_lock, mapped_errors(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.commit()
            except BaseException:
                self._writer.rollback()
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A consistent view of the last committed state, never waiting for the writer."""
        with mapped_errors(self.path):
            connection = self._borrow()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                connection.rollback()
                self._readers.append(connection)

    def close(self) -> None:
        with self._write_lock, mapped_errors(self.path):
            while self._readers:
                self._readers.pop().close()
            self._writer.close()

    def _borrow(self) -> sqlite3.Connection:
        try:
            return self._readers.pop()
        except IndexError:
            connection = _connect(self.path)
            connection.execute("PRAGMA query_only = 1")
            return connection


def _make_directory(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataDirectoryError(
            f"The data directory {directory} cannot be made: {error.strerror}.",
            "Choose another with --data or DATA_DIR.",
        ) from error


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32768")
    # What was removed is gone from the file too; not every build of SQLite does so by itself.
    connection.execute("PRAGMA secure_delete = ON")
    return connection


@contextmanager
def mapped_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the library's, each with what a person can do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _mapped(error, path) from error


def _mapped(error: sqlite3.DatabaseError, path: Path) -> StorageError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DatabaseBusy(
            f"Another process has been writing to {path} for too long.",
            "Wait until it ends, or stop it, and try again.",
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DatabaseCorrupt(
            f"{path} is damaged, or no whosaid database: {error}.",
            "Move it away and import your last export, or choose another --data directory.",
        )
    if code in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
    ):
        return DataDirectoryError(
            f"{path} cannot be read or written: {error}.",
            "Check the disk's free space and the folder's permissions.",
        )
    return StorageError(f"The database answered: {error}.", "Run 'whosaid doctor' to learn more.")
