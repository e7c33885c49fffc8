"""When a page says that it was published, and when it says that it was last changed.

Owns which statements of a page are believed: those made for machines that mean the one or
the other and nothing else. Copyright years, dates in running text and the day of fetching
are not believed, however likely: unknown is better than wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from index.dates import parse_date, parse_time
from index.extract.linked_data import articles

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED_NAMES = frozenset(
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
        "og:release_date",
        "parsely-pub-date",
        "pubdate",
        "publication_date",
        "publishdate",
        "publish-date",
        "publish_date",
        "sailthru.date",
    }
)
_MODIFIED_NAMES = frozenset(
    {
        "article:modified_time",
        "article:modified",
        "datemodified",
        "dc.date.modified",
        "dcterms.modified",
        "og:article:modified_time",
        "og:modified_time",
        "og:updated_time",
    }
)
_IN_PATH = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
_MOST_STATEMENTS = 20  # a page that says more is not worth the time


def publication_day(tree: HtmlElement, url: str | None) -> date | None:
    """The first day that is plainly stated, from the plainest kind of statement to the least."""
    for statement in islice(_published(tree, url), _MOST_STATEMENTS):
        if (day := parse_date(statement)) is not None:
            return day
    return None


def modified_at(tree: HtmlElement) -> datetime | None:
    """When the page was last changed; only a time with its zone says which moment is meant."""
    for statement in islice(_modified(tree), _MOST_STATEMENTS):
        if (moment := parse_time(statement)) is not None:
            return moment
    return None


def _published(tree: HtmlElement, url: str | None) -> Iterator[object]:
    described = sorted(articles(tree), key=lambda found: found.get("@type") == "WebPage")
    yield from (article.get("datePublished") for article in described)
    yield from _in_meta(tree, _PUBLISHED_NAMES)
    yield from _in_marked_times(tree)
    yield from _in_marked_elements(tree, "datePublished")
    if url is not None and (match := _IN_PATH.search(url)) is not None:
        yield "-".join(match.groups())


def _modified(tree: HtmlElement) -> Iterator[object]:
    yield from (article.get("dateModified") for article in articles(tree))
    yield from _in_meta(tree, _MODIFIED_NAMES)
    yield from _in_marked_elements(tree, "dateModified")


def _in_meta(tree: HtmlElement, names: frozenset[str]) -> Iterator[object]:
    for element in tree.iterfind(".//meta[@content]"):
        named = (element.get(attribute, "") for attribute in ("property", "name", "itemprop"))
        if any(name.lower() in names for name in named):
            yield element.get("content")


def _in_marked_times(tree: HtmlElement) -> Iterator[object]:
    for element in tree.iterfind(".//*[@datetime]"):
        if "pubdate" in element.attrib or "published" in element.get("class", "").split():
            yield element.get("datetime")


def _in_marked_elements(tree: HtmlElement, mark: str) -> Iterator[object]:
    for element in tree.iterfind(".//*[@itemprop]"):
        if mark in element.get("itemprop", "").split():
            yield element.get("datetime") or element.get("content") or element.text_content()
