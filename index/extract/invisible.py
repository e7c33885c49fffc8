"""Characters of a page that show nothing: joiners within words, directions, controls.

Owns that they survive trafilatura, which drops whatever cannot be printed: letters of an
ancient script, that no article has, stand in for them meanwhile. Only what never means
anything is given up: soft hyphens, zero-width spaces and byte order marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CODES: Final = (
    *(code for code in range(1, 0x20) if not chr(code).isspace()),
    *(code for code in range(0x7F, 0xA0) if not chr(code).isspace()),
    *(0x061C, 0x200C, 0x200D, 0x200E, 0x200F),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
)
_FIRST_STAND_IN: Final = 0x10600  # Linear A, which nobody can read
_STAND_INS: Final = {code: chr(_FIRST_STAND_IN + place) for place, code in enumerate(_CODES)}
_ORIGINALS: Final = {ord(stand_in): chr(code) for code, stand_in in _STAND_INS.items()}
_INVISIBLE: Final = re.compile(f"[{''.join(map(re.escape, map(chr, _CODES)))}]")


def visible(page: str) -> str:
    """The source of a page with letters in the place of invisible characters."""
    return page.translate(_STAND_INS) if _INVISIBLE.search(page) else page


def make_visible(tree: HtmlElement) -> None:
    """The same in the texts of a tree, where such characters were written as entities."""
    for element in tree.iter():
        if element.text and _INVISIBLE.search(element.text):
            element.text = element.text.translate(_STAND_INS)
        if element.tail and _INVISIBLE.search(element.tail):
            element.tail = element.tail.translate(_STAND_INS)


def as_it_was(text: str) -> str:
    """A text out of such a page, with its invisible characters again."""
    return text.translate(_ORIGINALS)
