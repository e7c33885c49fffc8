"""A small library of three stories, two of them about the same bridge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

BRIDGE = "https://post.example/bridge"
BUDGET = "https://ledger.example/budget"
HARBOUR = "https://herald.example/ice"
STORIES = {
    BRIDGE: (
        "The Velden Post",
        """Minister Ines Maro opened the new bridge at Velden on Monday.

“The bridge will carry trams by the spring,” Maro said.

Engineer Tomas Rehn disagreed. “No tram will cross before the autumn,” Rehn told reporters.
""",
    ),
    BUDGET: (
        "The Anselt Ledger",
        """The budget of Velden has a hole of nine million florins, the treasurer found.

“The bridge has eaten the playgrounds,” said treasurer Olla Brandt.
""",
    ),
    HARBOUR: (
        "The Lund Herald",
        """The harbour of Lund froze over on Friday, the earliest date on record.

“I have never seen ice in October,” said harbour master Pia Holm.
""",
    ),
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    filled = libraries.get("local")
    filled.add(
        (
            NewArticle(url, text, Metadata(text[:30], url, None, outlet, date(2026, 3, 2)))
            for url, (outlet, text) in STORIES.items()
        ),
        added_by="tests",
    )
    yield filled
    libraries.close()


@pytest.fixture
def ids(library: Library) -> dict[str, str]:
    """The ids of the stories by their addresses."""
    return {str(article.metadata.url): article.id for article in library.every_article()}
