"""What tests of the whole product share: the sample library under the real bundled model."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from index.embedder import SentenceEmbedder
from index.libraries import Libraries
from index.library import Library
from tests.samples import fill_with_samples

# The suite runs in two processes: threads of theirs on the same cores only wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# How long an example takes is measured in benchmarks: other processes must fail no test.
settings.register_profile("whosaid", deadline=None)
settings.load_profile("whosaid")


@pytest.fixture(scope="session")
def real_embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory, real_embedder: SentenceEmbedder) -> Path:
    """A data directory whose library `local` holds the samples; not to be changed."""
    directory = tmp_path_factory.mktemp("samples")
    libraries = Libraries(directory, real_embedder)
    fill_with_samples(libraries.get("local"))
    libraries.close()
    return directory


@pytest.fixture(scope="session")
def sample_library(sample_data: Path, real_embedder: SentenceEmbedder) -> Iterator[Library]:
    """The samples, embedded by the real model; not to be changed."""
    libraries = Libraries(sample_data, real_embedder)
    yield libraries.get("local")
    libraries.close()


@pytest.fixture
def own_sample_data(sample_data: Path, tmp_path: Path) -> Path:
    """A copy of the samples' data directory for one test to change."""
    return Path(shutil.copytree(sample_data, tmp_path / "data"))
