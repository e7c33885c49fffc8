"""The language of an article, set by a person: found and read as one of it, now and later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.jsonl import parse_line
from index.languages import language_code
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

SHORT = "Die Brücke hält. „Wir bauen sie“, sagte Ines Maro."
LATER = "Die Brücken halten. „Wir bauen sie bald“, sagte Ines Maro."
AT = Metadata(title="Brücken", url="https://record.example/bruecke")


@pytest.fixture
def libraries(tmp_path: Path) -> Iterator[Libraries]:
    made = Libraries(tmp_path, WordEmbedder())
    yield made
    made.close()


def added(library: Library) -> str:
    [result] = library.add([NewArticle("x", SHORT, AT)], added_by="ada")
    assert result.article_id is not None, result.error
    return result.article_id


def speakers(library: Library) -> list[str]:
    return [who.name for who in library.speakers()]


def finds(library: Library, stem: str) -> bool:
    """Whether full text holds a word by its stem, which only German does here."""
    with library.parts.store.database.reading() as db:
        found = db.execute(
            "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?", (f'"{stem}"',)
        )
        return bool(found.fetchone()[0])


def test_an_article_is_read_as_the_language_that_a_person_says(libraries: Libraries) -> None:
    library = libraries.get("1")
    id_ = added(library)
    assert library.get(id_).language == "en", "too short to tell"
    after = library.edit_language(id_, "de", by="ben")
    assert (after.language, library.get(id_)) == ("de", after)
    assert speakers(library) == ["Ines Maro"]
    assert [said.quote_spans[0].of(SHORT) for said in library.statements()] == ["Wir bauen sie"]
    assert finds(library, "bau")
    [entry, _] = library.audit()
    assert (entry.action, entry.by) == ("edited", "ben")
    assert [(c.field, c.old, c.new) for c in entry.changes] == [("language", "en", "de")]


def test_later_versions_keep_it(libraries: Libraries) -> None:
    library = libraries.get("1")
    id_ = added(library)
    library.edit_language(id_, "de", by="ben")
    [result] = library.add([NewArticle(AT.url or "", LATER, AT)], added_by="ada")
    assert (result.status, result.article_id) == ("updated", id_)
    assert library.get(id_).language == "de"
    assert [said.quote_spans[0].of(LATER) for said in library.statements()] == [
        "Wir bauen sie bald"
    ]
    assert library.revise(id_, NewArticle("feed", SHORT), by="ada").status == "updated"
    assert library.get(id_).language == "de"
    assert speakers(library) == ["Ines Maro"]


def test_rebuilding_and_reading_anew_keep_it(libraries: Libraries) -> None:
    library = libraries.get("1")
    id_ = added(library)
    library.edit_language(id_, "de", by="ben")
    libraries.rebuild()
    assert library.get(id_).language == "de"
    assert speakers(library) == ["Ines Maro"]
    assert finds(library, "bau")


def test_nothing_more_is_said_than_the_words_tell_once_it_is_unset(libraries: Libraries) -> None:
    library = libraries.get("1")
    id_ = added(library)
    library.edit_language(id_, "de", by="ben")
    after = library.edit_language(id_, None, by="ben")
    assert (after.language, after.settled) == ("en", frozenset())
    assert not finds(library, "bau")


def test_what_was_interrupted_before_reading_is_read_at_the_next_start(
    libraries: Libraries,
) -> None:
    library = libraries.get("1")
    id_ = added(library)
    store = library.parts.store
    store.holdings.set_language(store.library("1"), id_, "de", "ben")
    assert library.unread() == 1
    library.reread()
    assert speakers(library) == ["Ines Maro"]


def test_saying_what_is_known_settles_it_without_a_change(libraries: Libraries) -> None:
    library = libraries.get("1")
    id_ = added(library)
    assert "language" in library.edit_language(id_, "en", by="ben").settled
    assert [entry.action for entry in library.audit()] == ["added"]


def test_an_exported_article_comes_back_in_the_language_that_was_set() -> None:
    line = b'{"text": "Kurz.", "language": "de", "settled": ["language"]}'
    assert parse_line(line, "x").language == "de"
    told = parse_line(line.replace(b'"settled": ["language"]', b'"settled": []'), "x")
    assert told.language is None, "what another program detected is no person's word"
    broken = parse_line(line.replace(b'"de"', b"[1]"), "x")
    assert broken.language is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [("de", "de"), (" German ", "de"), ("UK", "uk"), ("fr", "fr"), ("Klingon", None), ("", None)],
)
def test_a_language_is_meant_by_its_name_or_its_letters(typed: str, code: str | None) -> None:
    assert language_code(typed) == code


def test_a_new_version_may_be_told_another_language(libraries: Libraries) -> None:
    library = libraries.get("1")
    id_ = added(library)
    library.edit_language(id_, "de", by="ben")
    told = replace(
        NewArticle(AT.url or "", LATER, AT), language="uk", settled=frozenset({"language"})
    )
    library.add([told], added_by="ada")
    assert library.get(id_).language == "uk"
