"""Bytes into text, whatever their encoding is said or not said to be.

Owns the order in which encodings are tried: a byte order mark, UTF-8 where the bytes
allow it (whatever was declared: nothing else looks like it by chance), what was
declared, and in the end a guess among the encodings that are still met.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from index.errors import MalformedSource

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels are read as browsers read them: each names the larger encoding that writers mean.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}
# Servers declare these unasked. Several accented letters in a row, though, are no word of
# a language that is written in them: then they are letters of another script.
_WESTERN = frozenset({"cp1252", "cp1254", "iso8859-15"})
_ACCENTED = re.compile(rb"[\xc0-\xff]{4,}")
_FEW = 3
_KNOWN = (
    "utf-8",
    "utf-16",
    "cp",
    "shift",
    "iso8859",
    "iso2022",
    "koi8",
    "mac",
    "gb",
    "big5",
    "euc",
    "hz",
)
_GUESSED = ("cp1252", "cp1251", "cp1250", "koi8_r", "cp932", "gb18030", "big5", "euc_jp", "cp949")
# Below this many bytes that are not ASCII a guess is a coin toss, and cp1252 is the likeliest.
_ENOUGH_TO_GUESS = 40
# Of the characters that are not ASCII, one in so many may be unreadable before it is no accident.
_DAMAGED_ONE_IN = 10


def decode(data: bytes, declared: Iterable[str] = ()) -> str:
    """The text in `data`, with nothing changed but a byte order mark taken off.

    `declared` are the encodings that its bearers name, the most credible first.
    Raises MalformedSource where the bytes are not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_exactly(data.removeprefix(mark), encoding))
    candidates = _candidates(data, declared)
    for attempt in (_exactly, _nearly):
        for encoding in candidates:
            if (text := attempt(data, encoding)) is not None:
                return _checked(text)
    return _checked(_guess(data))


def _candidates(data: bytes, declared: Iterable[str]) -> list[str]:
    named = [encoding for label in declared if (encoding := _meant(label)) is not None]
    if len(_ACCENTED.findall(data)) >= _FEW:
        named = [encoding for encoding in named if encoding not in _WESTERN]
    seven_bit = b"\x1b" in data or b"~{" in data or b"\0" in data  # may pass for UTF-8
    return [*named, "utf-8"] if seven_bit else ["utf-8", *named]


def _meant(label: str) -> str | None:
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name) if name.startswith(_KNOWN) else None


def _exactly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _nearly(data: bytes, encoding: str) -> str | None:
    """The text where only a few bytes are damaged, as in pages that were cut or pasted together."""
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    beyond_ascii = sum(character > "\x7f" for character in text) - damaged
    return text if damaged * _DAMAGED_ONE_IN <= beyond_ascii else None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    if sum(byte > 0x7F for byte in data) >= _ENOUGH_TO_GUESS:
        best = from_bytes(data, cp_isolation=list(_GUESSED)).best()
        if best is not None:
            return str(best)
    return data.decode("cp1252", errors="replace")


def _checked(text: str | None) -> str:
    if text is None or "\0" in text:
        raise MalformedSource(
            "These bytes are not text in any encoding that is read.",
            "Save it as plain text in UTF-8.",
        )
    return text
