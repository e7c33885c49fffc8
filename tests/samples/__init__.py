"""The sample library: what it must hold, and gold for what is said and asked in it."""

from __future__ import annotations

from bot.samples import sample_paths
from index.library import Library
from index.sources import SourceReader


def fill_with_samples(library: Library) -> None:
    reader = SourceReader()
    articles = (article for path in sample_paths() for article in reader.read(str(path)))
    results = library.add(articles, added_by="samples")
    assert all(result.status == "added" for result in results)
