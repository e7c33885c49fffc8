"""Storing an article with all that is derived from its text, within one transaction.

Owns what makes an article new, changed or known already.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Literal

from index.arrays import Vectors
from index.errors import ArticleNotFound
from index.ids import article_id, identified
from index.languages import article_language, language_of
from index.records import AuditAction, FieldChange
from index.store import (
    articles,
    lexical,
    metadata,
    passages,
    sameness,
    statements,
    stories,
    superseded,
    versions,
)
from index.store.audit import Trail
from index.types import Article, Attribution, History, NewArticle, Span, Version


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """All that is derived from a text by models.

    `passages` are the vectors of its passages, shape (passages, dimension); `statements`
    those of its attributions, shape (attributions, dimension). `version` says what read
    it, and is None where the statements could not be read.
    """

    passages: Vectors
    attributions: tuple[Attribution, ...]
    statements: Vectors
    version: str | None


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article with all that is derived from its text, ready to be stored at once.

    `read` holds a vector for each span of `passages`.
    """

    new: NewArticle
    passages: tuple[Span, ...]
    read: ReadArticle


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a prepared article."""

    status: Literal["added", "updated", "unchanged"]
    article: Article


class ArticleWriter:
    """Writes articles of one transaction, each with its entry in the audit trail."""

    def __init__(self, trail: Trail, model: int) -> None:
        self._db = trail.db
        self._library = trail.library
        self._trail = trail
        self._model = model

    def put(self, prepared: PreparedArticle) -> Stored:
        """Add an article, or a new version of the one that is known by its address."""
        new = prepared.new
        same = sameness.find(self._db, self._library, new.text, new.metadata.url)
        if same is None:
            return self._add(prepared)
        row, article = same
        if sameness.is_stored(self._db, row, article, new):
            return Stored("unchanged", article)
        return self._update(row, article, prepared, "updated")

    def refresh(self, article_id: str, prepared: PreparedArticle) -> Stored:
        """Store what an article's address holds now. Raises ArticleNotFound."""
        found = articles.find(self._db, self._library, article_id)
        if found is None:
            raise ArticleNotFound(article_id)
        row, article = found
        articles.mark_checked(self._db, row)
        if article.text == prepared.new.text:
            return Stored("unchanged", article)
        return self._update(row, article, prepared, "refreshed")

    def _add(self, prepared: PreparedArticle) -> Stored:
        new = prepared.new
        wanted = new.id if new.id and not self._article_taken(new.id) else None
        history = new.history or self._begun(new.text)
        article = Article(
            id=wanted or article_id(new.text, self._article_taken),
            version=history.versions[-1].number,
            text=new.text,
            metadata=new.metadata,
            added_at=history.added_at,
            added_by=history.added_by,
            language=new.language or language_of(new.text),
            settled=new.settled,
        )
        row = articles.insert(self._db, self._library, article)
        for version in history.versions:
            versions.insert(self._db, row, version)
            if article.id == new.id:
                superseded.restore(self._db, self._library, row, article.id, version)
        self._derive(row, article, prepared)
        self._trail.record("added", article)
        return Stored("added", article)

    def _begun(self, text: str) -> History:
        now = datetime.now(UTC)
        return History(now, self._trail.by, (Version(1, text, now, self._trail.by),))

    def _update(
        self, row: int, old: Article, prepared: PreparedArticle, action: AuditAction
    ) -> Stored:
        new = prepared.new
        passages.delete(self._db, row, old)
        lexical.delete_document(self._db, row, old)
        stories.unlink(self._db, self._library, row)
        superseded.supersede(self._db, self._library, row, old)
        article = replace(
            old,
            version=old.version + 1,
            text=new.text,
            metadata=metadata.merged(old.metadata, new.metadata, old.settled - new.settled),
            language=new.language or language_of(new.text),
            settled=old.settled | new.settled,
        )
        version = Version(article.version, article.text, datetime.now(UTC), self._trail.by)
        versions.insert(self._db, row, version)
        articles.update_metadata(self._db, row, article)
        articles.update_language(self._db, row, article.language)
        self._derive(row, article, prepared)
        number = FieldChange("version", str(old.version), str(article.version))
        found = metadata.changes(old.metadata, article.metadata)
        self._trail.record(action, article, (number, *found))
        return Stored("updated", article)

    def _derive(self, row: int, article: Article, prepared: PreparedArticle) -> None:
        passages.insert(
            self._db,
            self._library,
            row,
            article,
            prepared.passages,
            prepared.read.passages,
            self._model,
        )
        lexical.insert_document(self._db, row, article)
        insert_statements(self._db, self._library, row, article, prepared.read, self._model)
        stories.link(self._db, self._library, row, article)

    def _article_taken(self, public_id: str) -> bool:
        return articles.find(self._db, self._library, public_id) is not None


def insert_statements(
    db: Connection, library: int, row: int, article: Article, read: ReadArticle, model: int
) -> None:
    """Store an article's statements with their vectors, and by what they were read."""

    def taken(public_id: str, name: str) -> bool:
        return superseded.taken(db, library, public_id, name)

    found = identified(article.id, article.text, read.attributions, taken)
    statements.insert(db, library, row, found, read.statements, model)
    articles.mark_read(db, row, read.version)


def settle_language(db: Connection, row: int, article: Article) -> None:
    """Hold an article in full text in the language that it is in, if it is held in another."""
    code = article_language(article)
    if code != article.language:
        hold_in_language(db, row, article, code)


def hold_in_language(db: Connection, row: int, article: Article, code: str) -> None:
    """Enter an article into full text in another language than before."""
    passages.change_language(db, row, article, code)
    lexical.delete_document(db, row, article)
    lexical.insert_document(db, row, replace(article, language=code))
    articles.update_language(db, row, code)
