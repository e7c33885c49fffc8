"""Where feeds are named: lists of them (OPML), and web pages that have one.

Owns the reading of both. A list that declares entities is refused unread, and nothing that
a document points at is fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from index.errors import MalformedSource, UnsupportedSource
from index.extract.fields import is_web_address
from index.feeds.types import FeedAddress
from index.urls import address_key

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_FEEDS: Final = 500
"""Feeds that one list may hold; more is a directory, not what a newsroom follows."""

_FEED_TYPES: Final = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
# What may stand before the first element that says what a document is.
# The comments are atomic: n of them can be joined into longer ones in 2**n ways to be tried.
_BEFORE: Final = rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*"
_OPML: Final = re.compile(_BEFORE + rb"<(?:!doctype\s+)?opml\b", re.IGNORECASE | re.DOTALL)
_HTML: Final = re.compile(
    _BEFORE + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HEAD: Final = 2048


def is_opml(data: bytes) -> bool:
    return _OPML.match(data[:_HEAD]) is not None


def is_html(data: bytes) -> bool:
    return _HTML.match(data[:_HEAD]) is not None


def read_opml(data: bytes, name: str) -> list[FeedAddress]:
    """The feeds of a list, each once; raises MalformedSource, UnsupportedSource without any."""
    feeds: dict[str, FeedAddress] = {}
    for outline in _root(data, name).iter("outline"):
        address = _attribute(outline, "xmlurl")
        if is_web_address(address):
            title = _attribute(outline, "title") or _attribute(outline, "text")
            feeds.setdefault(address_key(address) or address, FeedAddress(address, title or None))
    if not feeds:
        raise UnsupportedSource(
            f"There is no feed in {name}.", "In OPML, outlines with an xmlUrl are feeds."
        )
    if len(feeds) > MOST_FEEDS:
        raise UnsupportedSource(
            f"{name} names {len(feeds):,} feeds, more than {MOST_FEEDS}.", "Give a shorter list."
        )
    return list(feeds.values())


def feed_of_page(data: bytes, url: str) -> str:
    """The address of the feed that a page names as its own; raises UnsupportedSource."""
    from lxml import html
    from lxml.etree import LxmlError

    try:
        links = html.document_fromstring(data).iter("link")
        found = [link.get("href") or "" for link in links if _leads_to_feed(link)]
        addresses = [urljoin(url, href.strip()) for href in found]
    except (LxmlError, ValueError) as error:
        raise _malformed(url, error) from error
    address = next(filter(is_web_address, addresses), None)
    if address is None:
        raise UnsupportedSource(
            f"The page {url} names no feed.", "Give the address of an RSS or Atom feed."
        )
    return address


def _leads_to_feed(link: _Element) -> bool:
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    return "alternate" in (link.get("rel") or "").lower().split() and kind in _FEED_TYPES


def _root(data: bytes, name: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise _malformed(name, error) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise MalformedSource(
            f"{name} is no plain list of feeds.", "Export it again as OPML, without a DTD."
        )
    return root


def _attribute(outline: _Element, name: str) -> str:
    """An attribute, whose case writers of OPML do not agree on, on one line."""
    found = (value for key, value in outline.items() if str(key).lower() == name)
    return " ".join(str(next(found, "")).split())


def _malformed(name: str, error: Exception) -> MalformedSource:
    return MalformedSource(
        f"{name} cannot be parsed: {str(error)[:200]}.", "Check that it opens elsewhere."
    )
