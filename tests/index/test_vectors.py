"""The FAISS index follows the database, whatever became of its snapshot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import vectors
from index.arrays import Ids
from index.libraries import Libraries
from index.query import Query
from index.store.store import Store
from index.types import EmbeddingModel, Metadata, NewArticle
from index.vectors import VectorIndex
from tests.fakes import WordEmbedder

TEXTS = [f"Report {n}: the harbour of Kessory froze for {n} days." for n in range(40)]


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(vectors, "SNAPSHOT_WORTH", 10)
    fill(tmp_path, TEXTS)
    return tmp_path


def fill(directory: Path, texts: list[str]) -> None:
    libraries = Libraries(directory, WordEmbedder())
    library = libraries.get("local")
    library.add((NewArticle(text, text, Metadata()) for text in texts), added_by="tester")
    library.search(Query("harbour"))
    libraries.close()


def best(directory: Path, query: str) -> tuple[str, int]:
    libraries = Libraries(directory, WordEmbedder())
    library = libraries.get("local")
    hit = library.search(Query(query))[0].passages[0]
    text = library.get(hit.passage.article_id).text
    difference = library.unindexed()
    libraries.close()
    return text, difference


def snapshot(directory: Path) -> Path:
    [path] = (directory / "index").iterdir()
    return path


def test_a_snapshot_is_written_and_read_again(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert snapshot(directory).suffix == ".faiss"

    def fail(*_: object) -> None:
        raise AssertionError("vectors were read from the database though the snapshot was good")

    monkeypatch.setattr(VectorIndex, "add", fail)
    assert best(directory, "Report 17") == (TEXTS[17], 0)


def test_a_stale_snapshot_is_caught_up(directory: Path) -> None:
    old = snapshot(directory).read_bytes()
    fill(directory, ["A whale was seen off Anselt."])
    snapshot(directory).write_bytes(old)
    assert best(directory, "whale off Anselt") == ("A whale was seen off Anselt.", 0)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-9] + b"x" + data[-8:],
        lambda data: b"garbage" * 1000,
        lambda data: data.replace(b"words-64", b"other-64", 1),
    ],
    ids=["empty", "cut", "flipped", "garbage", "other model"],
)
def test_a_damaged_snapshot_is_built_anew(
    directory: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = snapshot(directory)
    path.write_bytes(damage(path.read_bytes()))
    assert best(directory, "Report 17") == (TEXTS[17], 0)


def test_a_missing_snapshot_is_built_anew(directory: Path) -> None:
    snapshot(directory).unlink()
    assert best(directory, "Report 17") == (TEXTS[17], 0)
    assert snapshot(directory).exists()


def test_a_snapshot_of_another_database_is_not_believed(directory: Path) -> None:
    for path in directory.glob("whosaid.sqlite3*"):
        path.unlink()
    fill(directory, [f"Whale {n}" for n in range(40)])
    libraries = Libraries(directory, WordEmbedder())
    hits = libraries.get("local").search(Query("whale"))
    assert all(hit.passages[0].dense > 0.5 for hit in hits)
    libraries.close()


def test_another_process_with_another_model_is_never_mixed_in(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = Libraries(directory, WordEmbedder())
    library = libraries.get("local")
    library.add([NewArticle("whale", "A whale was seen.", Metadata())], added_by="tester")
    embedded = Store.embedded

    def embedded_elsewhere(store: Store, row: int, model: EmbeddingModel) -> Ids:
        ids = embedded(store, row, model)
        monkeypatch.setattr(Store, "embedded", embedded)
        others = Libraries(directory, WordEmbedder("other", dimension=32))
        others.warm()
        others.close()
        return ids

    monkeypatch.setattr(Store, "embedded", embedded_elsewhere)
    assert library.search(Query("whale"))
    assert library.search(Query("whale"))[0].passages[0].dense == 0
    libraries.close()


def test_removal_keeps_the_ids_of_the_others() -> None:
    index = VectorIndex(4)
    index.add(np.array([10, 20, 30]), np.eye(4, dtype=np.float32)[:3])
    index.remove(np.array([20]))
    assert index.ids.tolist() == [10, 30]
    [(nearest, cosine)] = index.search(np.eye(4, dtype=np.float32)[2], 1)
    assert (nearest, round(cosine, 3)) == (30, 1.0)
    assert index.cosines(np.eye(4, dtype=np.float32)[0], np.array([10, 20])).tolist() == [1.0, 0.0]
