"""A database from before speakers were known gets them when it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.libraries import Libraries
from index.store import migrations
from index.store.database import DATABASE_NAME
from index.store.migrations import library as library_steps
from tests.fakes import WordEmbedder
from tests.index.speakers.conftest import grouped, groups

TEXT = "[Volodymyr Zelensky]: Yes. [Volodymyr Zelenskyy]: No. [Jon Maro]: Perhaps."


def write_old_database(directory: Path) -> None:
    steps = migrations.MIGRATIONS
    old = steps[: steps.index(library_steps.know_speakers)]
    with sqlite3.connect(directory / DATABASE_NAME) as db:
        db.execute("CREATE TABLE migrations (number INTEGER PRIMARY KEY, name, applied_at)")
        for number, step in enumerate(old, start=1):
            step(db)
            db.execute("INSERT INTO migrations VALUES (?, '', '')", (number,))
        for library in ("1", "2"):
            db.execute("INSERT INTO libraries (name) VALUES (?)", (library,))
            db.execute(
                """INSERT INTO articles (id, library_id, public_id, version, added_at, added_by)
                    VALUES (last_insert_rowid(), last_insert_rowid(), 'A-1', 1, '2026-01-01', 'x')
                """
            )
            row = int(library)
            db.execute("INSERT INTO versions VALUES (?, 1, ?, '', '2026-01-01', 'x')", (row, TEXT))
            for number, name in enumerate(
                ["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Jon Maro"]
            ):
                start = TEXT.index(f"{name}]")
                spans = f"[{start}, {start + len(name)}]"
                db.execute(
                    """INSERT INTO statements (library_id, article_id, public_id, kind, speaker,
                        as_written, speaker_span, content_spans, quote_spans, confidence)
                        VALUES (?, ?, ?, 'indirect', ?, ?, ?, ?, '[]', 1)""",
                    (row, row, f"Q-{number}", name, name, spans, f"[{spans}]"),
                )
    db.close()


def test_an_old_library_learns_its_speakers_on_opening(tmp_path: Path) -> None:
    write_old_database(tmp_path)
    for _ in range(2):
        libraries = Libraries(tmp_path, WordEmbedder())
        for name in ("1", "2"):
            assert groups(libraries.get(name)) == set(
                grouped("Volodymyr Zelensky = Volodymyr Zelenskyy", "Jon Maro")
            )
        assert libraries.check() == []
        libraries.close()
