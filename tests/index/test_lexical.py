"""Full-text search counts with numbers that belong together, whatever changes meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.library import Library
from index.query import Query
from index.store.lexical import Table
from index.store.store import Store
from index.types import NewArticle


def test_articles_added_while_terms_are_counted(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([NewArticle("first", "The dam holds.")], added_by="tester")
    count = Store.lexical_frequencies
    waiting = [[NewArticle(f"{n}", f"The dam of {n} fell.") for n in range(9)]]

    def count_late(store: Store, row: int, table: Table, terms: Sequence[str]) -> list[int]:
        if waiting:
            library.add(waiting.pop(), added_by="another thread")
        return count(store, row, table, terms)

    monkeypatch.setattr(Store, "lexical_frequencies", count_late)
    assert library.rarity("dam harbour").keys() == {"dam", "harbour"}
    assert library.rarity("dam")["dam"] < library.rarity("harbour")["harbour"]
    found = library.search(Query("dam of"))
    assert all(passage.lexical > 0 for each in found for passage in each.passages)
