"""Plain text files: the text exactly as it is."""

from __future__ import annotations

from index.extract.decoding import decode
from index.extract.extracted import Extracted
from index.types import Metadata


def read(data: bytes, *, charset: str | None, url: str | None) -> Extracted:
    """The whole text, line ends included; a plain text says nothing about itself."""
    return Extracted(decode(data, [charset] if charset else []), Metadata(url=url))
