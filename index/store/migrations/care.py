"""Looking after articles: their metadata, what was done to them and who is told, copies."""

from __future__ import annotations

import sqlite3


def look_after_articles(db: sqlite3.Connection) -> None:
    # `modified` is when the source says that it was changed; `checked_at` when its address was
    # last fetched again, NULL where that was when its newest version was stored.
    db.execute("ALTER TABLE articles ADD COLUMN modified TEXT")
    db.execute("ALTER TABLE articles ADD COLUMN checked_at TEXT")
    db.execute(
        """CREATE TABLE audit (
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            at TEXT NOT NULL, by TEXT NOT NULL,
            action TEXT NOT NULL,
            article TEXT NOT NULL, title TEXT,
            changes TEXT NOT NULL,
            PRIMARY KEY (library_id, number)) WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX audit_by_article ON audit (library_id, article)")
    # `kept` holds the article's rows of all tables, as JSON.
    db.execute(
        """CREATE TABLE removals (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            article TEXT NOT NULL,
            kept TEXT NOT NULL,
            removed_by TEXT NOT NULL, removed_at TEXT NOT NULL,
            until TEXT NOT NULL)"""
    )
    # `named` tells by what the id was made: the same words of the same article get it again.
    db.execute(
        """CREATE TABLE superseded_statements (
            library_id INTEGER NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            public_id TEXT NOT NULL,
            named BLOB NOT NULL,
            kind TEXT NOT NULL,
            speaker TEXT, as_written TEXT,
            speaker_span TEXT, cue_span TEXT,
            content_spans TEXT NOT NULL, quote_spans TEXT NOT NULL,
            confidence REAL NOT NULL,
            headline INTEGER NOT NULL,
            PRIMARY KEY (library_id, public_id)) WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX superseded_by_article ON superseded_statements (article_id)")


def link_stories(db: sqlite3.Connection) -> None:
    # An article without a signature was not compared with the others yet.
    db.execute(
        """CREATE TABLE signatures (
            article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
            minhash BLOB NOT NULL)"""
    )
    db.execute(
        """CREATE TABLE story_bands (
            library_id INTEGER NOT NULL, band BLOB NOT NULL, article_id INTEGER NOT NULL,
            PRIMARY KEY (library_id, band, article_id)) WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE story_links (
            article_id INTEGER NOT NULL, other_id INTEGER NOT NULL,
            PRIMARY KEY (article_id, other_id)) WITHOUT ROWID"""
    )


def forget_bare_sites(db: sqlite3.Connection) -> None:
    # The address of a site alone is no article's: all that gave it were taken for one.
    db.execute(
        "UPDATE articles SET address = NULL WHERE address NOT LIKE '%/%' AND address NOT LIKE '%?%'"
    )


def settle_fields(db: sqlite3.Connection) -> None:
    # The fields that a person has set, by name with spaces between: those edited since the
    # article was added, which the trail tells by its public id alone.
    db.execute("ALTER TABLE articles ADD COLUMN settled TEXT NOT NULL DEFAULT ''")
    db.execute(
        """WITH told AS (
                SELECT library_id, article, number, action, changes,
                    max(CASE action WHEN 'added' THEN number ELSE 0 END)
                        OVER (PARTITION BY library_id, article) AS added
                FROM audit),
            edited AS (
                SELECT DISTINCT library_id, article, json_extract(change.value, '$[0]') AS field
                FROM told, json_each(told.changes) AS change
                WHERE action = 'edited' AND number > added)
            UPDATE articles SET settled = coalesce((
                SELECT group_concat(field, ' ') FROM edited
                WHERE edited.library_id = articles.library_id
                    AND edited.article = articles.public_id), '')"""
    )


def log_to_channels(db: sqlite3.Connection) -> None:
    # `told` is the number of the last entry of the audit trail that was told there.
    db.execute(
        """CREATE TABLE logs (
            library_id INTEGER PRIMARY KEY REFERENCES libraries (id) ON DELETE CASCADE,
            channel TEXT NOT NULL, told INTEGER NOT NULL)"""
    )
