"""Words shown as they are: Discord's markdown taken out of a text, and put back.

Discord drops a backslash before any ASCII punctuation and shows what follows, so
every mark that could begin formatting, a list, a link, a mention, a timestamp or an
emoji gets one. Characters that would act on the text around them instead of showing
(control characters, bidirectional embeddings and overrides, line separators other
than the newline) are shown by their code point: `<U+202E>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_LONG_WORD: Final = 30

_MARKS = re.compile(r"[\\*_~`|<>\[\]@]|:(?=\S)")
_LINE_START = re.compile(r"^([^\S\n]*)([#+-]|\d+[.)])", re.MULTILINE)
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|<U\+([0-9A-F]{4,6})>")


def escape(text: str) -> str:
    """The markdown that Discord shows as exactly this text."""
    marked = _MARKS.sub(r"\\\g<0>", text)
    level = _LINE_START.sub(_escape_line_start, marked)
    return visible(level)


def visible(text: str) -> str:
    """The text with what would act instead of showing shown by its code point."""
    return _HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def unescape(markdown: str) -> str:
    """The text that `escape` was given: what a reader of the markdown sees."""
    return _ESCAPED.sub(lambda found: found[1] or chr(int(found[2], 16)), markdown)


def escape_within(text: str, limit: int) -> str:
    """The text escaped, cut between words and ended by an ellipsis to fit `limit` characters."""
    whole = escape(text)
    if size(whole) <= limit:
        return whole
    kept = longest(text, lambda beginning: size(escape(beginning)) < limit)
    words, _, cut = kept.rpartition(" ")
    return escape((words if words and len(cut) < _LONG_WORD else kept).rstrip()) + "…"


def escape_line(text: str, limit: int) -> str:
    """`escape_within` on one line, for titles and names."""
    return escape_within(" ".join(text.split()), limit)


def longest(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of the text that fits, found by halving; "" always fits."""
    good, bad = 0, len(text) + 1
    while bad - good > 1:
        middle = (good + bad) // 2
        if fits(text[:middle]):
            good = middle
        else:
            bad = middle
    return text[:good]


def size(markdown: str) -> int:
    """Its length in UTF-16 units: the strictest way in which Discord's limits could be counted."""
    return len(markdown) + sum(character > "\uffff" for character in markdown)


def _escape_line_start(found: re.Match[str]) -> str:
    mark = found[2]
    return f"{found[1]}{mark[:-1]}\\{mark[-1]}"
