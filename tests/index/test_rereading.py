"""Articles whose statements could not be read, or were read by something older."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from index.libraries import Libraries
from index.library import Library
from index.query import Query
from index.statements.extractor import StatementExtractor
from index.types import Attribution, NewArticle
from tests.fakes import WordEmbedder

DAM = "Mara Venn, the mayor, came. “The dam will hold,” Venn said on Monday."
PORT = "Ivo Lund, the pilot, left. “The port is closed,” Lund said on Monday."
RAIN = "It rained in the valley all night, and nobody slept in the old town."

extract = StatementExtractor.extract


def failing_on(*bad: str) -> object:
    def read(
        extractor: StatementExtractor, texts: Sequence[str], languages: Sequence[str | None]
    ) -> list[list[Attribution]]:
        if not set(bad).isdisjoint(texts):
            raise IndexError("planted")
        return extract(extractor, texts, languages)

    return read


def add(library: Library, *texts: str) -> None:
    results = library.add([NewArticle(text[:9], text) for text in texts], added_by="ada")
    assert [result.status for result in results] == ["added"] * len(texts)


def said(library: Library) -> set[tuple[str, str]]:
    texts = {article.id: article.text for article in library.every_article()}
    return {
        (one.speaker.name if one.speaker else "", one.quote_spans[0].of(texts[one.article_id]))
        for one in library.statements()
    }


BOTH = {("Mara Venn", "The dam will hold,"), ("Ivo Lund", "The port is closed,")}


def test_an_article_is_kept_where_reading_it_fails_and_is_read_later(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StatementExtractor, "extract", failing_on(DAM))
    add(library, DAM, PORT)
    assert said(library) == BOTH - {("Mara Venn", "The dam will hold,")}
    assert library.count() == 2
    assert library.unread() == 1
    assert library.search(Query("dam"))

    library.reread()  # still fails, and ends
    assert library.unread() == 1

    monkeypatch.setattr(StatementExtractor, "extract", extract)
    library.reread()
    assert said(library) == BOTH
    assert library.unread() == 0


def test_another_version_reads_anew_and_ids_stay(
    libraries: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = libraries.get("local")
    add(library, DAM, RAIN, PORT)
    before = {one.id for one in library.statements()}
    assert library.unread() == 0

    monkeypatch.setattr(StatementExtractor, "version", lambda _: "next")
    assert libraries.unread() == 3
    told: list[tuple[str, int, int]] = []
    libraries.reread(lambda *progress: told.append(progress))
    assert told == [("local", 3, 3)]
    assert {one.id for one in library.statements()} == before
    assert libraries.unread() == 0


def test_rereading_that_is_stopped_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.rereading.BATCH", 1)
    first = Libraries(tmp_path, WordEmbedder())
    add(first.get("local"), DAM, RAIN, PORT)
    monkeypatch.setattr(StatementExtractor, "version", lambda _: "next")
    first.reread(lambda *_: first.stop_rereading())
    assert first.unread() == 2
    first.close()

    second = Libraries(tmp_path, WordEmbedder())
    done: list[int] = []
    second.reread(lambda _, count, __: done.append(count))
    assert done == [1, 2]
    assert second.unread() == 0
    second.close()


def test_a_statement_has_a_vector_of_what_was_said(library: Library) -> None:
    add(library, DAM, PORT)
    statements = library.statements()
    near = dict(
        zip(
            [one.speaker.name for one in statements if one.speaker],
            library.statement_likeness("The dam will hold", statements),
            strict=True,
        )
    )
    assert near["Mara Venn"] > near["Ivo Lund"]
    assert library.statement_likeness("dam", []) == []
