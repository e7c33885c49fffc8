"""The articles of one library as people look after them.

Owns listing, reading, correcting, removing and bringing back, with the versions and the
audit trail that come of it. `by` is who does it, as the audit trail will tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Final

from index.errors import ArticleNotFound
from index.records import ArticleFilter, AuditEntry, Removal, Story
from index.store.store import Store
from index.types import Article, ArticleSummary, History, LibraryStats, Metadata

ALL: Final = ArticleFilter()


class Holdings:
    """The articles of the library of this name."""

    def __init__(self, name: str, store: Store) -> None:
        self.name = name
        self._store = store

    @cached_property
    def _row(self) -> int:
        return self._store.library(self.name)

    # What is there

    def get(self, article_id: str) -> Article:
        """Raises ArticleNotFound."""
        return self._store.article(self._row, article_id)

    def get_all(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """Articles by id; those that are not here are left out."""
        return self._store.articles(self._row, list(dict.fromkeys(article_ids)))

    def every_article(self) -> Iterator[Article]:
        """All articles with their texts, in the order in which they were added."""
        return self._store.every_article(self._row)

    def count(self, wanted: ArticleFilter = ALL) -> int:
        return self._store.holdings.count(self._row, wanted)

    def stats(self) -> LibraryStats:
        return self._store.holdings.stats(self._row)

    def publishers(self) -> list[str]:
        """Every outlet that ran an article of this library, as the articles name it."""
        return self._store.holdings.publishers(self._row)

    # What was there

    def history(self, article_id: str) -> History:
        """Who added an article and when, and all its versions. Raises ArticleNotFound."""
        return self._store.holdings.history(self._row, article_id)

    def version(self, article_id: str, number: int) -> Article:
        """An article with the text that it had as this version, numbered from 1.

        Raises ArticleNotFound or VersionNotFound.
        """
        return self._store.holdings.version(self._row, article_id, number)

    def audit(
        self, *, article_id: str | None = None, limit: int = 50, offset: int = 0
    ) -> list[AuditEntry]:
        """Who added, edited, removed or brought back what, the latest first.

        With an article given, what was done to this one alone; it may be gone.
        """
        return self._store.holdings.audit(self._row, article_id, limit, offset)

    # Copies

    def story(self, article_id: str) -> Story:
        """The article with its copies in other outlets. Raises ArticleNotFound."""
        found = self.stories([article_id])
        if article_id not in found:
            raise ArticleNotFound(article_id)
        return found[article_id]

    def stories(self, article_ids: Iterable[str]) -> dict[str, Story]:
        """The story of each of these articles; those that are not here are left out."""
        return self._store.holdings.stories(self._row, list(dict.fromkeys(article_ids)))

    # Correcting

    def edit(self, article_id: str, metadata: Metadata, *, by: str) -> Article:
        """Replace an article's metadata; its text stays.

        What a person has set outranks what later versions say of themselves. Raises
        ArticleNotFound, or AddressTaken where another article stands at the new address.
        """
        return self._store.holdings.edit(self._row, article_id, metadata, by)

    def unchecked(self, older_than: timedelta = timedelta(0)) -> list[str]:
        """The articles with an address that was last fetched that long ago, the oldest first."""
        return self._store.holdings.unchecked(self._row, datetime.now(UTC) - older_than)

    # Removing

    def remove(self, article_id: str, *, by: str) -> Removal:
        """Remove an article everywhere; for ten minutes it can be brought back.

        Raises ArticleNotFound.
        """
        return self._store.holdings.remove(self._row, article_id, by)

    def removals(self) -> list[Removal]:
        """What can still be brought back, the latest first."""
        return self._store.holdings.removals(self._row)

    def bring_back(self, removal_id: int, *, by: str) -> Article:
        """Undo a removal: the article and its statements are here again, under their ids.

        Raises RemovalNotFound where it is too late, RemovalRefused where the library holds
        the article again.
        """
        return self._store.holdings.bring_back(self._row, removal_id, by)

    # Last, as below it `list` is no type any more.
    def list(
        self, wanted: ArticleFilter = ALL, *, limit: int = 50, offset: int = 0
    ) -> list[ArticleSummary]:
        """The articles that are wanted, the latest added first."""
        return self._store.holdings.summaries(self._row, wanted, limit, offset)
