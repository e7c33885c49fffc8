"""Web pages: the article's text and metadata, as trafilatura finds them.

Owns what of trafilatura's findings is believed: its text as it is; title, author and site
name as far as `index.extract.credits` has them; its address as far as
`index.extract.own_address` has it; and not its dates, which are partly guessed (see
`index.extract.published`).
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from index.errors import MalformedSource, NotAnArticle
from index.extract.boilerplate import remove_boilerplate
from index.extract.credits import authors, headline, site_name
from index.extract.decoding import decode
from index.extract.extracted import Extracted
from index.extract.faults import PARSER_ERRORS, cause
from index.extract.invisible import as_it_was, make_visible, visible
from index.extract.lost_lists import has_lost_a_list, holds_all
from index.extract.own_address import own_address, site_of
from index.extract.placeholders import refuse_placeholder
from index.extract.published import modified_at, publication_day
from index.extract.shown import as_shown
from index.types import Metadata

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
    address = own_address(about.url, url)
    publisher = _publisher(about, address)
    return Extracted(
        as_it_was(text),
        Metadata(
            title=_as_it_was(headline(about.title, publisher, _heading(tree))),
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
    from trafilatura.metadata import extract_metadata

    try:
        about = extract_metadata(tree, url, {"extensive_search": False})
        bare = deepcopy(tree)
        as_shown(bare)
        remove_boilerplate(bare)
        text = _article(bare, url or about.url)
        if has_lost_a_list(bare, text):
            wider = _article(bare, url or about.url, favor_recall=True)
            text = wider if holds_all(wider, text) else text
    except (LxmlError, *PARSER_ERRORS) as error:
        raise _malformed(cause(error)) from error
    return about, text


def _article(tree: HtmlElement, url: str | None, *, favor_recall: bool = False) -> str:
    from trafilatura import bare_extraction

    found = bare_extraction(
        deepcopy(tree), url=url, include_comments=False, favor_recall=favor_recall
    )
    return "" if found is None or isinstance(found, dict) else found.text or ""


def _declared(data: bytes, charset: str | None) -> list[str]:
    """The encodings that the server and the page itself name."""
    in_page = _DECLARATION.search(data[:_HEAD_BYTES])
    labels = [charset, in_page[1].decode("ascii") if in_page is not None else None]
    return [label for label in labels if label]


def _publisher(about: Document, address: str | None) -> str | None:
    """The site's name, or its host where the page does not say; never another host's."""
    name = site_name(about.sitename)
    is_elsewhere = address is not None and about.url != address
    is_host_elsewhere = is_elsewhere and name == site_of(about.url or "")
    return site_of(address or "") or None if name is None or is_host_elsewhere else name


def _heading(tree: HtmlElement) -> str | None:
    """The main heading, if there is a single one."""
    main = [heading.text_content() for heading in tree.iter("h1")]
    return main[0] if len(main) == 1 else None


def _as_it_was(name: str | None) -> str | None:
    return None if name is None else as_it_was(name)


def _malformed(why: str) -> MalformedSource:
    return MalformedSource(
        f"This page cannot be parsed: {why}.", "Save it again, or paste its text."
    )
