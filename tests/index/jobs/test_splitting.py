"""What is given at once, into its sources, with the limits of one job."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterable

import pytest

from index.archives import ZipLimits
from index.errors import MalformedSource, NotAnArticle, UnsupportedSource
from index.jobs.job import MAX_SOURCES, JobSource
from index.jobs.splitting import Splitter, checked, is_several, links
from tests.index.test_archives import packed

SPLITTER = Splitter(max_bytes=1000)
LINES = b'{"text": "one"}\n\n{"text": "two"}\n'
A, B = "https://a.example/1", "https://b.example/2"


def told(sources: Iterable[JobSource]) -> list[tuple[str, str, str]]:
    return [(each.name, each.kind, each.status) for each in sources]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("stories.ZIP", b"", True),
        ("stories.jsonl", b"", True),
        ("stories.jsonl.gz", b"", True),
        ("links.txt", f"{A}\n{B}".encode(), True),
        ("links.TXT", f"\ufeff{A}\n{B}".encode("utf-16-le"), True),
        ("story.txt", b"Words about a bridge.", False),
        ("picture.txt", b"\x89PNG\0\0", False),
        ("links.md", f"{A}\n{B}".encode(), False),
        ("story.html", b"<p>words", False),
    ],
)
def test_what_several_sources_are(name: str, data: bytes, expected: bool) -> None:
    assert is_several(name, data) is expected


def test_a_single_file_is_itself() -> None:
    assert list(SPLITTER.split("story.md", b"words")) == [JobSource("story.md", "file", b"words")]


@pytest.mark.parametrize("data", [b"word " * 300, f"{A}\n".encode() * 100])
def test_what_is_larger_than_a_source_may_be_is_not_looked_into(data: bytes) -> None:
    [found] = SPLITTER.split("story.txt", data)
    assert (found.status, found.data) == ("failed", None)
    assert "larger than 0.001 MB" in str(found.error)


def test_a_list_becomes_pages_and_what_is_no_link_fails() -> None:
    found = list(SPLITTER.split("links.txt", f"{A}\nexample.org\n{B}".encode()))
    assert told(found) == [
        (A, "page", "waiting"),
        ("example.org", "page", "failed"),
        (B, "page", "waiting"),
    ]
    assert found[1].error is not None
    assert "is not a web address" in found[1].error


@pytest.mark.parametrize(
    ("name", "data"), [("a.jsonl", LINES), ("a.jsonl.gz", gzip.compress(LINES, mtime=0))]
)
def test_lines_keep_their_numbers(name: str, data: bytes) -> None:
    found = list(SPLITTER.split(name, data))
    assert told(found) == [(f"{name}:1", "line", "waiting"), (f"{name}:3", "line", "waiting")]
    assert found[1].data == b'{"text": "two"}\n'


def test_a_line_that_is_too_long_fails_once_and_the_next_is_read() -> None:
    found = list(SPLITTER.split("a.jsonl", b"x" * 5000 + b"\n" + LINES))
    assert told(found)[:2] == [("a.jsonl:1", "line", "failed"), ("a.jsonl:2", "line", "waiting")]
    assert "longer than 0.001 MB" in str(found[0].error)


def test_broken_compression_keeps_the_lines_before_it() -> None:
    whole = gzip.compress(b"".join(b'{"text": "%d"}\n' % number for number in range(9999)))
    found = list(Splitter(10_000).split("a.jsonl.gz", whole[:-20]))
    assert found[0].status == "waiting"
    assert found[-1].status == "failed"
    assert "is not a whole gzip file" in str(found[-1].error)


def test_a_gzip_bomb_is_given_up() -> None:
    splitter = Splitter(1000, ZipLimits(total_bytes=100_000))
    with pytest.raises(MalformedSource, match=r"holds more than 0\.1 MB"):
        list(splitter.split("a.jsonl.gz", gzip.compress(b"x" * 10_000_000, mtime=0)))


def test_the_members_of_a_zip_are_split_in_their_turn() -> None:
    data = packed(
        {
            "b/links.txt": f"{A}\n{B}".encode(),
            "a.jsonl": LINES,
            "c/story.txt": b"Words about a bridge.",
            "d.zip": packed({"e.txt": b"words"}),
            "long.txt": b"x" * 1001,
            ".hidden.txt": b"words",
        },
        zipfile.ZIP_STORED,
    )
    assert told(SPLITTER.split("z.zip", data)) == [
        ("z.zip/a.jsonl:1", "line", "waiting"),
        ("z.zip/a.jsonl:3", "line", "waiting"),
        (A, "page", "waiting"),
        (B, "page", "waiting"),
        ("z.zip/c/story.txt", "file", "waiting"),
        ("z.zip/d.zip", "file", "failed"),
        ("z.zip/long.txt", "file", "failed"),
    ]


def test_what_is_no_zip_raises() -> None:
    with pytest.raises(MalformedSource):
        list(SPLITTER.split("z.zip", b"words"))


def test_an_address_named_twice_is_read_once() -> None:
    found = list(checked(links(f"{A} {B} {A}?utm_source=x#top http://www.a.example/1/")))
    assert told(found)[2:] == [
        (f"{A}?utm_source=x#top", "page", "duplicate"),
        ("http://www.a.example/1/", "page", "duplicate"),
    ]
    assert found[2].error == f"Named twice: it is the same address as {A}."


def test_the_same_site_twice_is_named_twice_though_it_is_no_article() -> None:
    found = checked(links("https://a.example/ https://a.example/"))
    assert [each.status for each in found] == ["waiting", "duplicate"]


def test_a_piece_that_is_no_link_is_told_each_time() -> None:
    assert [each.status for each in checked(links("x.example\nx.example"))] == ["failed"] * 2


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(NotAnArticle, match="There is nothing in it"):
        list(checked([]))


def test_too_many_sources_are_refused() -> None:
    whole = [JobSource(f"https://a.example/{number}") for number in range(MAX_SOURCES + 1)]
    assert len(list(checked(whole[1:]))) == MAX_SOURCES
    with pytest.raises(UnsupportedSource, match="more than 10,000 sources"):
        list(checked(whole))
