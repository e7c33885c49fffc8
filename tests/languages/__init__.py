"""Written samples in Russian, Ukrainian and German: articles, who says what, and questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from index.library import Library
from index.sources import SourceReader

_HERE: Final = Path(__file__).parent


def article_paths() -> list[Path]:
    return sorted((_HERE / "articles").glob("*.md"))


def fill_with_languages(library: Library) -> None:
    reader = SourceReader()
    articles = (article for path in article_paths() for article in reader.read(str(path)))
    results = library.add(articles, added_by="samples")
    assert all(result.status == "added" for result in results)


def gold(name: str) -> list[dict[str, Any]]:
    """The lines of `statements` or `questions`."""
    lines = (_HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
