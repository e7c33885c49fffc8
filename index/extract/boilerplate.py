"""What surrounds an article on its page and is often taken for a part of it.

Owns the few things that are taken out of a page before its article is looked for: sign-up
forms, boxes about the author, side columns, and links to other articles under a label that
says so. Each is known by a plain mark, and nothing large is: to lose words of an article is
worse than to keep words around it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BESIDE = re.compile(
    r"newsletter|sign-?up-(?:form|box)|saboxplugin|about-(?:the-)?author"
    r"|author-?(?:box|bio|info|card)",
    re.IGNORECASE,
)
# Only as an id: as a class these are what an article's pictures have that stand at the right.
_SIDE_COLUMN = re.compile(r"right(?:[-_]?(?:col(?:umn)?|wrap(?:per)?|bar))?", re.IGNORECASE)
_CONTAINERS = ("div", "section", "aside", "form", "td")
_BLOCKS = ("p", "div", "li", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol")
SMALL_ONE_IN: Final = 3
"""Of a page's words outside of links, one in so many at most may go with one container."""
# What bounds the work on a page that is made to cost some.
_MOST_CONTAINERS = 50
_MOST_TEXTS = 200
_UNSEEN = ("a", "script", "style")
_LABELS = re.compile(
    "|".join(
        (
            r"(?:read|see|watch) (?:also|more|next|this)|(?:also|more) (?:read|on this|from us)",
            r"related(?: (?:articles?|stories|story|content|posts?|news|reading|topics?))?",
            r"you (?:may|might) also (?:like|enjoy)|(?:further|more) (?:reading|information)",
            r"weiterlesen|mehr (?:lesen|zum thema)|weitere (?:informationen|artikel|beiträge)",
            r"(?:siehe|lesen sie|lies|lest|sehen sie) auch|auch interessant|zum weiterlesen",
            r"das könnte (?:sie|dich|euch) auch interessieren|lesetipps?",
            r"mira(?: también)?|(?:lee|lea|leer|ver|vea) (?:también|además|más)",
            r"(?:también )?te puede interesar|más información|notas? relacionadas?",
            r"(?:à )?(?:lire|voir|écouter) aussi|à lire|sur le même sujet",
            r"leggi anche|vedi anche|leia (?:também|mais)|veja (?:também|mais)|lees ook",
            r"(?:czytaj|zobacz|przeczytaj) (?:też|także|również|więcej)",
            r"(?:читайте|читать|смотрите|см\.) (?:также|еще|ещё)|по теме|материалы по теме",
            r"(?:читайте|дивіться) (?:також|ще)|(?:相关|延伸)阅读",
        )
    ),
    re.IGNORECASE,
)
_AROUND_LABELS = " \t\r\n\u00a0:.…-–—>»›→|•*+▶►()[]"


def remove_boilerplate(tree: HtmlElement) -> None:
    """Take out of `tree` what is plainly beside the article."""
    body = tree.find(".//body")
    root = tree if body is None else body
    limit = size(root) // SMALL_ONE_IN
    for element in [*islice(_beside(root, limit), _MOST_CONTAINERS), *_teasers(root)]:
        if element.getparent() is not None:
            element.drop_tree()


def _beside(root: HtmlElement, limit: int) -> Iterator[HtmlElement]:
    for element in root.iterdescendants(*_CONTAINERS):
        if _is_named_so(element) and size(element, limit + 1) <= limit:
            yield element


def _is_named_so(element: HtmlElement) -> bool:
    identity = element.get("id") or ""
    names = (identity, *(element.get("class") or "").split())
    return any(map(_BESIDE.match, names)) or _SIDE_COLUMN.fullmatch(identity) is not None


def _teasers(root: HtmlElement) -> Iterator[HtmlElement]:
    """Links under a label such as "Read more", in one block with it or in those that follow."""
    for block in root.iterdescendants(*_BLOCKS):
        label = _unlinked(block)
        if label is None or _LABELS.fullmatch(label.strip(_AROUND_LABELS)) is None:
            continue
        if block.find(".//a") is not None:
            yield block
        elif linked := list(takewhile(_is_link, block.itersiblings())):
            yield from (block, *linked)


def _is_link(element: HtmlElement) -> bool:
    is_block = element.tag in _BLOCKS or element.tag in _LISTS
    return is_block and element.find(".//a") is not None and _unlinked(element) == ""


def _unlinked(element: HtmlElement) -> str | None:
    """The text of a small element that is in no link; None for an element that is not small."""
    texts = list(islice(_texts(element), _MOST_TEXTS + 1))
    return "".join(texts).strip() if len(texts) <= _MOST_TEXTS else None


def size(element: HtmlElement, most: int = sys.maxsize) -> int:
    """The characters of the text outside of links, without spaces; counted no further than `most`.

    Not words, as not every script puts spaces between them.
    """
    size = 0
    for text in _texts(element):
        size += len("".join(text.split()))
        if size >= most:
            break
    return size


def _texts(element: HtmlElement) -> Iterator[str]:
    from lxml.etree import iterwalk

    walk = iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, each in walk:
        if event == "start" and each.tag in _UNSEEN:
            walk.skip_subtree()
        elif event == "start":
            yield each.text or ""
        if event != "start" and each is not element:
            yield each.tail or ""
