"""A library on disk with a fake embedder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.libraries import Libraries
from index.library import Library
from tests.fakes import WordEmbedder


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def libraries(tmp_path: Path, embedder: WordEmbedder) -> Iterator[Libraries]:
    opened = Libraries(tmp_path, embedder)
    yield opened
    opened.close()


@pytest.fixture
def library(libraries: Libraries) -> Library:
    return libraries.get("local")
