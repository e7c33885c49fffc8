"""What is given at once, into its sources: lists of links, zips, JSON lines, single files.

Owns what counts as several sources, and the limits of one job. Nothing is fetched and
no article is read here; what is plainly none comes out as settled, with the reason.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from index.archives import DEFAULT_LIMITS, ZIP, ZipArchive, ZipLimits
from index.errors import MalformedSource, NotAnArticle, SourceError, UnsupportedSource
from index.extract.decoding import decode
from index.jobs.job import MAX_SOURCES, JobSource
from index.jobs.links import entries, is_list
from index.urls import address_key

_JSON_LINES: Final = (".jsonl", ".jsonl.gz")


def is_several(name: str, data: bytes) -> bool:
    """Whether a file holds several sources: a zip, JSON lines, or a list of links in a .txt."""
    lower = name.lower()
    return lower.endswith((ZIP, *_JSON_LINES)) or (lower.endswith(".txt") and _is_list(data))


def links(text: str) -> Iterator[JobSource]:
    """The links of a list; what is none comes out as failed."""
    for entry in entries(text):
        if entry.is_link:
            yield JobSource(entry.text)
        else:
            error = f"“{entry.text}” is not a web address. It should begin with https://."
            yield JobSource(entry.text, status="failed", error=error)


def checked(sources: Iterable[JobSource]) -> Iterator[JobSource]:
    """The sources with each address once; raises a SourceError for none at all, or too many."""
    first: dict[str, str] = {}
    count = 0
    for source in sources:
        count += 1
        if count > MAX_SOURCES:
            raise UnsupportedSource(
                f"These are more than {MAX_SOURCES:,} sources.", "Give them in several parts."
            )
        address = address_key(source.name) or source.name if source.kind == "page" else None
        if address is None or source.status != "waiting":
            yield source
        elif address in first:
            error = f"Named twice: it is the same address as {first[address]}."
            yield JobSource(source.name, status="duplicate", error=error)
        else:
            first[address] = source.name
            yield source
    if not count:
        raise NotAnArticle("There is nothing in it to be added.", "Give links, or files.")


@dataclass(frozen=True, slots=True)
class Splitter:
    """Splits files into sources; no single source may have more than `max_bytes`."""

    max_bytes: int
    limits: ZipLimits = DEFAULT_LIMITS

    def split(self, name: str, data: bytes) -> Iterator[JobSource]:
        """The sources in a file, which may be just itself; raises MalformedSource for no zip."""
        lower = name.lower()
        if lower.endswith(ZIP):
            yield from self._members(name, data)
        elif lower.endswith(_JSON_LINES):
            yield from self._lines(name, data)
        elif len(data) > self.max_bytes:
            error = f"{name} is larger than {self.max_bytes / 1e6:g} MB. Give the text alone."
            yield JobSource(name, "file", status="failed", error=error)
        elif is_several(name, data):
            yield from links(decode(data))
        else:
            yield JobSource(name, "file", data)

    def _members(self, name: str, data: bytes) -> Iterator[JobSource]:
        with ZipArchive(io.BytesIO(data), name, self.limits) as archive:
            for member in archive.members:
                inner = f"{name}/{member.filename}"
                try:
                    if inner.lower().endswith(ZIP):
                        raise UnsupportedSource(
                            "A zip within a zip is not opened.", "Give it on its own."
                        )
                    yield from self.split(inner, archive.read(member, self.max_bytes))
                except SourceError as error:
                    yield JobSource(inner, "file", status="failed", error=str(error))

    def _lines(self, name: str, data: bytes) -> Iterator[JobSource]:
        plain = io.BytesIO(data)
        file = gzip.GzipFile(fileobj=plain) if name.lower().endswith(".gz") else plain
        try:
            for number, line in enumerate(self._bounded(file, name), 1):
                if line.strip():
                    yield self._line(f"{name}:{number}", line)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            problem = f"{name} is not a whole gzip file: {error}. Compress or copy it again."
            yield JobSource(name, "file", status="failed", error=problem)

    def _line(self, name: str, line: bytes) -> JobSource:
        if len(line) <= self.max_bytes:
            return JobSource(name, "line", line)
        problem = f"This line is longer than {self.max_bytes / 1e6:g} MB. Break it into articles."
        return JobSource(name, "line", status="failed", error=problem)

    def _bounded(self, file: gzip.GzipFile | io.BytesIO, name: str) -> Iterator[bytes]:
        """Each line, or its beginning where it is too long; no more in all than a zip may hold."""
        total, is_new = 0, True
        while piece := file.readline(self.max_bytes + 1):
            total += len(piece)
            if total > self.limits.total_bytes:
                raise MalformedSource(
                    f"{name} holds more than {self.limits.total_bytes / 1e6:,g} MB.",
                    "Give it in several parts.",
                )
            if is_new:
                yield piece
            is_new = piece.endswith(b"\n")


def _is_list(data: bytes) -> bool:
    try:
        return is_list(decode(data))
    except MalformedSource:
        return False
