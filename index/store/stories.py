"""SQL for stories: articles that are linked because they are copies of one report.

Links stand in both directions, and a story is what hangs together by them, so that an
article which goes, or changes, takes only its own links with it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from sqlite3 import Connection
from typing import Final

from index import stories
from index.records import Story
from index.store import articles
from index.types import Article

_MOST_COMPARED: Final = 20
"""Of the articles that share bands, so many that share most are compared word for word."""


def link(db: Connection, library: int, row: int, article: Article) -> None:
    """Link an article that is not linked yet to the copies of it that the library holds."""
    found = stories.runs(article.text)
    signature = stories.signature(found)
    keys = stories.bands(signature)
    db.execute("INSERT INTO signatures VALUES (?, ?)", (row, signature))
    near = articles.by_row(db, library, _near(db, library, keys))
    copies = [
        other
        for other, candidate in near.items()
        if stories.are_one_story(found, stories.runs(candidate.text))
    ]
    db.executemany(
        "INSERT INTO story_bands VALUES (?, ?, ?)", [(library, key, row) for key in keys]
    )
    db.executemany(
        "INSERT INTO story_links VALUES (?, ?)",
        [pair for other in copies for pair in ((row, other), (other, row))],
    )


def unlink(db: Connection, library: int, row: int) -> None:
    """Forget what an article was like; it may not have been compared yet."""
    for (signature,) in db.execute("SELECT minhash FROM signatures WHERE article_id = ?", (row,)):
        db.executemany(
            "DELETE FROM story_bands WHERE library_id = ? AND band = ? AND article_id = ?",
            [(library, key, row) for key in stories.bands(signature)],
        )
    db.execute("DELETE FROM signatures WHERE article_id = ?", (row,))
    others = db.execute("DELETE FROM story_links WHERE article_id = ? RETURNING other_id", (row,))
    db.executemany(
        "DELETE FROM story_links WHERE article_id = ? AND other_id = ?",
        [(other, row) for (other,) in others.fetchall()],
    )


def uncompared(db: Connection, library: int, limit: int) -> list[tuple[int, Article]]:
    """Articles by row that are still to be linked: those that an older whosaid added."""
    rows = db.execute(
        """SELECT id FROM articles WHERE library_id = ?
            AND id NOT IN (SELECT article_id FROM signatures) ORDER BY id LIMIT ?""",
        (library, limit),
    ).fetchall()
    return list(articles.by_row(db, library, [row for (row,) in rows]).items())


def find_all(db: Connection, library: int, public_ids: Sequence[str]) -> dict[str, Story]:
    """The story of each of these articles; those that are gone are left out."""
    rows = db.execute(
        """WITH RECURSIVE story (root, member) AS (
                SELECT id, id FROM articles
                WHERE library_id = ? AND public_id IN (SELECT value FROM json_each(?))
            UNION
                SELECT root, other_id FROM story JOIN story_links ON article_id = member)
            SELECT r.public_id, m.public_id FROM story
                JOIN articles r ON r.id = root JOIN articles m ON m.id = member
            ORDER BY root, member""",
        (library, json.dumps(list(public_ids))),
    )
    members: dict[str, list[str]] = {}
    for root, member in rows:
        members.setdefault(root, []).append(member)
    return {root: Story(ids[0], tuple(ids)) for root, ids in members.items()}


def _near(db: Connection, library: int, keys: Sequence[bytes]) -> list[int]:
    """The articles that share bands, those with the most of them first."""
    shared: dict[int, int] = {}
    for key in keys:
        for (row,) in db.execute(
            "SELECT article_id FROM story_bands WHERE library_id = ? AND band = ?", (library, key)
        ):
            shared[row] = shared.get(row, 0) + 1
    return sorted(shared, key=lambda row: (-shared[row], row))[:_MOST_COMPARED]
