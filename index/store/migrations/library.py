"""What a library holds: articles, passages, statements and speakers."""

from __future__ import annotations

import sqlite3


def create_libraries(db: sqlite3.Connection) -> None:
    # `generation` grows with every change to a library's passages: what is derived
    # from them (the FAISS index, term counts) remembers the one that it was built from.
    db.execute(
        """CREATE TABLE libraries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            generation INTEGER NOT NULL DEFAULT 0,
            articles_numbered INTEGER NOT NULL DEFAULT 0,
            passages_numbered INTEGER NOT NULL DEFAULT 0)"""
    )


def create_articles(db: sqlite3.Connection) -> None:
    db.execute(
        """CREATE TABLE articles (
            id INTEGER PRIMARY KEY,
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            public_id TEXT NOT NULL,
            version INTEGER NOT NULL,
            title TEXT, url TEXT, author TEXT, publisher TEXT, published TEXT,
            address TEXT,
            added_at TEXT NOT NULL, added_by TEXT NOT NULL,
            UNIQUE (library_id, public_id))"""
    )
    db.execute("CREATE INDEX articles_by_address ON articles (library_id, address)")
    db.execute(
        """CREATE TABLE versions (
            article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            text TEXT NOT NULL,
            digest BLOB NOT NULL,
            stored_at TEXT NOT NULL, stored_by TEXT NOT NULL,
            PRIMARY KEY (article_id, number))"""
    )
    db.execute("CREATE INDEX versions_by_digest ON versions (digest)")


def create_passages(db: sqlite3.Connection) -> None:
    db.execute(
        """CREATE TABLE models (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL, fingerprint TEXT NOT NULL UNIQUE, dimension INTEGER NOT NULL)"""
    )
    db.execute(
        """CREATE TABLE passages (
            id INTEGER PRIMARY KEY,
            library_id INTEGER NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL,
            model_id INTEGER NOT NULL REFERENCES models (id),
            vector BLOB NOT NULL)"""
    )
    db.execute("CREATE INDEX passages_by_article ON passages (article_id)")
    db.execute("CREATE INDEX passages_by_library ON passages (library_id, model_id, id)")
    # Contentless: the words are in `versions`; rows are deleted by giving them again.
    for table in ("passages_fts", "articles_fts"):
        db.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5 (body, content='', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )


def create_statements(db: sqlite3.Connection) -> None:
    db.execute(
        """CREATE TABLE statements (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            library_id INTEGER NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            public_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            speaker TEXT, as_written TEXT,
            speaker_span TEXT, cue_span TEXT,
            content_spans TEXT NOT NULL, quote_spans TEXT NOT NULL,
            confidence REAL NOT NULL,
            UNIQUE (library_id, public_id))"""
    )
    db.execute("CREATE INDEX statements_by_article ON statements (article_id)")
    db.execute("CREATE INDEX statements_by_speaker ON statements (library_id, speaker)")


def name_snapshots(db: sqlite3.Connection) -> None:
    # Which snapshot file of the vectors' index was made from this very database: passages
    # of another one, restored or begun anew in its place, bear the same numbers.
    db.execute("ALTER TABLE libraries ADD COLUMN snapshot TEXT")


def mark_what_is_read(db: sqlite3.Connection) -> None:
    # Which models and rules read an article's statements; NULL where they are still to be
    # read. A statement's vector is the work of the embedding model beside it.
    db.execute("ALTER TABLE articles ADD COLUMN read_by TEXT")
    db.execute("ALTER TABLE statements ADD COLUMN headline INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE statements ADD COLUMN model_id INTEGER")
    db.execute("ALTER TABLE statements ADD COLUMN vector BLOB")


def know_speakers(db: sqlite3.Connection) -> None:
    # `speaker_names` is derived from the statements' names and the moderators' decisions. Names
    # that came or went wait in `speaker_names_waiting` until the end of their transaction
    # (or, for those that are here already, until the store is opened).
    db.execute(
        """CREATE TABLE speaker_names (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            library_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            key TEXT NOT NULL, family TEXT NOT NULL,
            speaker TEXT,
            UNIQUE (library_id, name))"""
    )
    db.execute("CREATE INDEX speaker_names_by_family ON speaker_names (library_id, family)")
    db.execute("CREATE INDEX speaker_names_by_speaker ON speaker_names (library_id, speaker)")
    # Everybody is summed up from this index alone.
    db.execute("DROP INDEX statements_by_speaker")
    db.execute(
        """CREATE INDEX statements_by_name
            ON statements (library_id, speaker, as_written, article_id)"""
    )
    db.execute(
        """CREATE TABLE speaker_aliases (
            library_id INTEGER NOT NULL, alias TEXT NOT NULL, speaker TEXT NOT NULL,
            PRIMARY KEY (library_id, alias, speaker)) WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE speaker_decisions (
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL, name_split INTEGER,
            "to" TEXT, to_split INTEGER,
            made_by TEXT NOT NULL, made_at TEXT NOT NULL,
            undone_by TEXT, undone_at TEXT,
            PRIMARY KEY (library_id, number)) WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE speaker_names_waiting (
            library_id INTEGER NOT NULL, name TEXT NOT NULL,
            PRIMARY KEY (library_id, name)) WITHOUT ROWID"""
    )
    for event, row in (("INSERT", "new"), ("DELETE", "old")):
        db.execute(
            f"""CREATE TRIGGER speaker_names_on_{event.lower()} AFTER {event} ON statements
                WHEN {row}.speaker IS NOT NULL BEGIN
                INSERT OR IGNORE INTO speaker_names_waiting
                    VALUES ({row}.library_id, {row}.speaker);
                END"""
        )
    db.execute(
        """INSERT INTO speaker_names_waiting
            SELECT DISTINCT library_id, speaker FROM statements WHERE speaker IS NOT NULL"""
    )


def know_languages(db: sqlite3.Connection) -> None:
    # In which language full text holds an article; NULL stands for English.
    db.execute("ALTER TABLE articles ADD COLUMN language TEXT")


def index_publishers(db: sqlite3.Connection) -> None:
    # Which outlets there are is asked with every question.
    db.execute("CREATE INDEX articles_by_publisher ON articles (library_id, publisher)")
