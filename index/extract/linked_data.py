"""What a page says of itself in JSON-LD, the description that search engines ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DEEPEST = 8
_MOST = 200  # objects; a page that says more is not worth the time
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")


def articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects that describe an article or its page, the outermost first."""
    return (found for found in objects(tree) if _is_article(found.get("@type")))


def objects(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects that describe the page, the outermost first; what is no JSON is passed over."""
    return islice(_objects(tree), _MOST)


def _objects(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            document = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _within(document, _DEEPEST)


def _within(node: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(node, dict):
        yield node
        for key in _INSIDE:
            yield from _within(node.get(key), depth - 1)
    elif isinstance(node, list):
        for item in node:
            yield from _within(item, depth - 1)


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        isinstance(name, str) and name.endswith(("Article", "Posting", "WebPage", "Report"))
        for name in kinds
    )
