"""Bytes into an article: one module for each kind of source, behind one function.

A new kind is a module with a `read`, and its names in `_READERS`. Sources that anybody may
have made are read through `index.extract.confined`, within limits of time and memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final, Protocol

from index.errors import UnsupportedSource
from index.extract import html, mail, markdown, pdf, plain, word
from index.extract.extracted import Extracted

__all__ = [
    "KINDS",
    "Extracted",
    "can_read",
    "extract",
    "is_archive",
    "is_plain",
    "kind_served",
    "unsupported",
]


class _Reader(Protocol):
    def __call__(self, data: bytes, *, charset: str | None, url: str | None) -> Extracted: ...


_READERS: Mapping[str, _Reader] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".pdf": pdf.read,
    ".docx": word.read,
    ".eml": mail.read,
    "text/plain": plain.read,
    "text/markdown": markdown.read,
    "text/x-markdown": markdown.read,
    "text/html": html.read,
    "application/xhtml+xml": html.read,
    "application/pdf": pdf.read,
    "application/x-pdf": pdf.read,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": word.read,
    "message/rfc822": mail.read,
}
_ARCHIVES: Final = (".zip", "application/zip", "application/x-zip-compressed")
_PLAIN: Final = (plain.read, markdown.read)
# What servers say of a file that they know nothing about, or only want to be saved.
_UNKNOWN_TYPES: Final = (
    "application/octet-stream",
    "binary/octet-stream",
    "application/download",
    "application/force-download",
    "application/x-download",
)
KINDS: Final = (
    "Text (.txt), Markdown (.md), web pages (.html, .htm), PDF (.pdf), Word (.docx), mail (.eml) "
    "and archives of these (.zip)"
)
"""The kinds of files that are read, for messages."""


def extract(
    data: bytes, *, name_or_type: str, url: str | None = None, charset: str | None = None
) -> Extracted:
    """Read an article of the kind that a file name or a content type says.

    `charset` is what its bearer declared, `url` where it was found. Raises
    UnsupportedSource, MalformedSource, or NotAnArticle for a page without one.
    """
    reader = _reader(name_or_type)
    if reader is None:
        raise unsupported(name_or_type)
    return reader(data, charset=charset, url=url)


def can_read(name_or_type: str) -> bool:
    """Whether `extract` reads this kind of file."""
    return _reader(name_or_type) is not None


def is_archive(name_or_type: str) -> bool:
    """Whether this kind of file holds others, which are read one by one."""
    return _suffix_or_type(name_or_type) in _ARCHIVES


def is_plain(name_or_type: str) -> bool:
    """Whether reading this kind of file is no more than decoding it."""
    return _reader(name_or_type) in _PLAIN


def kind_served(content_type: str, name: str) -> str | None:
    """What a file is that was served under a type and a name; None for what is not read.

    The name decides where the type says little: Markdown is mostly served as plain text, and
    documents as any bytes.
    """
    says_little = content_type in ("text/plain", *_UNKNOWN_TYPES)
    if says_little and (can_read(name) or is_archive(name)):
        return name
    return content_type if can_read(content_type) or is_archive(content_type) else None


def unsupported(name_or_type: str) -> UnsupportedSource:
    """The error for a kind of file that is not read, naming those that are."""
    return UnsupportedSource(
        f"{name_or_type} is not a kind of file that is read.",
        f"{KINDS} are; for others, paste the text.",
    )


def _reader(name_or_type: str) -> _Reader | None:
    return _READERS.get(_suffix_or_type(name_or_type))


def _suffix_or_type(name_or_type: str) -> str:
    is_type = "/" in name_or_type
    return name_or_type if is_type else PurePath(name_or_type).suffix.lower()
