"""An entry of a feed into an article.

Owns who is believed: the page that an entry leads to says what it is, and the feed fills in
what the page does not say. An entry without a link is the article itself.
"""

from __future__ import annotations

from dataclasses import fields, replace
from urllib.parse import urlsplit

from index.errors import SourceError
from index.extract.confined import ConfinedReader
from index.feeds.types import Entry
from index.sources import SourceReader
from index.types import FailedSource, Metadata, NewArticle


def article_of(entry: Entry, outlet: str | None, reader: SourceReader) -> NewArticle | FailedSource:
    """Fetch the page of an entry, or take its words; `outlet` is what the feed is called."""
    stated = Metadata(
        title=entry.title,
        author=entry.author,
        publisher=entry.outlet or outlet,
        published=entry.published.date() if entry.published else None,
    )
    if entry.link is not None:
        nothing = FailedSource(entry.link, "There is no article in it.")
        read = next(reader.read(entry.link), nothing)
        return read if isinstance(read, FailedSource) else _completed(read, stated)
    source = entry.title or entry.identity
    try:
        return reader.read_text(_text(entry, reader.confined), source, stated)
    except SourceError as error:
        return FailedSource(source, str(error))


def _completed(article: NewArticle, stated: Metadata) -> NewArticle:
    found = article.metadata
    if stated.publisher and _is_host(found.publisher, found.url):
        found = replace(found, publisher=None)
    missing = {
        field.name: getattr(stated, field.name)
        for field in fields(Metadata)
        if getattr(found, field.name) is None
    }
    return replace(article, metadata=replace(found, **missing))


def _is_host(publisher: str | None, url: str | None) -> bool:
    """Whether an outlet is called by its host alone, as no page calls itself."""
    host = urlsplit(url or "").netloc.lower()
    return publisher is not None and publisher.lower() in (host, host.removeprefix("www."))


def _text(entry: Entry, confined: ConfinedReader) -> str:
    content = entry.content or ""
    if entry.is_plain or not content:
        return content
    page = f"<html><body><article>{content}</article></body></html>"
    return confined.extract(page.encode(), name_or_type="text/html", charset="utf-8").text
