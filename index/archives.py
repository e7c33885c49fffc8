"""Files packed into one: the members of a zip, each read on its own.

Owns what a zip may cost: how many files, how many bytes once unpacked, and how tightly a
file may be packed. Nothing is ever written to disk, so that a member's name is only a name.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Final, Self

from index.errors import MalformedSource

ZIP: Final = ".zip"

# bzip2 and LZMA may unpack a few bytes into gigabytes before anybody can stop them.
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_RATIO_COUNTS_FROM: Final = 1_000_000
_APPLE: Final = "__MACOSX"


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much a zip may hold: files, bytes unpacked, and bytes for each packed byte.

    The ratio is looked at only from a megabyte on: a short text may repeat itself.
    """

    members: int = 10_000
    total_bytes: int = 500_000_000
    ratio: int = 200


DEFAULT_LIMITS: Final = ZipLimits()


class ZipArchive:
    """The files in a zip, in the order of their names; folders and hidden files are passed over.

    To be closed, or used in a `with`. Raises MalformedSource where the file is no zip, or
    holds more than the limits allow.
    """

    def __init__(self, file: IO[bytes], name: str, limits: ZipLimits = DEFAULT_LIMITS) -> None:
        self._name = name
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise MalformedSource(
                f"{name} is not a whole zip file: {error}.", "Pack or copy it again."
            ) from error
        visible = [info for info in self._zip.infolist() if _is_visible(info)]
        self.members = tuple(sorted(visible, key=lambda info: info.filename))
        self._check()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def read(self, member: zipfile.ZipInfo, max_bytes: int) -> bytes:
        """The bytes of a member; raises MalformedSource, also where they are more than allowed."""
        name = member.filename
        if member.flag_bits & _ENCRYPTED:
            raise MalformedSource(f"{name} is encrypted.", "Pack it again without a password.")
        if member.compress_type not in _METHODS:
            raise MalformedSource(
                f"{name} is packed by a method that is not read.", "Pack it as an ordinary zip."
            )
        if member.file_size > max_bytes:
            raise MalformedSource(
                f"{name} is larger than {max_bytes / 1e6:g} MB.", "Give the article's text alone."
            )
        if member.file_size > max(_RATIO_COUNTS_FROM, self._limits.ratio * member.compress_size):
            raise MalformedSource(
                f"{name} is packed more than {self._limits.ratio} times smaller than it is, "
                "as no article is.",
                "Give the article's text alone.",
            )
        return self._unpacked(member)

    def _unpacked(self, member: zipfile.ZipInfo) -> bytes:
        try:
            return self._zip.read(member)
        # RuntimeError, OSError, NotImplementedError: what zipfile makes of headers that lie.
        except (
            zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError
        ) as error:  # fmt: skip
            raise MalformedSource(
                f"{member.filename} is damaged within {self._name}: {error}.", "Pack it again."
            ) from error

    def _check(self) -> None:
        if len(self.members) > self._limits.members:
            raise MalformedSource(
                f"{self._name} holds {len(self.members):,} files, "
                f"more than {self._limits.members:,}.",
                "Pack them into several.",
            )
        total = sum(info.file_size for info in self.members)
        if total > self._limits.total_bytes:
            raise MalformedSource(
                f"{self._name} holds {total / 1e6:,.0f} MB once unpacked, "
                f"more than {self._limits.total_bytes / 1e6:,g} MB.",
                "Pack them into several.",
            )


def _is_visible(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    return not info.is_dir() and not any(
        part == _APPLE or (part.startswith(".") and part != "..") for part in parts
    )
