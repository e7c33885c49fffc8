"""The database's schema, as ordered steps that are only ever appended to.

Each step runs once, in the transaction that records it, so that an interrupted
upgrade leaves the database at a whole version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from index.errors import DatabaseTooNew


def _create_libraries(db: sqlite3.Connection) -> None:
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


def _create_articles(db: sqlite3.Connection) -> None:
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


def _create_passages(db: sqlite3.Connection) -> None:
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


def _create_statements(db: sqlite3.Connection) -> None:
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


def _name_snapshots(db: sqlite3.Connection) -> None:
    # Which snapshot file of the vectors' index was made from this very database: passages
    # of another one, restored or begun anew in its place, bear the same numbers.
    db.execute("ALTER TABLE libraries ADD COLUMN snapshot TEXT")


def _mark_what_is_read(db: sqlite3.Connection) -> None:
    # Which models and rules read an article's statements; NULL where they are still to be
    # read. A statement's vector is the work of the embedding model beside it.
    db.execute("ALTER TABLE articles ADD COLUMN read_by TEXT")
    db.execute("ALTER TABLE statements ADD COLUMN headline INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE statements ADD COLUMN model_id INTEGER")
    db.execute("ALTER TABLE statements ADD COLUMN vector BLOB")


def _know_speakers(db: sqlite3.Connection) -> None:
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


def _know_languages(db: sqlite3.Connection) -> None:
    # In which language full text holds an article; NULL stands for English.
    db.execute("ALTER TABLE articles ADD COLUMN language TEXT")


def _index_publishers(db: sqlite3.Connection) -> None:
    # Which outlets there are is asked with every question.
    db.execute("CREATE INDEX articles_by_publisher ON articles (library_id, publisher)")


def _look_after_articles(db: sqlite3.Connection) -> None:
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


def _link_stories(db: sqlite3.Connection) -> None:
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


def _follow_feeds(db: sqlite3.Connection) -> None:
    # `tell` is 1 while moderators are still to hear that the feed was paused. An entry holds
    # its words only while it waits to be read; `announce` is 1 while its article is still to
    # be announced.
    db.execute(
        """CREATE TABLE feeds (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            address TEXT NOT NULL, key TEXT NOT NULL,
            title TEXT, channel TEXT, first INTEGER NOT NULL,
            added_at TEXT NOT NULL, added_by TEXT NOT NULL,
            etag TEXT, last_modified TEXT,
            next_poll TEXT NOT NULL, last_success TEXT,
            failures INTEGER NOT NULL DEFAULT 0, failing_since TEXT, last_error TEXT,
            paused TEXT, tell INTEGER NOT NULL DEFAULT 0,
            UNIQUE (library_id, number), UNIQUE (library_id, key))"""
    )
    db.execute(
        """CREATE TABLE feed_entries (
            feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
            identity TEXT NOT NULL, revision TEXT NOT NULL, state TEXT NOT NULL,
            found_at TEXT NOT NULL, link TEXT,
            entry TEXT, try_at TEXT, attempts INTEGER NOT NULL DEFAULT 0,
            article_id TEXT, error TEXT, announce INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (feed_id, identity)) WITHOUT ROWID"""
    )
    db.execute(
        """CREATE INDEX feed_entries_waiting ON feed_entries (feed_id, try_at)
            WHERE state = 'waiting'"""
    )
    db.execute("CREATE INDEX feed_entries_to_announce ON feed_entries (feed_id) WHERE announce")
    db.execute("ALTER TABLE libraries ADD COLUMN feeds_numbered INTEGER NOT NULL DEFAULT 0")


def _keep_jobs(db: sqlite3.Connection) -> None:
    # `turn` grows with every turn that a job is given; `data` is compressed, and goes when
    # its source is settled.
    db.execute(
        """CREATE TABLE jobs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            name TEXT NOT NULL,
            added_by TEXT NOT NULL,
            metadata TEXT NOT NULL,
            place TEXT,
            created_at TEXT NOT NULL,
            ended_at TEXT,
            cancelled_by TEXT,
            turn INTEGER NOT NULL,
            UNIQUE (library_id, number))"""
    )
    db.execute(
        """CREATE TABLE job_sources (
            job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            status TEXT NOT NULL,
            article_id TEXT,
            error TEXT,
            data BLOB)"""
    )
    db.execute("CREATE UNIQUE INDEX job_sources_by_status ON job_sources (job_id, status, number)")
    db.execute("CREATE INDEX job_sources_by_article ON job_sources (job_id, article_id)")


def _forget_bare_sites(db: sqlite3.Connection) -> None:
    # The address of a site alone is no article's: all that gave it were taken for one.
    db.execute(
        "UPDATE articles SET address = NULL WHERE address NOT LIKE '%/%' AND address NOT LIKE '%?%'"
    )


def _settle_fields(db: sqlite3.Connection) -> None:
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


def _refresh_by_job(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE jobs ADD COLUMN task TEXT NOT NULL DEFAULT 'add'")


def _log_to_channels(db: sqlite3.Connection) -> None:
    # `told` is the number of the last entry of the audit trail that was told there.
    db.execute(
        """CREATE TABLE logs (
            library_id INTEGER PRIMARY KEY REFERENCES libraries (id) ON DELETE CASCADE,
            channel TEXT NOT NULL, told INTEGER NOT NULL)"""
    )


MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (
    _create_libraries,
    _create_articles,
    _create_passages,
    _create_statements,
    _name_snapshots,
    _mark_what_is_read,
    _know_speakers,
    _know_languages,
    _index_publishers,
    _look_after_articles,
    _link_stories,
    _follow_feeds,
    _keep_jobs,
    _forget_bare_sites,
    _settle_fields,
    _refresh_by_job,
    _log_to_channels,
)


def migrate(db: sqlite3.Connection) -> None:
    """Bring the schema up to date; raises DatabaseTooNew for one from a later whosaid."""
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute(
            "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name, applied_at)"
        )
        (done,) = db.execute("SELECT count(*) FROM migrations").fetchone()
        if done > len(MIGRATIONS):
            raise DatabaseTooNew(
                f"The database was written by a newer whosaid (schema {done}, "
                f"this one knows {len(MIGRATIONS)}).",
                "Upgrade whosaid, or choose another --data directory.",
            )
        for number, step in enumerate(MIGRATIONS[done:], start=done + 1):
            step(db)
            db.execute(
                "INSERT INTO migrations VALUES (?, ?, ?)",
                (number, step.__name__.strip("_"), datetime.now(UTC).isoformat()),
            )
    except BaseException:
        db.rollback()
        raise
    db.commit()
