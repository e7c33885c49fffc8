"""Looking after articles: what was there, who did what, and taking it back."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from index.errors import (
    AddressTaken,
    ArticleNotFound,
    RemovalNotFound,
    RemovalRefused,
    StatementNotFound,
    VersionNotFound,
)
from index.libraries import Libraries
from index.library import Library
from index.query import Query
from index.records import ArticleFilter, FieldChange
from index.sources import SourceReader
from index.store.database import DATABASE_NAME
from index.store.migrations import care
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

URL = "https://record.example/dam"
FIRST = "The dam cracked. “It will hold,” said Ines Maro. “Nobody sleeps,” said Tom Vale."
SECOND = "The dam is gone. “Nobody sleeps,” said Tom Vale. “It was old,” said Ines Maro."
THIRD = "A lake is where the dam was."
MODIFIED = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=2)))


def add(library: Library, text: str, by: str = "ada", **known: object) -> str:
    metadata = Metadata(**known)  # type: ignore[arg-type]
    [result] = library.add([NewArticle("test", text, metadata)], added_by=by)
    assert result.article_id
    return result.article_id


def quotes(library: Library) -> dict[str, str]:
    """The quoted words of the statements, each with its id."""
    return {
        said.quote_spans[0].of(library.get(said.article_id).text).strip(","): said.id
        for said in library.statements()
    }


def actions(library: Library) -> list[tuple[str, str]]:
    return [(entry.by, entry.action) for entry in library.audit()]


class TestVersions:
    def test_an_old_version_stays_readable(self, library: Library) -> None:
        dam = add(library, FIRST, url=URL)
        assert add(library, SECOND, url=URL) == dam
        assert (library.version(dam, 1).text, library.version(dam, 1).version) == (FIRST, 1)
        assert library.version(dam, 2) == library.get(dam)
        for number in (0, 3):
            with pytest.raises(VersionNotFound, match="versions 1 to 2"):
                library.version(dam, number)
        with pytest.raises(ArticleNotFound):
            library.version("A-nope0", 1)

    def test_a_cited_statement_keeps_its_words(self, library: Library) -> None:
        add(library, FIRST, url=URL)
        cited = quotes(library)["It will hold"]
        assert not library.cited(cited).is_superseded
        dam = add(library, SECOND, url=URL)
        old = library.cited(cited)
        assert (old.is_superseded, old.newest, old.article.version) == (True, 2, 1)
        assert old.statement.quote_spans[0].of(old.article.text) == "It will hold,"
        assert old.statement.speaker
        assert old.statement.speaker.name == "Ines Maro"
        assert old.statement.article_id == dam

    def test_old_statements_are_not_found_by_anything_else(self, library: Library) -> None:
        add(library, FIRST, url=URL)
        cited = quotes(library)["It will hold"]
        add(library, THIRD, url=URL)
        with pytest.raises(StatementNotFound):
            library.statement(cited)
        assert library.statements() == []
        assert library.speakers() == []
        assert library.stats().statements == 0
        speaker = library.cited(cited).statement.speaker
        assert speaker is not None
        assert speaker.name == "Ines Maro"

    def test_words_that_stay_keep_their_id_and_words_that_return_get_it_back(
        self, library: Library
    ) -> None:
        add(library, FIRST, url=URL)
        first = quotes(library)
        dam = add(library, SECOND, url=URL)
        assert quotes(library)["Nobody sleeps"] == first["Nobody sleeps"]
        assert not library.cited(first["Nobody sleeps"]).is_superseded
        add(library, f"{FIRST} Still.", url=URL)
        assert quotes(library)["It will hold"] == first["It will hold"]
        again = library.cited(first["It will hold"])
        assert (again.article.id, again.article.version, again.is_superseded) == (dam, 3, False)

    def test_no_other_words_are_given_the_id_of_old_ones(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.ids.SHORTEST", 1)
        text = "“{}” said Ines Maro."
        lead = "The dam at Oroz is forty years old, and it is the oldest of the region by far. "
        lead += "It stands above the lake, and below it there is a town with a port.\n\n"
        said = [f"Number {number} it is, and the dam will hold," for number in range(40)]
        add(library, lead + "\n\n".join(map(text.format, said)), url=URL)
        before = quotes(library)
        other = [f"It was {number} at first, but the dam is gone," for number in range(40)]
        add(library, lead + "\n\n".join(map(text.format, other)), url=URL)
        assert len(before) == len(quotes(library)) == 40
        assert not set(before.values()) & set(quotes(library).values())


class TestAudit:
    def test_everything_done_is_told_latest_first(self, library: Library) -> None:
        dam = add(library, FIRST, url=URL, title="Dam")
        add(library, SECOND, by="ben", url=URL)
        add(library, SECOND, by="cleo", url=URL)  # unchanged: nothing was done
        library.edit(dam, Metadata(title="The dam", url=URL), by="dora")
        library.edit(dam, Metadata(title="The dam", url=URL), by="dora")
        removal = library.remove(dam, by="emil")
        library.bring_back(removal.id, by="fay")
        assert actions(library) == [
            ("fay", "brought_back"),
            ("emil", "removed"),
            ("dora", "edited"),
            ("ben", "updated"),
            ("ada", "added"),
        ]
        entries = library.audit(article_id=dam)
        assert [entry.number for entry in entries] == [5, 4, 3, 2, 1]
        assert entries[2].changes == (FieldChange("title", "Dam", "The dam"),)
        assert entries[3].changes == (FieldChange("version", "1", "2"),)
        assert [entry.title for entry in entries] == [*["The dam"] * 3, "Dam", "Dam"]
        assert [entry.number for entry in library.audit(limit=2, offset=1)] == [4, 3]
        assert library.audit(article_id="A-nope0") == []

    def test_each_library_has_a_trail_of_its_own(self, libraries: Libraries) -> None:
        add(libraries.get("1"), FIRST)
        add(libraries.get("2"), SECOND, by="ben")
        assert [(e.number, e.by) for e in libraries.get("2").audit()] == [(1, "ben")]

    def test_what_a_person_has_set_outranks_a_new_version(self, library: Library) -> None:
        dam = add(library, FIRST, url=URL, title="Dam", author="A. Lind")
        library.edit(dam, Metadata(title="The dam", url=URL), by="dora")
        add(library, SECOND, url=URL, title="Dam gone", author="A. Lind", publisher="The Record")
        known = library.get(dam).metadata
        assert (known.title, known.author, known.publisher) == ("The dam", None, "The Record")

    def test_what_was_said_when_it_was_added_outranks_a_new_version(self, library: Library) -> None:
        given = Metadata(title="The dam", publisher="The Record")
        article = SourceReader().read_text(FIRST, "test", given)
        [result] = library.add(
            [replace(article, metadata=replace(article.metadata, url=URL))], added_by="ada"
        )
        dam = add(library, SECOND, url=URL, title="Dam gone", author="A. Lind", publisher="X")
        assert dam == result.article_id
        known = library.get(dam).metadata
        assert (known.title, known.author, known.publisher) == ("The dam", "A. Lind", "The Record")
        read = SourceReader().read_text(f"{SECOND} Now.", "test", Metadata(title="A dam", url=URL))
        library.add([read], added_by="ada")
        assert library.get(dam).metadata.title == "A dam"

    def test_what_was_set_is_forgotten_with_the_article(self, library: Library) -> None:
        dam = add(library, FIRST, url=URL, title="Dam")
        library.edit(dam, Metadata(title="The dam", url=URL), by="dora")
        removal = library.remove(dam, by="emil")
        assert library.bring_back(removal.id, by="fay").settled == {"title"}
        library.remove(dam, by="emil")
        assert add(library, FIRST, url=URL, title="Dam") == dam
        add(library, SECOND, url=URL, title="Dam gone")
        assert library.get(dam).metadata.title == "Dam gone"

    def test_a_host_is_put_over_no_name_of_an_outlet(self, library: Library) -> None:
        dam = add(library, FIRST, url=URL, publisher="The Record")
        for number, host in enumerate(("record.example", "www.Record.example:8080")):
            add(library, f"{SECOND} It was day {number}.", url=URL, publisher=host)
            assert library.get(dam).metadata.publisher == "The Record"
        assert library.get(dam).version == 3
        add(library, FIRST + " Now.", url=URL, publisher="Record & Son")
        assert library.get(dam).metadata.publisher == "Record & Son"

    def test_what_an_older_whosaid_was_told_is_settled(self, tmp_path: Path) -> None:
        libraries = Libraries(tmp_path, WordEmbedder())
        library = libraries.get("local")
        dam = add(library, FIRST, url=URL, title="Dam")
        library.edit(dam, Metadata(author="A. Lind", url=URL), by="dora")
        library.remove(dam, by="emil")
        add(library, FIRST, url="https://record.example/", title="Dam")
        library.edit(dam, Metadata(title="The dam", url="https://record.example/"), by="dora")
        libraries.close()
        with sqlite3.connect(tmp_path / DATABASE_NAME) as db:
            db.execute("ALTER TABLE articles DROP COLUMN settled")
            db.execute("UPDATE articles SET address = 'record.example'")
            care.forget_bare_sites(db)
            care.settle_fields(db)
        db.close()
        libraries = Libraries(tmp_path, WordEmbedder())
        library = libraries.get("local")
        assert library.get(dam).settled == {"title"}
        assert library.unchecked() == []
        libraries.close()

    def test_every_field_can_be_edited(self, library: Library) -> None:
        dam = add(library, FIRST)
        known = Metadata("T", URL, "A. Lind", "The Record", date(2026, 3, 1), MODIFIED)
        library.edit(dam, known, by="dora")
        assert library.get(dam).metadata == library.list()[0].metadata == known
        [entry, _] = library.audit()
        assert {change.field for change in entry.changes} == {
            *("title", "url", "author", "publisher", "published", "modified")
        }
        assert {change.old for change in entry.changes} == {None}

    @pytest.mark.parametrize("typed", [URL, URL.replace("https", "http") + "/?utm_source=x#top"])
    def test_no_article_gets_the_address_of_another(self, library: Library, typed: str) -> None:
        dam, port = add(library, FIRST, url=URL, title="Dam"), add(library, THIRD)
        with pytest.raises(AddressTaken, match=rf"the address of “Dam” \({dam}\) already"):
            library.edit(port, Metadata(title="Port", url=typed), by="dora")
        assert library.get(port).metadata == Metadata()
        assert [entry.action for entry in library.audit()] == ["added", "added"]
        library.edit(dam, Metadata(url=f"{typed}#new"), by="dora")
        library.remove(dam, by="dora")
        assert library.edit(port, Metadata(url=typed), by="dora").metadata.url == typed

    def test_two_that_shared_an_address_before_can_be_edited(self, library: Library) -> None:
        """As where pages name their section for themselves; and a site alone is no address."""
        add(library, FIRST, url=URL)
        lake = add(library, THIRD, url=URL)
        known = Metadata(title="Lake", url=URL.replace("https", "http"))
        assert library.edit(lake, known, by="dora").metadata == known
        for article in (lake, add(library, "A port. “We wait,” said Ada Renn.")):
            library.edit(article, Metadata(url="https://record.example/"), by="dora")


class TestRemoval:
    def test_what_is_brought_back_is_as_it_was(self, library: Library) -> None:
        dam = add(library, FIRST, url=URL, title="Dam", modified=MODIFIED)
        cited = quotes(library)["It will hold"]
        add(library, SECOND, url=URL)
        add(library, "A port. “We wait,” said Ada Renn.")
        article, said, history = library.get(dam), library.statements(), library.history(dam)
        passages, speakers = library.passages(dam), library.speakers()
        found = library.search(Query("the dam is gone"))
        removal = library.remove(dam, by="emil")
        assert (removal.article_id, removal.metadata.title) == (dam, "Dam")
        assert removal.until - removal.removed_at == timedelta(minutes=10)
        with pytest.raises(StatementNotFound):
            library.cited(cited)
        assert library.bring_back(removal.id, by="fay") == article
        assert library.get(dam) == article
        assert (library.statements(), library.history(dam)) == (said, history)
        assert (library.passages(dam), library.speakers()) == (passages, speakers)
        assert library.search(Query("the dam is gone")) == found
        assert library.find_quote("it was old")
        assert library.cited(cited).is_superseded
        assert library.unindexed() == 0
        assert library.removals() == []

    def test_nothing_is_brought_back_twice_or_by_another_library(
        self, libraries: Libraries
    ) -> None:
        one, other = libraries.get("1"), libraries.get("2")
        removal = one.remove(add(one, FIRST), by="emil")
        assert (other.removals(), one.removals()) == ([], [removal])
        with pytest.raises(RemovalNotFound):
            other.bring_back(removal.id, by="mallory")
        one.bring_back(removal.id, by="fay")
        with pytest.raises(RemovalNotFound):
            one.bring_back(removal.id, by="fay")

    @pytest.mark.parametrize("text", [FIRST, SECOND])
    def test_what_was_added_again_stays(self, library: Library, text: str) -> None:
        removal = library.remove(add(library, FIRST, url=URL), by="emil")
        again = add(library, text, url=URL)
        with pytest.raises(RemovalRefused, match=again):
            library.bring_back(removal.id, by="fay")
        assert library.count() == 1
        library.remove(again, by="emil")
        assert library.bring_back(removal.id, by="fay").text == FIRST

    def test_its_first_text_added_again_stays_too(self, library: Library) -> None:
        dam = add(library, FIRST, url=URL)
        add(library, f"{THIRD} It is deep.", url=URL)
        removal = library.remove(dam, by="emil")
        assert add(library, FIRST) == dam
        with pytest.raises(RemovalRefused, match=dam):
            library.bring_back(removal.id, by="fay")
        assert library.removals() == [removal]

    def test_after_ten_minutes_nothing_is_left(self, tmp_path: Path) -> None:
        def late(change: str) -> None:
            libraries = Libraries(tmp_path / change, WordEmbedder())
            library = libraries.get("local")
            removal = library.remove(add(library, FIRST, url=URL), by="emil")
            age(tmp_path / change)
            assert library.removals() == []
            with pytest.raises(RemovalNotFound):
                library.bring_back(removal.id, by="fay")
            if change == "write":
                add(library, THIRD)
            elif change == "task":
                libraries.purge()
            libraries.close()
            if change == "start":
                Libraries(tmp_path / change, WordEmbedder()).close()
            assert not holds(tmp_path / change, "It will hold")

        for change in ("write", "task", "start"):
            late(change)

    def test_speakers_of_what_was_removed_are_gone_at_once(self, library: Library) -> None:
        removal = library.remove(add(library, FIRST), by="emil")
        assert (library.speakers(), library.directory().called("Maro")) == ([], ())
        library.bring_back(removal.id, by="fay")
        assert library.directory().called("Maro") == ("Ines Maro",)


def age(directory: Path) -> None:
    """Let ten minutes go by for all that was removed."""
    with sqlite3.connect(directory / DATABASE_NAME) as db:
        db.execute("UPDATE removals SET until = ?", (datetime.now(UTC).isoformat(),))
    db.close()


def holds(directory: Path, words: str) -> bool:
    """Whether any row of the database has these words."""
    with sqlite3.connect(directory / DATABASE_NAME) as db:
        found = any(words in line for line in db.iterdump())
    db.close()
    return found


class TestFilters:
    @pytest.fixture
    def three(self, library: Library) -> list[str]:
        return [
            add(library, FIRST, publisher="The Record", published=date(2026, 3, 1)),
            add(library, "“We wait,” said Ada Renn.", by="ben", publisher="The Courier",
                published=date(2026, 3, 5), title="Port"),
            add(library, "“We go,” said Ines Maro.", publisher="The Record"),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (ArticleFilter(), [2, 1, 0]),
            (ArticleFilter(search="port"), [1]),
            (ArticleFilter(outlet="record"), [2, 0]),
            (ArticleFilter(outlet="%"), []),
            (ArticleFilter(speaker="Ines Maro"), [2, 0]),
            (ArticleFilter(speaker="Maro"), []),
            (ArticleFilter(since=date(2026, 3, 1)), [1, 0]),
            (ArticleFilter(since=date(2026, 3, 2)), [1]),
            (ArticleFilter(until=date(2026, 3, 1)), [0]),
            (ArticleFilter(added_by="ben"), [1]),
            (ArticleFilter(outlet="The Record", speaker="Ines Maro", added_by="ben"), []),
            (ArticleFilter(outlet="The Record", speaker="Ines Maro", added_by="ada"), [2, 0]),
        ],
    )
    def test_only_what_is_wanted_is_listed_and_counted(
        self, library: Library, three: list[str], wanted: ArticleFilter, found: list[int]
    ) -> None:
        assert [summary.id for summary in library.list(wanted)] == [three[n] for n in found]
        assert library.count(wanted) == len(found)

    def test_a_speaker_under_another_spelling_is_the_same(self, library: Library) -> None:
        one = add(library, "“We wait,” said Volodymyr Zelensky.")
        other = add(library, "“We go,” said Volodymyr Zelenskyy.")
        [name] = library.directory().called("Zelensky")
        wanted = ArticleFilter(speaker=name)
        assert [summary.id for summary in library.list(wanted)] == [other, one]
