"""Web pages: the article's text and metadata, as trafilatura finds them.

Owns what of trafilatura's findings is believed: its text as it is; title, author and site
name as far as `index.extract.credits` has them; a canonical address only on the page's own
site, so that no page can pass for another's; and not its dates, which are partly guessed
(see `index.extract.published`).
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.errors import MalformedSource, NotAnArticle
from index.extract.boilerplate import remove_boilerplate
from index.extract.credits import authors, headline, site_name
from index.extract.decoding import decode
from index.extract.extracted import Extracted
from index.extract.faults import PARSER_ERRORS, cause
from index.extract.fields import is_web_address
from index.extract.invisible import as_it_was, make_visible, visible
from index.extract.placeholders import refuse_placeholder
from index.extract.published import modified_at, publication_day
from index.types import Metadata
from index.urls import site

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_DECLARATION = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_HEAD_BYTES = 4096
# Far beyond any article; trafilatura's time grows faster than the page, to a minute and more.
_MOST_ELEMENTS = 100_000


def read(data: bytes, *, charset: str | None, url: str | None) -> Extracted:
    """The article of a page; raises MalformedSource or, where it has none, NotAnArticle."""
    tree = _parsed(visible(decode(data, _declared(data, charset))))
    make_visible(tree)
    about, text = _found(tree, url)
    refuse_placeholder(tree, text, about.title, url)
    if not text.strip():
        raise NotAnArticle(
            "No article was found in this page.",
            "If it shows one in a browser, paste its text.",
        )
    address = _address(about.url, url)
    publisher = _publisher(about, address)
    return Extracted(
        as_it_was(text),
        Metadata(
            title=_as_it_was(headline(about.title, publisher)),
            url=address,
            author=_as_it_was(authors(about.author, about.sitename)),
            publisher=_as_it_was(publisher),
            published=publication_day(tree, address),
            modified=modified_at(tree),
        ),
    )


def _parsed(page: str) -> HtmlElement:
    from lxml.etree import LxmlError
    from trafilatura.utils import load_html

    try:
        tree = load_html(page)
    except (LxmlError, *PARSER_ERRORS) as error:
        raise _malformed(cause(error)) from error
    if tree is None:
        raise _malformed("it holds no elements")
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise _malformed(f"it holds more than {_MOST_ELEMENTS:,} elements")
    return tree


def _found(tree: HtmlElement, url: str | None) -> tuple[Document, str]:
    """What the page says of itself, and its article, which is "" where it has none."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction
    from trafilatura.metadata import extract_metadata

    try:
        about = extract_metadata(tree, url, {"extensive_search": False})
        bare = deepcopy(tree)
        remove_boilerplate(bare)
        found = bare_extraction(bare, url=url or about.url, include_comments=False)
    except (LxmlError, *PARSER_ERRORS) as error:
        raise _malformed(cause(error)) from error
    return about, "" if found is None or isinstance(found, dict) else found.text or ""


def _declared(data: bytes, charset: str | None) -> list[str]:
    """The encodings that the server and the page itself name."""
    in_page = _DECLARATION.search(data[:_HEAD_BYTES])
    labels = [charset, in_page[1].decode("ascii") if in_page is not None else None]
    return [label for label in labels if label]


def _address(canonical: str | None, url: str | None) -> str | None:
    """Where the page is: as it says itself, if that is on the site that it came from."""
    if not canonical or not is_web_address(canonical):
        return url
    return canonical if url is None or _same_site(_site(canonical), _site(url)) else url


def _publisher(about: Document, address: str | None) -> str | None:
    """The site's name, or its host where the page does not say; never another host's."""
    name = site_name(about.sitename)
    is_host_elsewhere = about.url != address and name == _site(about.url or "")
    return _site(address or "") or None if name is None or is_host_elsewhere else name


def _as_it_was(name: str | None) -> str | None:
    return None if name is None else as_it_was(name)


def _site(address: str) -> str:
    try:
        return site(urlsplit(address).hostname or "")
    except ValueError:
        return ""


def _same_site(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _malformed(why: str) -> MalformedSource:
    return MalformedSource(
        f"This page cannot be parsed: {why}.", "Save it again, or paste its text."
    )
