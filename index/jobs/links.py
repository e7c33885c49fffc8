"""Lists of links as people keep and paste them.

Owns what in a text is a link, what stands around links in a list (bullets, Markdown, angle
brackets, commas, comments), and when a text is a list of links and no article.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_BULLET: Final = re.compile(r"^(?:[-*+•–—·]|\d{1,5}[.)])\s+")
_COMMENT: Final = re.compile(r"(?:^|\s)(?:#|//)\s.*$|^#.*$")
_MARKDOWN: Final = re.compile(
    r"!?\[[^\[\]\n]*\]\(\s*<?((?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+\"[^\"]*\")?\s*\)"
)
_LINK: Final = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_AROUND: Final = "<>[]\"'“”„«»"
_BEHIND: Final = ",;.!?"
_LONGEST_SHOWN: Final = 200
_LONGEST_LINK: Final = 4000
_MOST_ODD: Final = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of a list: a link, or what stands in the place of one."""

    text: str
    is_link: bool


def entries(text: str) -> Iterator[Entry]:
    """The links of a list in their order; words between them are one entry each, for a report."""
    for line in io.StringIO(text, newline=None):
        yield from _entries_of(line)


def is_list(text: str) -> bool:
    """Whether every line of a text is links alone; a few single words may be misspelt ones."""
    links = odd = 0
    for line in io.StringIO(text, newline=None):
        found = list(_entries_of(line))
        if all(entry.is_link for entry in found):
            links += bool(found)
        elif len(found) == 1 and " " not in found[0].text and odd < _MOST_ODD:
            odd += 1
        else:
            return False
    return 0 < links >= odd


def _entries_of(line: str) -> Iterator[Entry]:
    bare = _COMMENT.sub("", _BULLET.sub("", line.strip()))
    words: list[str] = []
    for token in re.split(r"[\s|]+|[,;](?=https?://)", _MARKDOWN.sub(r" \1 ", bare)):
        word = _bare(token)
        if len(word) > _LONGEST_LINK or not _LINK.fullmatch(word):
            words += [word] if word else []
            continue
        if words:
            yield _not_a_link(words)
            words = []
        yield Entry(word, is_link=True)
    if words:
        yield _not_a_link(words)


def _bare(token: str) -> str:
    """A token without what encloses it or ends a sentence; a bracket of the link's own stays."""
    if len(token) > _LONGEST_LINK:
        return token
    word = token.strip(_AROUND).rstrip(_BEHIND).strip(_AROUND).removeprefix("(")
    while word.endswith(")") and word.count(")") > word.count("("):
        word = word[:-1].rstrip(_BEHIND)
    return word


def _not_a_link(words: list[str]) -> Entry:
    text = " ".join(words)
    return Entry(text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…", False)
