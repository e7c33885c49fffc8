"""Whether an article on its way in is there already, and under which id.

Owns what makes two one: the same text in the same outlet, or the same address with a text
that may have come of the other. Everything that asks, asks here.
"""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection

from index.store import articles, versions
from index.stories import are_unlike
from index.types import Article, NewArticle
from index.urls import address_key, site_of


def find(db: Connection, library: int, text: str, url: str | None) -> tuple[int, Article] | None:
    """The article that has this text now, or else the one whose next version it is, or None.

    At an address there may be several, as where pages name their section for themselves:
    a text that has nothing to do with an article is no version of it.
    """
    candidates = (
        (row, article)
        for row, article in claimed(db, library, text, url)
        if article.text == text or not are_unlike(article.text, text)
    )
    return next(candidates, None)


def claimed(
    db: Connection, library: int, text: str, url: str | None
) -> Iterator[tuple[int, Article]]:
    """The articles that have this text now, or else stand at this address."""
    for row, article in articles.with_text(db, library, text):
        if not _are_elsewhere(article.metadata.url, url):
            yield row, article
    if address := address_key(url):
        yield from articles.at_address(db, library, address)


def is_stored(db: Connection, row: int, article: Article, new: NewArticle) -> bool:
    """Whether an article holds all that is on its way in.

    Where it was just fetched, only the newest text counts: a page may go back to an older
    one. Elsewhere older texts count too, so that the same files again change nothing.
    """
    if article.text == new.text:
        return True
    return address_key(new.source) is None and versions.had(db, row, new.text)


def _are_elsewhere(one: str | None, other: str | None) -> bool:
    sites = {site_of(one), site_of(other)} - {None}
    return len(sites) > 1
