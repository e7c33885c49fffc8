"""The day on which a page says that it was published.

Owns which statements of a page are believed: those made for machines that mean the
publication and nothing else. Dates of changes, copyright years, dates in running text and
the day of fetching are not believed, however likely: unknown is better than wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from index.dates import parse_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META_NAMES = frozenset(
    {
        "article:published_time",
        "article.published",
        "article:published",
        "citation_publication_date",
        "cxenseparse:recs:publishtime",
        "datepublished",
        "date_published",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "og:article:published_time",
        "og:published_time",
        "parsely-pub-date",
        "pubdate",
        "publication_date",
        "publish-date",
        "publish_date",
        "sailthru.date",
    }
)
_IN_PATH = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
_DEEPEST = 8
_MOST_STATEMENTS = 20  # a page that says more is not worth the time


def publication_day(tree: HtmlElement, url: str | None) -> date | None:
    """The first day that is plainly stated, from the plainest kind of statement to the least."""
    for statement in islice(_statements(tree, url), _MOST_STATEMENTS):
        if (day := parse_date(statement)) is not None:
            return day
    return None


def _statements(tree: HtmlElement, url: str | None) -> Iterator[object]:
    yield from _in_json(tree)
    yield from _in_meta(tree)
    yield from _in_marked_elements(tree)
    if url is not None and (match := _IN_PATH.search(url)) is not None:
        yield "-".join(match.groups())


def _in_json(tree: HtmlElement) -> Iterator[object]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            document = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _published_in(document, _DEEPEST)


def _published_in(node: object, depth: int) -> Iterator[object]:
    """The publication dates of articles, the outermost first."""
    if depth == 0:
        return
    if isinstance(node, dict):
        if _is_article(node.get("@type")):
            yield node.get("datePublished")
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _published_in(node.get(key), depth - 1)
    elif isinstance(node, list):
        for item in node:
            yield from _published_in(item, depth - 1)


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        isinstance(name, str) and name.endswith(("Article", "Posting", "WebPage", "Report"))
        for name in kinds
    )


def _in_meta(tree: HtmlElement) -> Iterator[object]:
    for element in tree.iterfind(".//meta[@content]"):
        named = (element.get(attribute, "") for attribute in ("property", "name", "itemprop"))
        if any(name.lower() in _META_NAMES for name in named):
            yield element.get("content")


def _in_marked_elements(tree: HtmlElement) -> Iterator[object]:
    for element in tree.iterfind(".//*[@datetime]"):
        is_marked = "datePublished" in element.get("itemprop", "") or "pubdate" in element.attrib
        if is_marked or "published" in element.get("class", "").split():
            yield element.get("datetime")
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield element.get("content") or element.text_content()
