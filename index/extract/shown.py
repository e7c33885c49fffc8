"""A page as its reader sees it, where its markup says more than its letters.

Owns which words of a page are not there for a reader (struck out, or hidden), and that raised
figures stay apart from those before them. Nothing large is taken out: some pages hide their
article until all of it has arrived.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from index.extract.boilerplate import SMALL_ONE_IN, size

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STRUCK: Final = ("del", "s", "strike")
_NOT_DISPLAYED: Final = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_RAISED: Final = str.maketrans("0123456789+-\N{MINUS SIGN}", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_FIGURE: Final = re.compile(r"\s*[+\-\N{MINUS SIGN}]?[0-9]+\s*")


def as_shown(tree: HtmlElement) -> None:
    """Take out of `tree` what its reader does not see, and raise what is raised."""
    limit = size(tree) // SMALL_ONE_IN
    for element in list(_unseen(tree, limit)):
        element.drop_tree()
    for element in tree.iter("sup"):
        if _continues_a_figure(element):
            _raise(element)


def _unseen(tree: HtmlElement, limit: int) -> Iterator[HtmlElement]:
    from lxml.etree import iterwalk

    walk = iterwalk(tree, events=("start",))
    for _, element in walk:
        is_unseen = element is not tree and (element.tag in _STRUCK or _is_hidden(element))
        if is_unseen and size(element, limit + 1) <= limit:
            walk.skip_subtree()
            yield element


def _is_hidden(element: HtmlElement) -> bool:
    # What is hidden "until-found" is there for those who search the page.
    is_hidden = element.get("hidden", "until-found").lower() != "until-found"
    return is_hidden or _NOT_DISPLAYED.search(element.get("style", "")) is not None


def _continues_a_figure(element: HtmlElement) -> bool:
    """Whether 10⁶ would be read as 106, or a figure with the mark of a note as another."""
    before = str(element.xpath("string(preceding-sibling::node()[1])"))
    return before[-1:].isdecimal() and _FIGURE.fullmatch(element.text_content()) is not None


def _raise(element: HtmlElement) -> None:
    for part in element.iter():
        part.text = (part.text or "").translate(_RAISED)
        if part is not element:
            part.tail = (part.tail or "").translate(_RAISED)
