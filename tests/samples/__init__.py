"""The sample library: what it must hold, and gold for what is said and asked in it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.samples import sample_paths
from index.library import Library
from index.sources import SourceReader
from index.types import FailedSource, NewArticle


def sample_articles() -> Iterator[NewArticle | FailedSource]:
    reader = SourceReader()
    for path in sample_paths():
        yield from reader.read(str(path))


def fill_with_samples(library: Library) -> None:
    results = library.add(sample_articles(), added_by="samples")
    assert all(result.status == "added" for result in results)
