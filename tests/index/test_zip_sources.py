"""Archives of articles: what is in them comes in, and what they are made to do does not happen."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from index.errors import UnsupportedSource
from index.fetch import FetchLimits
from index.sources import SourceReader
from index.types import FailedSource, Metadata, NewArticle
from tests.index.extract.bombs import zipped
from tests.index.extract.pdfs import Line, pdf
from tests.index.misbehaving import Server, server
from tests.index.test_extract import page
from tests.index.test_sources import failure, only, write

__all__ = ["server"]

LIMITS = FetchLimits(seconds=5, max_bytes=20_000)
GIVEN = Metadata(publisher="Velm Courier", published=date(2022, 6, 16))
MAIL = b"Subject: The dam\n\nWords of a mail."


@pytest.fixture(scope="module")
def reader() -> Iterator[SourceReader]:
    sources = SourceReader(LIMITS, allow_private_addresses=True)
    yield sources
    sources.close()


def texts(items: Iterable[NewArticle | FailedSource]) -> dict[str, str]:
    """The texts, or the errors, by the place in the archive."""
    return {
        item.source.split(".zip/")[-1]: item.text if isinstance(item, NewArticle) else item.error
        for item in items
    }


def test_every_kind_is_read_in_the_order_of_names(reader: SourceReader, tmp_path: Path) -> None:
    files = {
        "b/story.txt": "“Words”\r\n".encode(),
        "a/page.html": page().encode(),
        "a/paper.pdf": pdf([[Line(50, 50, "Words of a paper.")]]),
        "c.eml": MAIL,
        "d.md": b"---\ntitle: T\n---\nwords",
        "empty.txt": b"",
        "sheet.xls": b"words",
        ".hidden.txt": b"words",
        "__MACOSX/b/._story.txt": b"words",
        "folder/": b"",
    }
    path = write(tmp_path / "all.ZIP", zipped(files))
    items = list(reader.read(str(path), GIVEN))
    assert [item.source for item in items] == [
        f"{path}/{name}"
        for name in ("a/page.html", "a/paper.pdf", "b/story.txt", "c.eml", "d.md", "empty.txt")
    ]
    *articles, failed = items
    assert isinstance(failed, FailedSource)
    assert "no text" in failed.error
    assert [item.text[:20] for item in articles if isinstance(item, NewArticle)] == [
        "The bridge\nMayor Ole",
        "Words of a paper.",
        "“Words”\r\n",
        "Words of a mail.",
        "words",
    ]
    assert {item.metadata.publisher for item in articles if isinstance(item, NewArticle)} == {
        "Velm Courier"
    }


def test_an_archive_in_a_folder_is_read_with_it(reader: SourceReader, tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.zip", zipped({"c.txt": b"words"}))
    sources = [item.source for item in reader.read(str(tmp_path))]
    assert sources == [str(tmp_path / "a.txt"), f"{tmp_path / 'b.zip'}/c.txt"]


def test_an_archive_within_an_archive_is_not_opened(reader: SourceReader, tmp_path: Path) -> None:
    inner = zipped({"c.txt": b"words"})
    path = write(tmp_path / "a.zip", zipped({"b.zip": inner, "d.txt": b"words"}))
    found = texts(reader.read(str(path)))
    assert "is an archive, which may hold many articles. Unpack it" in found["b.zip"]
    assert found["d.txt"] == "words"


def test_one_bad_file_does_not_stop_the_rest(reader: SourceReader, tmp_path: Path) -> None:
    files = {"a.txt": b"words", "b.pdf": b"%PDF", "c.txt": b"x" * 20_001, "d.txt": b"more words"}
    found = texts(reader.read(str(write(tmp_path / "a.zip", zipped(files)))))
    assert (found["a.txt"], found["d.txt"]) == ("words", "more words")
    assert "PDF cannot be read" in found["b.pdf"]
    assert "larger than 0.02 MB" in found["c.txt"]


def test_a_damaged_or_locked_file_is_told(reader: SourceReader, tmp_path: Path) -> None:
    data = zipped({"a.txt": b"words " * 100, "b.txt": b"words"})
    broken = bytearray(data)
    broken[45] ^= 0xFF
    assert (
        "a.txt is damaged"
        in texts(reader.read(str(write(tmp_path / "a.zip", bytes(broken)))))["a.txt"]
    )
    locked = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    found = texts(reader.read(str(write(tmp_path / "b.zip", locked))))
    assert "is encrypted" in found["a.txt"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED])
def test_however_it_is_packed_any_damage_is_told(
    reader: SourceReader, tmp_path: Path, method: int
) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as packed:
        packed.writestr("a.txt", "words " * 100)
    data = written.getvalue()
    for place in range(30, len(data) - 80, 7):
        broken = bytearray(data)
        broken[place] ^= 0x55
        (found,) = texts(reader.read(str(write(tmp_path / "a.zip", bytes(broken))))).values()
        assert found == "words " * 100 or "damaged" in found or "not read" in found, found


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"words", "is not a whole zip file"),
        (b"", "is not a whole zip file"),
        (zipped({"a.txt": b"words"})[:60], "is not a whole zip file"),
        (zipped({}), "no file in .* that is read"),
        (zipped({"sheet.xls": b"words"}), "no file in .* that is read"),
        (zipped(dict.fromkeys(map("{}.txt".format, range(20_001)), b"")), "more than 10,000"),
    ],
)
def test_a_bad_archive_is_told_as_one(
    reader: SourceReader, tmp_path: Path, data: bytes, told: str
) -> None:
    failed = failure(reader.read(str(write(tmp_path / "a.zip", data))))
    assert failed.source == str(tmp_path / "a.zip")
    with pytest.raises(AssertionError, match=told):
        raise AssertionError(failed.error)


def test_a_file_that_is_larger_than_it_says_is_not_unpacked_further(
    reader: SourceReader, tmp_path: Path
) -> None:
    """The size in the directory is a lie: what is unpacked is no more than it says."""
    data = zipped({"a.txt": b"x" * 1_000_000})
    lying = data.replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    found = texts(reader.read(str(write(tmp_path / "a.zip", lying))))
    assert "a.txt is damaged" in found["a.txt"]


def test_names_lead_nowhere(reader: SourceReader, tmp_path: Path) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("../../outside.txt", "words")
        packed.writestr("/etc/outside.txt", "words")
    path = write(tmp_path / "in" / "a.zip", written.getvalue())
    assert len(list(reader.read(str(path)))) == 2
    assert {entry.name for entry in tmp_path.rglob("*")} == {"in", "a.zip"}


def test_an_archive_is_no_single_article(reader: SourceReader) -> None:
    with pytest.raises(UnsupportedSource, match="may hold many articles"):
        reader.read_bytes("a.zip", zipped({"a.txt": b"words"}))


@pytest.mark.parametrize(
    ("bearer", "canonical", "expected"),
    [
        ("https://velm.example/all.zip", "https://news.example/b", None),
        (
            "https://velm.example/all.zip",
            "https://www.velm.example/b",
            "https://www.velm.example/b",
        ),
        ("https://velm.example/all.zip", "https://velm.example/", None),
        (None, "https://news.example/b", "https://news.example/b"),
    ],
)
def test_a_page_may_name_its_address_only_where_its_archive_came_from(
    reader: SourceReader, bearer: str | None, canonical: str, expected: str | None
) -> None:
    claiming = page(f"<link rel='canonical' href='{canonical}'>").encode()
    front = f"---\nurl: {canonical}\n---\nwords".encode()
    archive = io.BytesIO(zipped({"a.html": claiming, "b.md": front, "c.txt": b"words"}))
    *claims, plain = reader.read_archive(archive, "all.zip", url=bearer)
    for article in claims:
        assert isinstance(article, NewArticle)
        assert article.metadata.url == expected
        assert article.metadata.publisher != "news.example" or bearer is None
    assert isinstance(plain, NewArticle)
    assert plain.metadata.url is None


def test_archives_and_documents_are_read_from_the_web(reader: SourceReader, server: Server) -> None:
    url = server.url("/document/application/zip")
    items = list(reader.read(url, GIVEN))
    assert [item.source for item in items] == [f"{url}/a.txt", f"{url}/b.md"]
    assert [item.metadata.url for item in items if isinstance(item, NewArticle)] == [None, None]
    mail = only(reader.read(server.url("/document/message/rfc822")))
    assert (mail.metadata.title, mail.text) == ("The dam", "Words of a mail.")
    named = only(reader.read(server.url("/document/application/octet-stream/paper.pdf")))
    assert named.text == "Words of a paper."
    assert named.metadata.url == server.url("/document/application/octet-stream/paper.pdf")
