"""Fetching articles again from where they came from."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from time import perf_counter

from index.errors import ArticleNotFound
from index.ingest import Ingestor, since, unchanged
from index.sources import SourceReader
from index.store.store import Store
from index.stories import are_one_story, are_unlike, runs
from index.types import AddResult, Article, FailedSource, NewArticle
from index.urls import address_key


class Refresher:
    """Brings articles of one library up to date with their addresses."""

    def __init__(
        self, store: Store, library: int, ingestor: Ingestor, reader: SourceReader
    ) -> None:
        self._store = store
        self._library = library
        self._ingestor = ingestor
        self._reader = reader

    def refresh(self, article_id: str, by: str) -> AddResult:
        """Fetch one article and store it; where anything goes wrong it stays as it is."""
        began = perf_counter()
        result = self.settle(article_id, self.fetch(article_id), by)
        return replace(result, took_ms=since(began))

    def fetch(self, article_id: str) -> NewArticle | FailedSource:
        """What the address of an article holds now; nothing is stored."""
        try:
            article = self._store.article(self._library, article_id)
        except ArticleNotFound as error:
            return FailedSource(article_id, str(error))
        url = article.metadata.url
        if address_key(url) is None or url is None:
            return FailedSource(article.id, "It has no address of its own. Edit it to give one.")
        match list(islice(self._reader.read(url), 2)):
            case [NewArticle() as new]:
                return new
            case [FailedSource() as failed]:
                return failed
            case _:
                return FailedSource(url, "There is no single article there any more.")

    def settle(self, article_id: str, found: NewArticle | FailedSource, by: str) -> AddResult:
        """Store what `fetch` has found; where that is not the article it stays as it is."""
        try:
            article = self._store.article(self._library, article_id)
            return replace(self._stored(article, found, by), article_id=article_id)
        except ArticleNotFound as error:
            return AddResult(source=article_id, status="failed", error=str(error))

    def _stored(self, article: Article, found: NewArticle | FailedSource, by: str) -> AddResult:
        source, title = article.metadata.url or article.id, article.metadata.title
        if isinstance(found, NewArticle):
            found = self._moved(article, found) or found
        if isinstance(found, FailedSource):
            return AddResult(source=source, status="failed", title=title, error=found.error)
        if found.text != article.text:
            return self._ingestor.refresh(article.id, found, by)
        self._store.holdings.mark_checked(self._library, article.id)
        return unchanged(source, article, 0.0)

    def _moved(self, article: Article, new: NewArticle) -> FailedSource | None:
        """The failure where an address leads to another article by now, or to none at all."""
        others = self._store.claimed(self._library, new) - {article.id}
        if others:
            named = " and ".join(sorted(others))
            return FailedSource(
                new.source, f"There is now what is stored as {named}. Remove one of the two."
            )
        if _leads_away(article, new) and not are_one_story(runs(article.text), runs(new.text)):
            return FailedSource(
                new.source,
                f"It leads to {new.metadata.url} now, and to another text. "
                "If that is the article's new address, edit it.",
            )
        # A wall, a note that the article is gone, or what a dead address now leads to.
        if are_unlike(article.text, new.text, fewest=1):
            return FailedSource(
                new.source,
                "What is there now has nothing to do with the article. "
                "If it is right, remove the article and add the address again.",
            )
        return None


def _leads_away(article: Article, new: NewArticle) -> bool:
    address = address_key(new.metadata.url)
    return address is not None and address != address_key(article.metadata.url)
