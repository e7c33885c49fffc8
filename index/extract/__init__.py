"""Bytes into an article: one module for each kind of source, behind one function.

A new kind is a module with a `read`, and its names in `_READERS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Protocol

from index.errors import UnsupportedSource
from index.extract import html, markdown, plain
from index.extract.extracted import Extracted

__all__ = ["Extracted", "can_read", "extract", "unsupported"]


class _Reader(Protocol):
    def __call__(self, data: bytes, *, charset: str | None, url: str | None) -> Extracted: ...


_READERS: Mapping[str, _Reader] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    "text/plain": plain.read,
    "text/markdown": markdown.read,
    "text/x-markdown": markdown.read,
    "text/html": html.read,
    "application/xhtml+xml": html.read,
}


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


def unsupported(name_or_type: str) -> UnsupportedSource:
    """The error for a kind of file that is not read, naming those that are."""
    return UnsupportedSource(
        f"{name_or_type} is not a kind of file that is read.",
        "Text (.txt), Markdown (.md) and web pages (.html, .htm) are; for others, paste the text.",
    )


def _reader(name_or_type: str) -> _Reader | None:
    is_type = "/" in name_or_type
    return _READERS.get(name_or_type if is_type else PurePath(name_or_type).suffix.lower())
