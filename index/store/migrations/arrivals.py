"""What brings articles in: feeds and jobs."""

from __future__ import annotations

import sqlite3


def follow_feeds(db: sqlite3.Connection) -> None:
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


def keep_jobs(db: sqlite3.Connection) -> None:
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


def refresh_by_job(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE jobs ADD COLUMN task TEXT NOT NULL DEFAULT 'add'")
