"""References to characters that are none, as programs write them that count in UTF-16.

One alone would have feedparser refuse the whole feed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Final

_RUN: Final = re.compile(rb"(?:&#(?:x[\da-f]{1,99}|\d{1,99});)+", re.IGNORECASE)
_CODE: Final = re.compile(rb"&#(?:x([\da-f]+)|(\d+));", re.IGNORECASE)
_HALVES: Final = range(0xD800, 0xE000)


def mend_references(data: bytes) -> bytes:
    """The document with two halves of a character made one; what is none is left out."""
    return _RUN.sub(_mended, data)


def _mended(run: re.Match[bytes]) -> bytes:
    codes = [int(code[1] or code[2], 16 if code[1] else 10) for code in _CODE.finditer(run[0])]
    if all(code <= sys.maxunicode and code not in _HALVES for code in codes):
        return run[0]
    return "".join(f"&#{ord(character)};" for character in _characters(codes)).encode()


def _characters(codes: Sequence[int]) -> str:
    known = "".join(chr(code) for code in codes if code <= sys.maxunicode)
    return known.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="ignore")
