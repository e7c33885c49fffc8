"""Articles of several languages in full text: found by any form of a word, gone when removed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.libraries import Libraries
from index.library import Library
from index.query import Query
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder
from tests.languages import article_paths, fill_with_languages

RUSSIAN = (
    "Мост через реку закроют на ремонт до весны, сообщили в четверг в городском совете. Паром "
    "будет ходить каждый час, а по воскресеньям его отвезут к пристани."
)
ENGLISH = "The bridge over the river will be closed until the spring, and a ferry will run hourly."
UKRAINIAN = (
    "Старий міст через річку закриють на ремонт до весни, повідомили в четвер у міській раді. "
    "Усі п'ять перевізників поїдуть в об'їзд, який має тридцять кілометрів."
)
GERMAN = (
    "Die Brücken über den Fluss werden bis zum Frühjahr gesperrt, teilte die Stadt am Donnerstag "
    "mit. Eine Fähre soll jede Stunde fahren, und am Sonntag bleibt sie am Ufer."
)


@pytest.fixture
def four(library: Library) -> dict[str, str]:
    """A library with an article in each language: their ids by language."""
    texts = {"ru": RUSSIAN, "en": ENGLISH, "uk": UKRAINIAN, "de": GERMAN}
    added = library.add([NewArticle(c, text) for c, text in texts.items()], added_by="tester")
    found = {result.source: str(result.article_id) for result in added}
    assert {library.get(id_).language for id_ in found.values()} == texts.keys()
    return found


def lexical(library: Library, query: str) -> list[str]:
    """The articles that hold a query's words, best first."""
    found = library.search(Query(query))
    return [each.article_id for each in found if each.passages[0].lexical > 0]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("пристанях", "ru"),
        ("ремонтами", "ru"),
        ("об’їзду", "uk"),
        ("пʼять", "uk"),
        ("перевізника", "uk"),
        ("Brücke", "de"),
        ("Ufers", "de"),
        ("bridges", "en"),
    ],
)
def test_other_forms_of_a_word_find_it(
    library: Library, four: dict[str, str], query: str, code: str
) -> None:
    assert four[code] in lexical(library, query)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Паром будет ходить каждый час", "ru"),
        ("поїдуть в об’їзд", "uk"),
        ("Die Brücken über den Fluss", "de"),
        ("closed until the spring", "en"),
    ],
)
def test_exact_words_are_found_and_changed_ones_are_not(
    library: Library, four: dict[str, str], words: str, code: str
) -> None:
    [(article, span)] = library.find_quote(words)
    assert article.id == four[code]
    assert len(span.of(article.text)) == len(words)
    assert library.holds(words)
    assert not library.find_quote(words + "е")


def test_what_is_removed_or_changed_leaves_no_word_behind(
    library: Library, four: dict[str, str], tmp_path: Path
) -> None:
    library.edit(four["ru"], Metadata(title="Паромы", publisher="Листок"), by="x")
    library.add(
        [NewArticle("new", GERMAN + " Neu.", Metadata(url="https://a.example/x"))], added_by="x"
    )
    library.add([NewArticle("new", UKRAINIAN + " Так.", Metadata(url="https://a.example/x"))],
                added_by="x")  # fmt: skip
    for article in list(library.every_article()):
        library.remove(article.id, by="tester")
    db = sqlite3.connect(tmp_path / "whosaid.sqlite3")
    for table in ("passages_fts", "articles_fts"):
        db.execute(f"CREATE VIRTUAL TABLE temp.{table}_terms USING fts5vocab(main, {table}, row)")
        assert db.execute(f"SELECT * FROM temp.{table}_terms").fetchall() == []  # noqa: S608
    db.close()


def test_rebuilding_and_rereading_find_the_languages_of_old_libraries(
    tmp_path: Path, embedder: WordEmbedder
) -> None:
    libraries = Libraries(tmp_path, embedder)
    fill_with_languages(libraries.get("local"))
    expected = {a.id: a.language for a in libraries.get("local").every_article()}
    libraries.close()
    assert len(expected) == len(article_paths())
    for renew in (Libraries.rebuild, Libraries.reread):
        _as_an_old_library(tmp_path)
        libraries = Libraries(tmp_path, embedder)
        library = libraries.get("local")
        assert {a.language for a in library.every_article()} == {"en"}
        assert not lexical(library, "болотами")
        renew(libraries)
        assert {a.id: a.language for a in library.every_article()} == expected
        assert lexical(library, "болотами")
        libraries.close()


def _as_an_old_library(directory: Path) -> None:
    """Full text as an earlier version wrote it: every article's words as they are."""
    db = sqlite3.connect(directory / "whosaid.sqlite3")
    db.execute("UPDATE articles SET language = NULL, read_by = NULL")
    db.commit()
    db.close()
    libraries = Libraries(directory, WordEmbedder())
    store = libraries._parts.store
    with store._db.writing() as writing:
        _index_as_english(writing)
    libraries.close()


def _index_as_english(db: sqlite3.Connection) -> None:
    from index.store import articles, lexical

    for table in lexical.TABLES:
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608
    for row, article in articles.everywhere(db):
        lexical.insert_document(db, row, article)
        for passage, start, end in db.execute(
            'SELECT id, start, "end" FROM passages WHERE article_id = ?', (row,)
        ).fetchall():
            lexical.insert(db, "passages_fts", passage, article.text[start:end], "en")
