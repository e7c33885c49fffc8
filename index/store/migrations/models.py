"""Steps for language models: which libraries use one, and what it has cost them."""

from __future__ import annotations

import sqlite3


def account_for_models(db: sqlite3.Connection) -> None:
    # A row of model_choices is a library whose answers a model may write. Costs are in
    # millionths, so that a price per million tokens times tokens is a whole number nearly.
    db.execute(
        """CREATE TABLE model_choices (
            library_id INTEGER PRIMARY KEY REFERENCES libraries (id) ON DELETE CASCADE,
            chosen_by TEXT NOT NULL, chosen_at TEXT NOT NULL)"""
    )
    db.execute(
        """CREATE TABLE model_use (
            library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
            day TEXT NOT NULL, asked INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
            tokens INTEGER NOT NULL DEFAULT 0, millionths INTEGER NOT NULL DEFAULT 0,
            last_error TEXT, failed_at TEXT,
            PRIMARY KEY (library_id, day))"""
    )
