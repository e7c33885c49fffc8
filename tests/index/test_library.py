"""The library's door, over real SQLite and FAISS."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.errors import (
    ArticleNotFound,
    DatabaseCorrupt,
    DatabaseTooNew,
    StatementNotFound,
    StorageError,
)
from index.libraries import Libraries
from index.library import Library
from index.query import Query
from index.records import ArticleFilter
from index.statements.extractor import StatementExtractor
from index.store.database import Database
from index.types import Attribution, FailedSource, Metadata, NewArticle, Span
from tests.fakes import WordEmbedder

DAM = "The dam at Oroz cracked in the night. “It will hold,” said Ines Maro, the engineer."
PORT = "The port of Kessory was leased for 29 years. Nobody asked the dockers."


LONG_DAM = DAM + " She had looked at every wall since the rain began, and found no water."
LONG_PORT = PORT + " They learned of it from a poster, three weeks after it was signed."


def article(text: str, url: str | None = None, title: str | None = None) -> NewArticle:
    return NewArticle("test", text, Metadata(title=title, url=url, publisher="The Record"))


def add(library: Library, *articles: NewArticle | FailedSource) -> list[str]:
    return [result.status for result in library.add(articles, added_by="tester")]


def found(library: Library, query: str) -> list[str]:
    return [found.article_id for found in library.search(Query(query))]


def test_text_is_kept_to_the_letter(library: Library) -> None:
    text = " \r\n“Cafe\u0301” 🎣\u202e\x00\tend \n"
    [result] = library.add([article(text)], added_by="tester")
    assert result.article_id
    assert library.get(result.article_id).text == text


def test_history_is_kept_and_restored(library: Library, libraries: Libraries) -> None:
    add(library, article(DAM, url="https://record.example/x"))
    library.add([article(PORT, url="https://record.example/x")], added_by="editor")
    [summary] = library.list()
    history = library.history(summary.id)
    assert [(version.text, version.stored_by) for version in history.versions] == [
        (DAM, "tester"),
        (PORT, "editor"),
    ]
    other = libraries.get("other")
    restored = replace(article(PORT), id=summary.id, history=history)
    other.add([restored], added_by="somebody else")
    assert other.history(summary.id) == history
    assert other.list()[0].added_by == "tester"
    with pytest.raises(ArticleNotFound):
        other.history("A-nope0")


def test_bad_sources_are_reported_and_stop_nothing(library: Library) -> None:
    results = library.add(
        [
            FailedSource("a.pdf", "No words."),
            article("  \n"),
            article("\0\u200b\u202e…"),
            article("bad \ud800 text"),
            article(PORT, title="bad \ud800 title"),
            article(DAM),
        ],
        added_by="tester",
    )
    assert [result.status for result in results] == [*["failed"] * 5, "added"]
    assert all(result.error for result in results[:5])


def test_an_interrupted_import_keeps_what_was_committed(
    library: Library, embedder: WordEmbedder
) -> None:
    texts = [f"Number {number}. " + "The river rose again. " * 200 for number in range(60)]

    def interrupted() -> Iterator[NewArticle]:
        yield from (article(text) for text in texts[:50])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add(interrupted(), added_by="tester")
    kept = library.count()
    assert 0 < kept <= 50
    embedder.embedded.clear()
    statuses = add(library, *(article(text) for text in texts))
    assert statuses.count("unchanged") == kept
    assert library.count() == 60
    assert len(embedder.embedded) == sum(
        summary.passages for summary in library.list(limit=60 - kept)
    )


def test_what_was_removed_is_gone_everywhere(library: Library) -> None:
    add(library, article(DAM), article(PORT))
    dam = found(library, "crack in the dam at Oroz")[0]
    statement = library.statements(article_id=dam)[0]
    assert library.remove(dam, by="tester").article_id == dam
    with pytest.raises(ArticleNotFound):
        library.get(dam)
    with pytest.raises(StatementNotFound):
        library.statement(statement.id)
    with pytest.raises(ArticleNotFound):
        library.remove(dam, by="tester")
    assert dam not in found(library, "crack in the dam at Oroz")
    assert not library.holds("cracked")
    assert library.find_quote("It will hold") == []
    assert library.speakers() == []
    assert library.passages(dam) == []


def test_ids_outlive_a_removal(library: Library) -> None:
    add(library, article(DAM))
    [before] = library.list()
    said = [statement.id for statement in library.statements()]
    library.remove(before.id, by="tester")
    add(library, article(DAM))
    assert [summary.id for summary in library.list()] == [before.id]
    assert [statement.id for statement in library.statements()] == said


def test_libraries_do_not_leak(libraries: Libraries) -> None:
    one, other = libraries.get("1"), libraries.get("2")
    add(one, article(DAM))
    add(other, article(PORT))
    [mine] = one.list()
    for leak in (
        lambda: other.get(mine.id),
        lambda: other.version(mine.id, 1),
        lambda: other.edit(mine.id, Metadata(), by="tester"),
        lambda: other.remove(mine.id, by="tester"),
    ):
        with pytest.raises(ArticleNotFound):
            leak()
    assert other.audit(article_id=mine.id) == []
    statement = one.statements()[0].id
    with pytest.raises(StatementNotFound):
        other.statement(statement)
    assert mine.id not in found(other, "the dam at Oroz cracked")
    assert not other.holds("Oroz")
    assert other.find_quote("It will hold") == []
    assert other.speakers() == []
    assert other.statements(article_id=mine.id) == []
    assert other.passages(mine.id) == []
    assert other.stats().articles == 1
    assert other.directory().called("Maro") == ()
    assert libraries.names() == ["1", "2"]


def test_quotations_are_found_word_for_word(library: Library) -> None:
    add(library, article(DAM))
    [(stored, span)] = library.find_quote('"it will hold"')
    assert span.of(stored.text) == "It will hold"
    assert library.find_quote("It will not hold") == []
    assert library.find_quote("?!") == []


def test_a_long_quotation_is_compared_to_its_end(library: Library) -> None:
    long = " ".join(f"word{number}" for number in range(200))
    add(library, article(f"{DAM}\n\n{long}."))
    [(stored, span)] = library.find_quote(long)
    assert span.of(stored.text) == long
    assert library.find_quote(f"{long} more") == []


def test_passages_are_found_by_their_words_alone(library: Library) -> None:
    add(library, article(DAM), article("The harbour froze over on Friday."))
    [passage] = library.worded_like("Who froze the harbour?", limit=5)
    assert passage.span.of(library.get(passage.article_id).text).startswith("The harbour froze")
    assert library.worded_like("volcano", limit=5) == library.worded_like("the", limit=5) == []


def test_a_library_holds_words_not_their_likes(library: Library) -> None:
    add(library, article(DAM + " Cafe\u0301s closed; Józef Novák’s boat sank.", title="Ana Lind"))
    held = ["ines maro", "Cafe\u0301s", "Cafés", "Jozef Novak", "Józef Novák", "Ana Lind"]
    assert [library.holds(text) for text in held] == [True] * len(held)
    other = ["Ines Maros", "Ine Maro", "Novaks", "Lind Ana", "", "?"]
    assert [library.holds(text) for text in other] == [False] * len(other)
    assert library.find_quote("cafe\u0301s closed") == library.find_quote("Cafés closed") != []


def test_metadata_is_searched_and_can_be_corrected(library: Library) -> None:
    add(library, article(DAM, title="Quiet night"))
    [summary] = library.list()
    assert library.holds("quiet night")
    known = Metadata(title="Loud night", published=date(2026, 3, 1))
    edited = library.edit(summary.id, known, by="tester")
    assert edited.text == DAM
    assert library.get(summary.id).metadata.published == date(2026, 3, 1)
    assert library.holds("loud night")
    assert not library.holds("quiet night")
    assert library.count(ArticleFilter(search="LOUD")) == 1
    assert library.count(ArticleFilter(search="100%")) == 0


def test_statements_are_found_by_outlet(library: Library) -> None:
    other = NewArticle("test", "“It leaks,” said Tom Vale.", Metadata(publisher="The Courier"))
    unknown = NewArticle("test", "“It rains,” said Ada Renn.")
    add(library, article(DAM), other, unknown)
    assert library.publishers() == ["The Courier", "The Record"]

    def speakers(*publishers: str) -> list[str]:
        said = library.statements(publishers=publishers)
        return [statement.speaker.name for statement in said if statement.speaker]

    assert speakers("The Courier") == ["Tom Vale"]
    assert speakers("The Courier", "The Record") == ["Tom Vale", "Ines Maro"]
    assert speakers("The Times") == []
    assert len(speakers()) == 3


def test_an_empty_library_answers_everything(library: Library) -> None:
    assert library.search(Query("anything at all?")) == []
    assert library.list() == []
    assert library.statements(speaker="Nobody") == []
    assert library.publishers() == []
    assert library.rarity("What?") == {}
    assert library.stats().embedding_model is None
    library.rebuild()


@pytest.mark.parametrize("query", ["", '"', "dam OR", "NEAR(dam", "body:dam *", "🎣", "the of and"])
def test_any_query_is_only_words(library: Library, query: str) -> None:
    add(library, article(DAM))
    library.search(Query(query))


def test_another_process_is_noticed(libraries: Libraries, tmp_path: Path) -> None:
    library = libraries.get("local")
    add(library, article(DAM))
    assert found(library, "dockers of the port") != []
    with_other = Libraries(tmp_path, WordEmbedder())
    add(with_other.get("local"), article(PORT))
    assert library.get(found(library, "dockers of the port")[0]).text == PORT
    with_other.get("local").remove(library.list()[0].id, by="tester")
    assert library.count() == len(set(found(library, "dockers of the port"))) == 1
    with_other.close()


def test_another_model_embeds_anew_and_says_so(tmp_path: Path) -> None:
    first = Libraries(tmp_path, WordEmbedder("first"))
    add(first.get("local"), article(DAM), article(PORT))
    first.close()
    other = WordEmbedder("second", dimension=32)
    second = Libraries(tmp_path, other)
    progress: list[tuple[str, int, int]] = []
    model = second.warm(lambda *step: progress.append(step))
    assert model.name == "second"
    assert progress == [("local", 2, 2)]
    assert second.get("local").stats().embedding_model == "second"
    assert second.get("local").unindexed() == 0
    assert second.get("local").get(found(second.get("local"), "dockers port")[0]).text == PORT
    progress.clear()
    second.warm(lambda *step: progress.append(step))
    assert progress == []
    second.close()


def test_rebuild_restores_a_broken_full_text_index(libraries: Libraries, tmp_path: Path) -> None:
    library = libraries.get("local")
    add(library, article(DAM))
    with sqlite3.connect(tmp_path / "whosaid.sqlite3") as db:
        db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    db.close()
    assert not library.holds("Oroz")
    libraries.rebuild()
    assert library.holds("Oroz")
    assert libraries.check() == []


def test_rebuild_leaves_what_others_change_meanwhile(
    libraries: Libraries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = libraries.get("local")
    add(library, article(DAM, url="https://record.example/dam"), article(PORT))
    newer = "Nobody slept. “It is gone,” said Tom Vale, the miller. " + PORT
    extract = StatementExtractor.extract

    def extract_slowly(
        extractor: StatementExtractor, texts: Sequence[str], languages: Sequence[str | None]
    ) -> list[list[Attribution]]:
        if DAM in texts:
            with_other = Libraries(tmp_path, WordEmbedder())
            other = with_other.get("local")
            add(other, article(newer, url="https://record.example/dam"))
            other.remove(found(other, "leased for 29 years")[0], by="tester")
            with_other.close()
        return extract(extractor, texts, languages)

    monkeypatch.setattr(StatementExtractor, "extract", extract_slowly)
    library.rebuild()
    [statement] = library.statements()
    assert [span.of(newer) for span in statement.quote_spans] == ["It is gone,"]


def test_a_failed_commit_leaves_no_transaction_behind(tmp_path: Path) -> None:
    database = Database(tmp_path)

    def fail_at_the_end() -> None:
        with database.writing() as db:
            db.execute("PRAGMA defer_foreign_keys = ON")
            db.execute("INSERT INTO versions VALUES (99, 1, '', '', '', '')")

    with pytest.raises(StorageError):
        fail_at_the_end()
    with database.writing() as db:
        db.execute("INSERT INTO libraries (name) VALUES ('kept')")
    database.close()


def test_more_articles_than_a_statement_takes_values(library: Library) -> None:
    add(library, article(DAM))
    [summary] = library.list()
    asked = [summary.id, *(f"A-{number:06}" for number in range(250_001))]
    assert list(library.get_all(asked)) == [summary.id]


def test_a_database_from_the_future_is_refused(tmp_path: Path) -> None:
    Libraries(tmp_path, WordEmbedder()).close()
    with sqlite3.connect(tmp_path / "whosaid.sqlite3") as db:
        db.execute("INSERT INTO migrations VALUES (99, 'later', '2030-01-01')")
        db.executemany("INSERT INTO migrations VALUES (?, '', '')", [(n,) for n in range(200, 240)])
    db.close()
    with pytest.raises(DatabaseTooNew, match="newer whosaid"):
        Libraries(tmp_path, WordEmbedder())


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "whosaid.sqlite3").write_bytes(b"not a database, but long enough to look" * 100)
    with pytest.raises(DatabaseCorrupt, match="damaged"):
        Libraries(tmp_path, WordEmbedder())


def test_statements_are_slices_with_permanent_ids(library: Library) -> None:
    add(library, article(DAM))
    [statement] = library.statements(speaker="Ines Maro")
    assert statement.id.startswith("Q-")
    assert [span.of(DAM) for span in statement.quote_spans] == ["It will hold,"]
    assert statement.quote_spans == (Span(DAM.index("It will"), DAM.index("hold,") + 5),)
    assert library.statement(statement.id) == statement
    assert library.directory().called("the engineer") == ("Ines Maro",)
