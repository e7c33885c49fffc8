"""The seam between the library and its database.

Owns transactions: every method is one, and takes the library that it is about. What
another database would have to offer is exactly what stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from sqlite3 import Connection

from index.arrays import Ids, Vectors
from index.errors import ArticleNotFound
from index.store import articles, lexical, passages, sameness, statements
from index.store.audit import Trail
from index.store.changes import touch
from index.store.database import Database
from index.store.holdings import HoldingStore
from index.store.passages import Candidates
from index.store.speaking import SpeakerStore
from index.store.writing import (
    ArticleWriter,
    PreparedArticle,
    ReadArticle,
    Stored,
    insert_statements,
    settle_language,
)
from index.types import Article, EmbeddingModel, NewArticle, Passage, Statement


class Store:
    """All libraries of one data directory; safe to share between threads.

    `speakers` and `holdings` are the parts of the seam that are about speakers, and about
    looking after articles.
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self.speakers = SpeakerStore(database)
        self.holdings = HoldingStore(database)

    @classmethod
    def open(cls, directory: Path) -> Store:
        """Open or create the database in a directory; raises StorageError."""
        store = cls(Database(directory))
        store.speakers.settle()
        store.holdings.purge()
        return store

    @property
    def database(self) -> Database:
        """For what has a store of its own, over the same database."""
        return self._db

    def close(self) -> None:
        self._db.close()

    # Libraries

    def library(self, name: str) -> int:
        """The row of the library of this name, made on first use."""
        with self._db.reading() as db:
            row = db.execute("SELECT id FROM libraries WHERE name = ?", (name,)).fetchone()
        if row:
            return int(row[0])
        with self._db.writing() as db:
            db.execute("INSERT OR IGNORE INTO libraries (name) VALUES (?)", (name,))
            row = db.execute("SELECT id FROM libraries WHERE name = ?", (name,)).fetchone()
            return int(row[0])

    def library_names(self) -> list[str]:
        with self._db.reading() as db:
            return [name for (name,) in db.execute("SELECT name FROM libraries ORDER BY name")]

    def largest_libraries(self) -> list[str]:
        """The names of the libraries, that which took in most first."""
        with self._db.reading() as db:
            rows = db.execute("SELECT name FROM libraries ORDER BY passages_numbered DESC, name")
            return [name for (name,) in rows]

    def generation(self, library: int) -> int:
        """A number that grows with every change to the library."""
        with self._db.reading() as db:
            (number,) = db.execute(
                "SELECT generation FROM libraries WHERE id = ?", (library,)
            ).fetchone()
            return int(number)

    # Articles

    def stored(self, library: int, new: NewArticle) -> Article | None:
        """The article that holds all that is on its way in already, or None."""
        with self._db.reading() as db:
            found = sameness.find(db, library, new.text, new.metadata.url)
            return found[1] if found and sameness.is_stored(db, *found, new) else None

    def known(self, library: int, new: NewArticle) -> Article | None:
        """The article whose next version this is, or that has this text already."""
        with self._db.reading() as db:
            found = sameness.find(db, library, new.text, new.metadata.url)
        return found[1] if found else None

    def claimed(self, library: int, new: NewArticle) -> set[str]:
        """The ids of the articles that have this text, or stand at this address."""
        with self._db.reading() as db:
            found = sameness.claimed(db, library, new.text, new.metadata.url)
            return {article.id for _, article in found}

    def put(
        self,
        library: int,
        batch: Sequence[PreparedArticle],
        model: EmbeddingModel,
        added_by: str,
    ) -> list[Stored]:
        """Store articles with their passages and statements, all of them or none.

        A known text is unchanged; a new text at a known address becomes a new version,
        unless it has nothing to do with what is known.
        """
        with self._db.writing() as db:
            model_row = passages.model_row(db, model.name, model.fingerprint, model.dimension)
            writer = ArticleWriter(Trail(db, library, added_by), model_row)
            results = [writer.put(prepared) for prepared in batch]
            if any(result.status != "unchanged" for result in results):
                touch(db, library)
            return results

    def refresh(
        self,
        library: int,
        article_id: str,
        prepared: PreparedArticle,
        model: EmbeddingModel,
        by: str,
    ) -> Stored:
        """Store what an article's address holds now as its newest version.

        Where it holds the same, the article is unchanged. Raises ArticleNotFound.
        """
        with self._db.writing() as db:
            model_row = passages.model_row(db, model.name, model.fingerprint, model.dimension)
            writer = ArticleWriter(Trail(db, library, by), model_row)
            stored = writer.refresh(article_id, prepared)
            if stored.status != "unchanged":
                touch(db, library)
            return stored

    def article(self, library: int, public_id: str) -> Article:
        """Raises ArticleNotFound."""
        with self._db.reading() as db:
            return _found(articles.find(db, library, public_id), public_id)[1]

    def articles(self, library: int, public_ids: Sequence[str]) -> dict[str, Article]:
        """Articles by id; those that are gone are left out."""
        with self._db.reading() as db:
            return articles.find_all(db, library, public_ids)

    def articles_of_rows(self, library: int, rows: Sequence[int]) -> list[Article]:
        """Articles by row, in the order of the rows; those that are gone are left out."""
        with self._db.reading() as db:
            return articles.find_rows(db, library, rows)

    def every_article(self, library: int) -> Iterator[Article]:
        """All current articles, as one consistent view, in the order of their adding."""
        with self._db.reading() as db:
            yield from articles.every(db, library)

    # Passages and vectors

    def passages(self, library: int, public_ids: Sequence[str]) -> list[Passage]:
        """The passages of these articles, each article's in text order."""
        with self._db.reading() as db:
            return passages.of_articles(db, library, public_ids)

    def candidates(
        self, library: int, ids: Sequence[int], article_rows: Sequence[int]
    ) -> Candidates:
        """Articles by row: those of these passages, and these with all of their passages."""
        with self._db.reading() as db:
            return passages.candidates(db, library, ids, article_rows)

    def embedded(self, library: int, model: EmbeddingModel) -> Ids:
        """The ids of the passages that this model embedded, ascending."""
        with self._db.reading() as db:
            return passages.ids(db, library, _model(db, model))

    def vectors(
        self, library: int, ids: Ids, model: EmbeddingModel
    ) -> Iterator[tuple[Ids, Vectors]]:
        """A model's vectors by passage id, in batches of (ids, matrix)."""
        with self._db.reading() as db:
            yield from passages.vectors(db, library, ids, _model(db, model))

    def snapshot(self, library: int) -> str | None:
        """The name of the snapshot that was made from this database, None while there is none."""
        with self._db.reading() as db:
            (name,) = db.execute(
                "SELECT snapshot FROM libraries WHERE id = ?", (library,)
            ).fetchone()
            return str(name) if name else None

    def name_snapshot(self, library: int, name: str) -> None:
        """Remember the snapshot that was just made; those made before count no more."""
        with self._db.writing() as db:
            db.execute("UPDATE libraries SET snapshot = ? WHERE id = ?", (name, library))

    def outdated(self, library: int, model: EmbeddingModel, limit: int) -> list[tuple[int, str]]:
        """Ids and words of passages that another model embedded, at most `limit`."""
        with self._db.reading() as db:
            return passages.outdated(db, library, _model(db, model), limit)

    def count_outdated(self, library: int, model: EmbeddingModel) -> int:
        with self._db.reading() as db:
            return passages.count_outdated(db, library, _model(db, model))

    def replace_vectors(
        self, library: int, ids: Sequence[int], matrix: Vectors, model: EmbeddingModel
    ) -> None:
        """Put another model's vectors in the place of the old ones."""
        with self._db.writing() as db:
            row = passages.model_row(db, model.name, model.fingerprint, model.dimension)
            passages.replace_vectors(db, ids, matrix, row)
            touch(db, library)

    # Full text

    def lexical_best(
        self, library: int, table: lexical.Table, expression: str, limit: int
    ) -> list[tuple[int, float]]:
        """Rows and BM25 scores, best first, for an FTS5 expression."""
        with self._db.reading() as db:
            return lexical.best(db, table, library, expression, limit)

    def lexical_frequencies(
        self, library: int, table: lexical.Table, terms: Sequence[str]
    ) -> list[int]:
        """In how many rows each FTS5 term or phrase occurs."""
        with self._db.reading() as db:
            return lexical.frequencies(db, table, library, terms)

    def lexical_size(self, library: int) -> tuple[int, int]:
        """The numbers of passages and of articles."""
        with self._db.reading() as db:
            return lexical.size(db, library)

    def languages(self, library: int) -> frozenset[str]:
        """The languages in which full text holds the articles, by code."""
        with self._db.reading() as db:
            return articles.languages(db, library)

    def rebuild_full_text(self) -> None:
        """Write the full-text tables of all libraries anew from the stored articles."""
        with self._db.writing() as db:
            lexical.rebuild(db)

    # Statements

    def replace_statements(
        self, library: int, read: Sequence[tuple[Article, ReadArticle]], model: EmbeddingModel
    ) -> None:
        """Put newly read statements in the place of articles'; same words keep their id.

        An article that full text holds in another language than its own is entered anew.
        Nothing is done where an article was removed, or has another text, since it was
        read, nor where its statements could not be read.
        """
        with self._db.writing() as db:
            model_row = passages.model_row(db, model.name, model.fingerprint, model.dimension)
            for article, anew in read:
                found = articles.find(db, library, article.id)
                if anew.version is None or found is None or found[1].text != article.text:
                    continue
                statements.delete(db, found[0])
                insert_statements(db, library, found[0], found[1], anew, model_row)
                settle_language(db, *found)
            touch(db, library)

    def unread(
        self, library: int, version: str, after: int, limit: int
    ) -> list[tuple[int, Article]]:
        """Articles by row, from `after` on, whose statements `version` has not read."""
        with self._db.reading() as db:
            return articles.unread(db, library, version, after, limit)

    def count_unread(self, library: int, version: str) -> int:
        with self._db.reading() as db:
            return articles.count_unread(db, library, version)

    def statement_vectors(
        self, library: int, ids: Sequence[str], model: EmbeddingModel
    ) -> dict[str, Vectors]:
        """A model's vectors of these statements, by id; those without one are left out."""
        with self._db.reading() as db:
            return statements.vectors(db, library, ids, _model(db, model))

    def statements(
        self,
        library: int,
        *,
        statement_id: str | None = None,
        article_id: str | None = None,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        publishers: Sequence[str] = (),
    ) -> list[Statement]:
        """Statements that meet every condition given, newest article first, then text order."""
        with self._db.reading() as db:
            return statements.select(
                db,
                library,
                statement_id=statement_id,
                article_id=article_id,
                speaker=speaker,
                since=since,
                until=until,
                publishers=publishers,
            )

    def check(self) -> list[str]:
        """What SQLite finds wrong with the database; empty when all is well."""
        with self._db.reading() as db:
            rows = db.execute("PRAGMA quick_check").fetchall()
        return [row[0] for row in rows if row[0] != "ok"]


def _found(result: tuple[int, Article] | None, public_id: str) -> tuple[int, Article]:
    if result is None:
        raise ArticleNotFound(public_id)
    return result


def _model(db: Connection, model: EmbeddingModel) -> int:
    row = db.execute("SELECT id FROM models WHERE fingerprint = ?", (model.fingerprint,)).fetchone()
    return int(row[0]) if row else 0
