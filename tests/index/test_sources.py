"""Sources of every kind, good and bad, and what is said of the bad ones."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import MalformedSource, NotAnArticle, SourceError, UnsupportedSource
from index.fetch import FetchLimits
from index.jsonl import parse_line
from index.sources import SourceReader
from index.types import FailedSource, History, Metadata, NewArticle, Span
from tests.index.misbehaving import PAGE, Server, server

__all__ = ["server"]

READER = SourceReader(FetchLimits(seconds=5, max_bytes=10_000))
GIVEN = Metadata(publisher="Velm Courier", published=date(2022, 6, 16))
WORDS = "“Words”\r\n  and more \n\n"


def only(items: Iterable[NewArticle | FailedSource]) -> NewArticle:
    (item,) = items
    assert isinstance(item, NewArticle), item
    return item


def failure(items: Iterable[NewArticle | FailedSource]) -> FailedSource:
    (item,) = items
    assert isinstance(item, FailedSource), item
    return item


def write(path: Path, data: str | bytes = WORDS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


class TestFiles:
    def test_a_text_comes_in_exactly_under_its_path(self, tmp_path: Path) -> None:
        path = write(tmp_path / "Story.TXT")
        assert only(READER.read(str(path))) == NewArticle(str(path), WORDS)

    def test_what_is_said_outranks_what_is_found(self, tmp_path: Path) -> None:
        path = write(tmp_path / "story.md", "---\ntitle: Found\npublisher: Other\n---\n\nwords\n")
        article = only(READER.read(str(path), GIVEN))
        assert article.text == "words"
        assert article.metadata == Metadata(
            title="Found", publisher="Velm Courier", published=date(2022, 6, 16)
        )

    @pytest.mark.parametrize(
        ("name", "data", "told"),
        [
            ("sheet.xls", b"words", "not a kind of file that is read.*.txt.*.md.*.html.*.pdf"),
            ("paper.pdf", b"%PDF", "PDF cannot be read"),
            ("noname", b"words", "not a kind of file"),
            ("empty.txt", b"", "no text"),
            ("blank.txt", b" \r\n\t", "no text"),
            ("blank.md", b"---\ntitle: x\n---\n", "no text"),
            ("picture.txt", b"\x89PNG\0", "not text"),
            ("large.txt", b"x" * 10_001, r"larger than 0\.01 MB"),
            ("blank.html", b"<html></html>", "No article|cannot be parsed"),
        ],
    )
    def test_a_bad_file_is_told_and_raises_nothing(
        self, tmp_path: Path, name: str, data: bytes, told: str
    ) -> None:
        path = write(tmp_path / name, data)
        failed = failure(READER.read(str(path)))
        assert failed.source == str(path)
        with pytest.raises(AssertionError, match=told):
            raise AssertionError(failed.error)

    @pytest.mark.parametrize("name", ["none.txt", "none", "a\0b", "x" * 5000, "none.jsonl"])
    def test_a_missing_file_is_told(self, tmp_path: Path, name: str) -> None:
        assert failure(READER.read(str(tmp_path / name))).error

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.txt")
        assert "not a kind of file" in failure(READER.read(str(tmp_path / "pipe.txt"))).error

    def test_an_error_of_the_program_is_not_swallowed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.extract.confined.extract", lambda *_, **__: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            list(READER.read(str(write(tmp_path / "story.txt"))))


class TestFolders:
    def test_is_read_in_order_with_all_below_it(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.md", "a/b/c.txt", "c.xls", ".hidden.txt", ".git/x.txt"):
            write(tmp_path / name)
        write(tmp_path / "a/empty.txt", "")
        write(tmp_path / "d.jsonl", '{"text": "one"}\n{"text": "two"}\n')
        (tmp_path / "a/loop").symlink_to(tmp_path)
        items = list(READER.read(str(tmp_path), GIVEN))
        assert [Path(item.source).relative_to(tmp_path).as_posix() for item in items] == [
            "a/b/c.txt",
            "a/empty.txt",
            "a/z.md",
            "b.txt",
            "d.jsonl:1",
            "d.jsonl:2",
        ]
        articles = [item for item in items if isinstance(item, NewArticle)]
        assert len(articles) == 5
        assert {article.metadata for article in articles} == {GIVEN}

    def test_with_nothing_to_read_is_told(self, tmp_path: Path) -> None:
        write(tmp_path / "sheet.xls")
        failed = failure(READER.read(str(tmp_path)))
        assert failed.source == str(tmp_path)
        assert "no file" in failed.error


class TestBytesAndText:
    def test_an_attachment_is_read_by_its_name(self) -> None:
        article = READER.read_bytes("folder/story.md", b"---\ntitle: T\n---\nwords", GIVEN)
        assert (article.source, article.text) == ("folder/story.md", "words")
        assert (article.metadata.title, article.metadata.publisher) == ("T", "Velm Courier")

    @pytest.mark.parametrize(
        ("name", "data", "error"),
        [
            ("a.xls", b"words", UnsupportedSource),
            ("a.jsonl", b"{}", UnsupportedSource),
            ("a.txt", b" ", NotAnArticle),
            ("a.txt", b"x" * 10_001, MalformedSource),
        ],
    )
    def test_a_bad_attachment_raises(
        self, name: str, data: bytes, error: type[SourceError]
    ) -> None:
        with pytest.raises(error):
            READER.read_bytes(name, data)

    def test_pasted_text_stays_as_it_is(self) -> None:
        settled = frozenset({"publisher", "published"})
        assert READER.read_text(WORDS, "-", GIVEN) == NewArticle("-", WORDS, GIVEN, settled=settled)

    @pytest.mark.parametrize(
        ("text", "error"), [(" \n", NotAnArticle), ("\ud83d", MalformedSource)]
    )
    def test_bad_pasted_text_raises(self, text: str, error: type[SourceError]) -> None:
        with pytest.raises(error):
            READER.read_text(text, "-")


class TestAddresses:
    def reader(self) -> SourceReader:
        return SourceReader(READER.limits, allow_private_addresses=True)

    def test_a_page_is_fetched_and_read(self, server: Server) -> None:
        article = only(self.reader().read(server.url("/page"), GIVEN))
        assert article.source == server.url("/page")
        assert article.text == "Olena Brandt said: “We are ready.”"
        assert article.metadata.url == server.url("/page")
        assert article.metadata.publisher == "Velm Courier"

    def test_the_address_is_the_one_that_the_page_came_from(self, server: Server) -> None:
        article = only(self.reader().read(f" {server.url('/to/x?url=/page')}\n"))
        assert article.metadata.url == server.url("/page")

    def test_markdown_served_as_plain_text_is_markdown(self, server: Server) -> None:
        article = only(self.reader().read(server.url("/type/text/plain?name=/a.md")))
        assert article.text == PAGE.decode()
        assert only(self.reader().read(server.url("/note/story.md"))).metadata.title == "The bridge"

    @pytest.mark.parametrize(
        "url", ["http://127.0.0.1/", "ftp://news.example/", "file:///etc/passwd"]
    )
    def test_an_address_that_is_refused_is_told(self, url: str) -> None:
        failed = failure(READER.read(url))
        assert failed.source == url
        assert "may not be fetched" in failed.error

    def test_a_page_that_is_not_there_is_told(self, server: Server) -> None:
        assert "no page" in failure(self.reader().read(server.url("/status/404"))).error


class TestJsonLines:
    def test_every_field_is_read(self, tmp_path: Path) -> None:
        line = {
            "text": WORDS,
            "title": "T",
            "url": "https://news.example/",
            "author": "Ada Lenz",
            "publisher": "Velm Courier",
            "date": "2022/06/16",
            "id": "A-7f3k2",
            "other": [1],
        }
        path = write(tmp_path / "a.jsonl", json.dumps(line))
        assert only(READER.read_jsonl(path)) == NewArticle(
            f"{path}:1",
            WORDS,
            Metadata("T", "https://news.example/", "Ada Lenz", "Velm Courier", date(2022, 6, 16)),
            "A-7f3k2",
        )

    @pytest.mark.parametrize(
        "article_id", ["A-7f3k", "A-7F3K2", "Q-7f3k2", "A-7f3il", "x A-7f3k2", "A-7f3k2\n", 7, None]
    )
    def test_another_id_is_not_taken_for_an_articles(self, article_id: object) -> None:
        assert parse_line(json.dumps({"text": "x", "id": article_id}).encode(), "-").id is None

    def test_a_history_is_read_whole_or_not_at_all(self) -> None:
        told = {
            "text": "new",
            "added_at": "2026-03-01T10:00:00+00:00",
            "added_by": "editor",
            "history": [
                {"version": 1, "text": "old", "stored_at": "2026-03-01", "stored_by": "a"},
                {"version": 2, "text": None, "stored_at": "2026-03-02", "stored_by": "b"},
            ],
        }
        read = parse_line(json.dumps(told).encode(), "-").history
        assert read is not None
        assert [(version.number, version.text) for version in read.versions] == [
            (1, "old"),
            (2, "new"),
        ]
        told["settled"] = ["title", "text", 7, {}, []]
        assert parse_line(json.dumps(told).encode(), "-").settled == {"title"}
        del told["settled"]
        vague = {**told, "added_at": "2026-03-01T00:00:00"}
        assert (past := parse_line(json.dumps(vague).encode(), "-").history)
        assert past.added_at == datetime(2026, 3, 1, tzinfo=UTC)
        for broken in ([], "x", [{"version": 1}], told["history"][::-1], told["history"][:1], [7]):
            line = json.dumps({**told, "history": broken}).encode()
            assert parse_line(line, "-") == NewArticle("-", "new")
        assert parse_line(json.dumps({**told, "added_at": 5}).encode(), "-").history is None

    @pytest.mark.parametrize(
        "broken",
        [
            {"kind": "sung"},
            {"content_spans": [[0, 4]]},
            {"content_spans": []},
            {"quote_spans": [[0.0, 1.0]]},
            {"cue_span": [2, 1]},
            {"confidence": float("nan")},
            {"id": "\ud800"},
            {"speaker": "Ines Maro", "as_written": None},
        ],
    )
    def test_what_an_older_version_said_is_read_whole_or_not_at_all(
        self, broken: dict[str, object]
    ) -> None:
        said = {
            "id": "Q-00000",
            "article_id": "A-00000",
            "kind": "direct",
            "confidence": 0.5,
            "speaker": None,
            "as_written": None,
            "speaker_span": None,
            "cue_span": None,
            "content_spans": [[0, 3]],
            "quote_spans": [],
            "headline": False,
        }

        def read(statement: dict[str, object]) -> History | None:
            version = {"version": 1, "stored_at": "2026-03-01", "stored_by": "a"}
            told = {**version, "text": None, "statements": [statement]}
            line = {"text": "old", "added_at": "2026-03-01", "history": [told]}
            return parse_line(json.dumps(line).encode(), "-").history

        assert (whole := read(said))
        assert whole.versions[0].statements[0].content_spans == (Span(0, 3),)
        assert read({**said, **broken}) is None

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        )
    )
    def test_no_history_can_break_a_line(self, history: object) -> None:
        line = json.dumps({"text": "x", "added_at": "2026-03-01", "history": history})
        assert parse_line(line.encode(), "-").history is None

    def test_what_is_said_outranks_the_line(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", '{"text": "x", "publisher": "Other", "title": "T"}')
        expected = Metadata("T", None, None, "Velm Courier", date(2022, 6, 16))
        assert only(READER.read(str(path), GIVEN)).metadata == expected

    @pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
    def test_a_bad_line_is_told_and_the_rest_goes_on(self, tmp_path: Path, name: str) -> None:
        lines = [
            b'\xef\xbb\xbf{"text": "first"}',
            b'{"text": "broken',
            b"[1]",
            b"",
            b'{"title": "no text"}',
            b'{"text": " "}',
            b'{"text": 7}',
            b'{"text": "\\ud83d"}',
            b'{"text": "x", "title": "\\ud83d"}',
            b'{"text": "\xff"}',
            b'{"text": "' + b"x" * 80_000 + b'"}',
            b'{"text": "' + b"x" * 300_000 + b'"}',
            b"[" * 60_000,
            b"7" * 5_000,
            '{"text": "line\u2028\x85end"}'.encode(),
        ]
        data = b"\r\n".join(lines)
        path = write(tmp_path / name, gzip.compress(data) if name.endswith("gz") else data)
        items = list(READER.read_jsonl(path))
        good = {item.source: item.text for item in items if isinstance(item, NewArticle)}
        assert good == {f"{path}:1": "first", f"{path}:15": "line\u2028\x85end"}
        failed = [item for item in items if isinstance(item, FailedSource)]
        assert [item.source for item in failed] == [
            f"{path}:{number}" for number in (2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)
        ]
        assert all(item.error.startswith("This line") for item in failed)

    def test_reads_on_line_by_line(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", '{"text": "one"}\n{"text": "two"}\n')
        items = READER.read_jsonl(path)
        assert next(items).source == f"{path}:1"
        path.write_bytes(b"")
        assert next(items).source == f"{path}:2"

    def test_a_file_that_breaks_off_keeps_what_came_before(self, tmp_path: Path) -> None:
        lines = [json.dumps({"text": os.urandom(3000).hex()}).encode() + b"\n" for _ in range(50)]
        data = gzip.compress(b"".join(lines))
        items = list(READER.read_jsonl(write(tmp_path / "a.jsonl.gz", data[: len(data) // 2])))
        assert [isinstance(item, NewArticle) for item in items] == [True] * (len(items) - 1) + [
            False
        ]
        assert len(items) > 10
        assert "gzip" in str(items[-1])

    @pytest.mark.parametrize("data", [b"words", b"\x1f\x8b\x08words words words"])
    def test_a_file_that_is_no_gzip_is_told(self, tmp_path: Path, data: bytes) -> None:
        assert "gzip" in failure(READER.read_jsonl(write(tmp_path / "a.jsonl.gz", data))).error

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        assert "no file" in failure(READER.read_jsonl(tmp_path / "none.jsonl")).error

    @given(st.text(st.characters(codec="utf-8")), st.booleans())
    @example("\ufeff\r\n\u2028\0 e\u0301", False)
    def test_text_comes_back_exactly(self, text: str, escaped: bool) -> None:
        line = json.dumps({"text": f"x{text}"}, ensure_ascii=escaped).encode()
        assert parse_line(line, "-").text == f"x{text}"

    @given(
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
            lambda inner: (
                st.lists(inner)
                | st.dictionaries(
                    st.sampled_from(["text", "title", "url", "author", "publisher", "date", "id"]),
                    inner,
                )
            ),
        )
    )
    def test_any_value_is_an_article_or_an_error(self, value: Any) -> None:
        self._parse(json.dumps(value).encode())

    @given(st.binary())
    def test_any_bytes_are_an_article_or_an_error(self, line: bytes) -> None:
        self._parse(line)

    def _parse(self, line: bytes) -> None:
        try:
            article = parse_line(line, "-")
        except SourceError:
            return
        assert article.text.strip()
