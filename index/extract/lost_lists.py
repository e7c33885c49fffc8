"""Lists of an article that were lost while it was looked for.

Owns how that is told: where a paragraph of the article is followed by a list of words, not
of links, most of that list belongs to the article too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from index.extract.boilerplate import size

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHORTEST_LEAD: Final = 20
# What bounds the work on a page that is made to cost some.
_MOST_LISTS: Final = 200
_MOST_ITEMS: Final = 20


def has_lost_a_list(tree: HtmlElement, text: str) -> bool:
    """Whether the article that was found in `tree` lacks a list that belongs to it."""
    found = _line(text)
    return any(
        2 * sum(item not in found for item in items) > len(items)
        for lead, items in _lists(tree)
        if len(lead) >= _SHORTEST_LEAD and lead in found
    )


def holds_all(wider: str, text: str) -> bool:
    """Whether every line of a text is in another one, too."""
    return all(line in wider for line in text.splitlines())


def _lists(tree: HtmlElement) -> Iterator[tuple[str, list[str]]]:
    """The items of each list of words, with the paragraph before it."""
    for element in islice(tree.iter("ul", "ol"), _MOST_LISTS):
        before = element.getprevious()
        if before is None or before.tag != "p":
            continue
        if 2 * size(element) > len("".join(element.text_content().split())):
            texts = (_line(item.text_content()) for item in element.iter("li"))
            yield _line(before.text_content()), list(islice(filter(None, texts), _MOST_ITEMS))


def _line(text: str) -> str:
    return " ".join(text.split())
