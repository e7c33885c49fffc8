"""Archives (.zip): the files in them, one at a time and none larger than it says it may be.

Owns what of an archive is opened: files of kinds that are read, hidden ones and those that
systems add left out. An archive inside an archive is not, nor one that unpacks to too much.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Final

from index.errors import MalformedSource, SourceError
from index.extract.faults import cause

_MOST_FILES: Final = 20_000
_ENCRYPTED: Final = 1
_LYING_HEADERS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_UNPACKED_PER_FILE: Final = 50
"""An archive may unpack to so many times what one file may have."""


def names(path: Path, max_bytes: int) -> list[str]:
    """The files in an archive, in the order of their names; raises MalformedSource.

    `max_bytes` is how large each may be; all of them together may have fifty times that.
    """
    with _opened(path) as archive:
        files = [part for part in archive.infolist() if not part.is_dir()]
    if len(files) > _MOST_FILES:
        raise _refused(path, f"holds more than {_MOST_FILES:,} files")
    most = max_bytes * _UNPACKED_PER_FILE
    if sum(part.file_size for part in files) > most:
        raise _refused(path, f"unpacks to more than {most / 1e6:g} MB")
    return sorted({part.filename for part in files if not _is_hidden(part.filename)})


def unpack(path: Path, name: str, max_bytes: int) -> bytes:
    """One file of an archive; raises MalformedSource where it cannot be had."""
    with _opened(path) as archive:
        part = archive.getinfo(name)
        if part.flag_bits & _ENCRYPTED:
            raise MalformedSource(f"{name} is protected by a password.", "Take that off it.")
        if part.file_size > max_bytes:
            raise MalformedSource(
                f"{name} is larger than {max_bytes / 1e6:g} MB.", "Give the article's text alone."
            )
        try:
            return archive.read(part)
        except _LYING_HEADERS as error:
            raise MalformedSource(
                f"{name} is damaged: {cause(error)}.", "Pack it again."
            ) from error


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _refused(path, f"is no archive that can be read ({cause(error)})") from error
    except OSError as error:
        raise SourceError(
            f"{path} cannot be read: {error.strerror or error}.",
            "Check the path and its permissions.",
        ) from error


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _refused(path: Path, why: str) -> MalformedSource:
    return MalformedSource(f"{path.name} {why}.", "Unpack it, and give its files or a folder.")
