"""The seam between looking after articles and the database.

Owns the transactions in which people correct, remove and bring back articles, and what
they see of it: lists, versions, the audit trail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from sqlite3 import Connection

from index.errors import (
    AddressTaken,
    ArticleNotFound,
    RemovalNotFound,
    StatementNotFound,
    VersionNotFound,
)
from index.languages import language_of
from index.records import ArticleFilter, AuditEntry, CitedStatement, FieldChange, Removal, Story
from index.store import (
    articles,
    audit,
    lexical,
    listing,
    metadata,
    removals,
    statements,
    stories,
    superseded,
    versions,
)
from index.store.audit import Trail
from index.store.changes import touch
from index.store.database import Database
from index.store.writing import hold_in_language
from index.types import Article, ArticleSummary, History, LibraryStats, Metadata
from index.urls import address_key


class HoldingStore:
    """The articles of all libraries as they are looked after; safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # What is there

    def summaries(
        self, library: int, wanted: ArticleFilter, limit: int, offset: int
    ) -> list[ArticleSummary]:
        with self._db.reading() as db:
            return listing.summaries(db, library, wanted, limit, offset)

    def count(self, library: int, wanted: ArticleFilter) -> int:
        with self._db.reading() as db:
            return listing.count(db, library, wanted)

    def publishers(self, library: int) -> list[str]:
        """Every outlet that ran an article, in alphabetical order."""
        with self._db.reading() as db:
            return listing.publishers(db, library)

    def stats(self, library: int) -> LibraryStats:
        with self._db.reading() as db:
            return listing.stats(db, library)

    # What was there

    def history(self, library: int, public_id: str) -> History:
        """Who added an article, and all its versions. Raises ArticleNotFound."""
        with self._db.reading() as db:
            history = versions.history(db, library, public_id)
            said = superseded.of_article(db, library, public_id)
        if history is None:
            raise ArticleNotFound(public_id)
        return replace(
            history,
            versions=tuple(
                replace(version, statements=tuple(said.get(version.number, ())))
                for version in history.versions
            ),
        )

    def version(self, library: int, public_id: str, number: int) -> Article:
        """An article with one of its texts. Raises ArticleNotFound or VersionNotFound."""
        with self._db.reading() as db:
            article = articles.find_version(db, library, public_id, number)
            if article is not None:
                return article
            newest = articles.find(db, library, public_id)
        if newest is None:
            raise ArticleNotFound(public_id)
        raise VersionNotFound(public_id, number, newest[1].version)

    def cited(self, library: int, statement_id: str) -> CitedStatement:
        """A statement with the text that makes it, now or before. Raises StatementNotFound."""
        with self._db.reading() as db:
            for said in statements.select(db, library, statement_id=statement_id):
                article = articles.find(db, library, said.article_id)
                if article is not None:
                    return CitedStatement(said, article[1], article[1].version)
            older = superseded.find(db, library, statement_id)
            if older is not None:
                said, number = older
                then = articles.find_version(db, library, said.article_id, number)
                now = articles.find(db, library, said.article_id)
                if then is not None and now is not None:
                    return CitedStatement(said, then, now[1].version)
        raise StatementNotFound(statement_id)

    def audit(
        self, library: int, article_id: str | None, limit: int, offset: int
    ) -> list[AuditEntry]:
        """Who did what to which article, the latest first."""
        with self._db.reading() as db:
            return audit.entries(db, library, article_id, limit, offset)

    # Copies

    def stories(self, library: int, public_ids: Sequence[str]) -> dict[str, Story]:
        """The story of each of these articles; those that are gone are left out."""
        with self._db.reading() as db:
            return stories.find_all(db, library, public_ids)

    def link_stories(self, library: int, limit: int) -> int:
        """Compare at most so many articles that an older whosaid added; returns how many."""
        with self._db.writing() as db:
            waiting = stories.uncompared(db, library, limit)
            for row, article in waiting:
                stories.link(db, library, row, article)
            return len(waiting)

    # Correcting

    def edit(self, library: int, public_id: str, known: Metadata, by: str) -> Article:
        """Replace what is known about an article; its text stays.

        Raises ArticleNotFound, or AddressTaken.
        """
        with self._db.writing() as db:
            row, article = _found(articles.find(db, library, public_id), public_id)
            changes = metadata.changes(article.metadata, known)
            if not changes:
                return article
            _require_free(db, library, article, known.url)
            settled = article.settled | {change.field for change in changes}
            edited = replace(article, metadata=known, settled=settled)
            lexical.delete_document(db, row, article)
            articles.update_metadata(db, row, edited)
            lexical.insert_document(db, row, edited)
            Trail(db, library, by).record("edited", edited, changes)
            touch(db, library)
            return edited

    def set_language(self, library: int, public_id: str, code: str | None, by: str) -> Article:
        """Hold an article in this language, None being that of its words.

        Its statements are to be read again where that is another one than before. Raises
        ArticleNotFound.
        """
        with self._db.writing() as db:
            row, article = _found(articles.find(db, library, public_id), public_id)
            others = article.settled - {"language"}
            edited = replace(
                article,
                language=code or language_of(article.text),
                settled=others | {"language"} if code else others,
            )
            articles.update_metadata(db, row, edited)
            if edited.language != article.language:
                hold_in_language(db, row, article, edited.language)
                articles.mark_read(db, row, None)
                change = FieldChange("language", article.language, edited.language)
                Trail(db, library, by).record("edited", edited, [change])
                touch(db, library)
            return edited

    def unchecked(self, library: int, before: datetime) -> list[str]:
        """The articles with an address that were last fetched before a time, oldest first."""
        with self._db.reading() as db:
            return articles.unchecked(db, library, before)

    def mark_checked(self, library: int, public_id: str) -> None:
        """Note that an article's address was just fetched, and holds what it held."""
        with self._db.writing() as db:
            if found := articles.find(db, library, public_id):
                articles.mark_checked(db, found[0])

    # Removing

    def remove(self, library: int, public_id: str, by: str) -> Removal:
        """Take an article out of the library, for good after a while. Raises ArticleNotFound."""
        with self._db.writing() as db:
            row, article = _found(articles.find(db, library, public_id), public_id)
            removal = removals.put_aside(db, library, row, article, by)
            Trail(db, library, by).record("removed", article)
            touch(db, library)
            return removal

    def removals(self, library: int) -> list[Removal]:
        """What can still be brought back, the latest first."""
        with self._db.reading() as db:
            return removals.waiting(db, library)

    def bring_back(self, library: int, removal_id: int, by: str) -> Article:
        """Undo a removal. Raises RemovalNotFound, or RemovalRefused where it is here again."""
        with self._db.writing() as db:
            waiting = {removal.id: removal for removal in removals.waiting(db, library)}
            removal = waiting.get(removal_id)
            if removal is None:
                raise RemovalNotFound
            article = removals.put_back(db, library, removal)
            Trail(db, library, by).record("brought_back", article)
            touch(db, library)
            return article

    def purge(self) -> None:
        """Let go for good what can no longer be brought back, in all libraries."""
        with self._db.reading() as db:
            are_due = removals.are_due(db)
        if are_due:
            with self._db.writing() as db:
                removals.purge(db)


def _require_free(db: Connection, library: int, article: Article, url: str | None) -> None:
    """Raise AddressTaken where another article stands at an address that is new to this one."""
    address = address_key(url)
    if address is None or address == address_key(article.metadata.url):
        return
    for _, other in articles.at_address(db, library, address):
        raise AddressTaken(other.id, other.metadata.title)


def _found(result: tuple[int, Article] | None, public_id: str) -> tuple[int, Article]:
    if result is None:
        raise ArticleNotFound(public_id)
    return result
