"""What people give, into articles: addresses, files, folders, archives, pasted text, JSON lines.

Owns what counts as a source and how its errors are told. One bad source never stops the
rest: where several are read at once, it comes out as a FailedSource in its place. What is
explicitly said about an article outranks what its source says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from index.addresses import PUBLIC_WEB, AddressGuard
from index.archives import ZipArchive
from index.errors import (
    MalformedSource,
    NotAnArticle,
    SourceError,
    SourceNotFound,
    UnsupportedSource,
)
from index.extract import KINDS, Extracted, can_read, is_archive, unsupported
from index.extract.confined import ConfinedReader
from index.fetch import DEFAULT_LIMITS, FetchLimits, fetch
from index.jsonl import is_json_lines, read_lines
from index.past import is_storable
from index.types import FailedSource, Metadata, NewArticle

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_UNSAID = Metadata()
_ANY_ADDRESS = AddressGuard(allow=("0.0.0.0/0", "::/0"), ports=None)
# JSON may take six bytes for a character, and a line carries more than the text.
_LINE_PER_TEXT = 8


@dataclass(frozen=True, slots=True)
class SourceReader:
    """Reads sources within `limits`, which hold for a file as for a page.

    `allow_private_addresses` lifts the guard against fetching from the own network, for tests.
    Documents and pages are read in a process of their own, which `close` ends.
    """

    limits: FetchLimits = DEFAULT_LIMITS
    allow_private_addresses: bool = False
    confined: ConfinedReader = field(default_factory=ConfinedReader, compare=False)

    def close(self) -> None:
        """End the process that reads documents; it is started anew when needed."""
        self.confined.close()

    @property
    def guard(self) -> AddressGuard:
        """Which addresses may be fetched."""
        return _ANY_ADDRESS if self.allow_private_addresses else PUBLIC_WEB

    def read(
        self, source: str, metadata: Metadata = _UNSAID
    ) -> Iterator[NewArticle | FailedSource]:
        """The articles of an address, a file, a folder or an archive.

        What cannot be read is a FailedSource. A folder or an archive is read with all below it,
        in the order of names; hidden files, and files of kinds that are not read, are passed
        over, but where nothing is left to read, it has failed.
        """
        if not _SCHEME.match(source.lstrip()):
            yield from self._read_path(Path(source), metadata)
            return
        try:
            yield from self._read_page(source, metadata)
        except SourceError as error:
            yield FailedSource(source, str(error))

    def read_text(self, text: str, source: str, metadata: Metadata = _UNSAID) -> NewArticle:
        """Pasted text, exactly as it is; raises NotAnArticle when blank, MalformedSource."""
        return _article(source, Extracted(text, Metadata()), metadata)

    def read_bytes(self, name: str, data: bytes, metadata: Metadata = _UNSAID) -> NewArticle:
        """A file that came with its name, such as an attachment; raises a SourceError."""
        return _article(name, self._extract(name, data, None), metadata)

    def read_archive(
        self,
        file: IO[bytes],
        source: str,
        metadata: Metadata = _UNSAID,
        *,
        url: str | None = None,
    ) -> Iterator[NewArticle | FailedSource]:
        """The articles of a .zip file, each named by `source` and its place in the archive.

        One that came from `url` speaks for that site alone: a page in it may have no address
        elsewhere. A file that cannot be read is a FailedSource; raises a SourceError for the
        archive itself.
        """
        with ZipArchive(file, _last(source)) as archive:
            readable = [each for each in archive.members if _may_be_read(each.filename)]
            if not readable:
                raise UnsupportedSource(
                    f"There is no file in {source} that is read.", f"{KINDS} are."
                )
            for member in readable:
                within = f"{source}/{member.filename}"
                try:
                    data = archive.read(member, self.limits.max_bytes)
                    found = self._extract(member.filename, data, url)
                    yield _article(within, _without_address(found, url), metadata)
                except SourceError as error:
                    yield FailedSource(within, str(error))

    def read_jsonl(self, path: Path) -> Iterator[NewArticle | FailedSource]:
        """The articles of a file with one JSON object a line, also compressed with gzip.

        A line that is none, or a file that cannot be read on, is a FailedSource in its place.
        """
        try:
            for item in read_lines(path, self.limits.max_bytes * _LINE_PER_TEXT):
                if isinstance(item, NewArticle) and len(item.text.encode()) > self.limits.max_bytes:
                    item = FailedSource(item.source, str(self._too_large("The text of this line")))
                yield item
        except SourceError as error:
            yield FailedSource(str(path), str(error))
        except OSError as error:
            yield FailedSource(str(path), str(_unreadable(path, error)))

    def _read_page(self, url: str, metadata: Metadata) -> Iterator[NewArticle | FailedSource]:
        page = fetch(url, self.limits, guard=self.guard)
        if is_archive(page.kind):
            yield from self.read_archive(BytesIO(page.data), url, metadata, url=page.url)
            return
        found = self.confined.extract(
            page.data, name_or_type=page.kind, url=page.url, charset=page.charset
        )
        yield _article(url, found, metadata)

    def _read_path(self, path: Path, metadata: Metadata) -> Iterator[NewArticle | FailedSource]:
        try:
            if path.is_dir():
                yield from self._read_folder(path, metadata)
            elif is_json_lines(path.name):
                for item in self.read_jsonl(path):
                    if isinstance(item, NewArticle):
                        item = item.told(metadata)
                    yield item
            elif is_archive(path.name) and path.is_file():
                with path.open("rb") as file:
                    yield from self.read_archive(file, str(path), metadata)
            else:
                yield self._read_file(path, metadata)
        except SourceError as error:
            yield FailedSource(str(path), str(error))
        except (OSError, ValueError) as error:  # ValueError: a path that no system could have
            yield FailedSource(str(path), str(_unreadable(path, error)))

    def _read_folder(self, folder: Path, metadata: Metadata) -> Iterator[NewArticle | FailedSource]:
        paths = list(_files_below(folder))
        if not paths:
            raise UnsupportedSource(
                f"There is no file in {folder} of a kind that is read.",
                f"{KINDS} and .jsonl are.",
            )
        for path in paths:
            yield from self._read_path(path, metadata)

    def _read_file(self, path: Path, metadata: Metadata) -> NewArticle:
        if not path.exists():
            raise SourceNotFound(
                f"There is no file {path}.",
                "Check the path; a web address begins with https://.",
            )
        if not can_read(path.name) or not path.is_file():
            raise unsupported(str(path))
        with path.open("rb") as file:
            data = file.read(self.limits.max_bytes + 1)
        return replace(self.read_bytes(path.name, data, metadata), source=str(path))

    def _extract(self, name: str, data: bytes, url: str | None) -> Extracted:
        if len(data) > self.limits.max_bytes:
            raise self._too_large(name)
        if is_archive(name):
            raise UnsupportedSource(
                f"{name} is an archive, which may hold many articles.",
                "Unpack it, and give its files.",
            )
        return self.confined.extract(data, name_or_type=_last(name), url=url)

    def _too_large(self, name: str) -> MalformedSource:
        return MalformedSource(
            f"{name} is larger than {self.limits.max_bytes / 1e6:g} MB.",
            "Give the article's text alone.",
        )


def _files_below(folder: Path) -> Iterator[Path]:
    """The files that can be read, in the order of their names; links to folders are not followed.

    A folder that may not be listed raises OSError.
    """
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _files_below(entry)
        elif _may_be_read(entry.name) or is_json_lines(entry.name):
            yield entry


def _may_be_read(name: str) -> bool:
    return can_read(_last(name)) or is_archive(_last(name))


def _last(name: str) -> str:
    """The name of a file without the folders that it is in."""
    return PurePosixPath(name).name


def _without_address(found: Extracted, archive: str | None) -> Extracted:
    """What was found, without the address of the archive, which is none of its articles'."""
    is_archives = archive is not None and found.metadata.url == archive
    return replace(found, metadata=replace(found.metadata, url=None)) if is_archives else found


def _article(source: str, found: Extracted, given: Metadata) -> NewArticle:
    if not found.text.strip():
        raise NotAnArticle(f"There is no text in {source}.", "Give the article's text.")
    if not is_storable(found.text):
        raise MalformedSource(
            f"The text of {source} holds halves of characters.", "Save it again as UTF-8."
        )
    return NewArticle(source, found.text, found.metadata).told(given)


def _unreadable(path: Path, error: OSError | ValueError) -> SourceError:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    if isinstance(error, FileNotFoundError):
        return SourceNotFound(f"There is no file {path}.", "Check the path.")
    return SourceError(f"{path} cannot be read: {why}.", "Check the path and its permissions.")
