"""PDF files: pages into articles, and what is refused."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter

from index.errors import MalformedSource, NotAnArticle
from index.extract import extract
from index.extract.extracted import Extracted
from index.types import Metadata
from tests.index.extract.pdfs import Line, column, pdf

LEFT = [
    "Mayor Olena Brandt said that the old",
    "bridge would be rebuilt before win-",
    "ter, after months of dispute with a",
    "well-known engineer of the district.",
    "“We have waited long enough,” she",
    "told reporters in the town hall.",
]
RIGHT = [
    "Engineers found a crack in the third",
    "pier, forty-one metres long, and the",
    "council closed the bridge at once on",
    "the advice of its own engineer, who",
    "had warned of it for over two years.",
    "Nobody in the hall had any question.",
]
IN_ORDER = (
    "Mayor Olena Brandt said that the old bridge would be rebuilt before winter, after months of "
    "dispute with a well-known engineer of the district. “We have waited long enough,” she told "
    "reporters in the town hall.\n\n" + " ".join(RIGHT)
)


def read(data: bytes, url: str | None = None) -> Extracted:
    return extract(data, name_or_type="paper.pdf", url=url)


def by_columns() -> list[Line]:
    return column(50, 100, LEFT) + column(320, 100, RIGHT)


def by_rows() -> list[Line]:
    pairs = zip(column(50, 100, LEFT), column(320, 100, RIGHT), strict=True)
    return [line for pair in pairs for line in pair]


@pytest.mark.parametrize("lines", [by_columns(), by_rows()])
def test_columns_are_read_in_order_however_they_were_drawn(lines: list[Line]) -> None:
    assert read(pdf([lines])).text == IN_ORDER


def test_a_headline_above_columns_comes_first() -> None:
    headline = Line(50, 60, "Velm to rebuild its bridge, says the mayor of the town", 18)
    assert read(pdf([[*by_rows(), headline]])).text.startswith("Velm to rebuild its bridge")


def test_paragraphs_are_parted_by_space_and_by_indent() -> None:
    lines = column(50, 100, LEFT) + column(50, 200, RIGHT) + [Line(62, 272, "“No,” said Ivo Lenz.")]
    assert read(pdf([lines])).text == f"{IN_ORDER}\n\n“No,” said Ivo Lenz."


def test_heads_and_page_numbers_are_no_part_of_the_text() -> None:
    pages = [
        [
            Line(50, 30, f"The Velm Courier, page {number}"),
            *column(
                50, 100, [*LEFT[:5], "told reporters in the town", f"hall of the ward {word}."]
            ),
            Line(300, 760, str(number)),
        ]
        for number, word in enumerate(("one", "two", "three", "four"), start=1)
    ]
    text = read(pdf(pages)).text
    assert "Courier" not in text
    assert not any(character.isdigit() for character in text)
    assert [f"ward {word}." in text for word in ("one", "two", "three", "four")] == [True] * 4


def test_turned_text_is_not_lost() -> None:
    turned = pdf([by_columns()]).replace(b"1 0 0 1 50", b"0 1 -1 0 50")
    assert "Mayor Olena Brandt said" in read(turned).text


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        (
            {"Title": "The bridge of Velm", "Author": "Ada Lenz"},
            Metadata("The bridge of Velm", None, "Ada Lenz"),
        ),
        ({"Title": "Microsoft Word - bridge final2", "Author": "user"}, Metadata()),
        ({"Title": "bridge_v3.indd", "Author": "Administrator"}, Metadata()),
        ({"Title": "Untitled", "Author": "lenz7"}, Metadata()),
        ({"CreationDate": "D:20220616101500+02'00'"}, Metadata()),
        ({"CreationDate": "D:nonsense"}, Metadata()),
        ({}, Metadata()),
    ],
)
def test_only_what_is_believable_is_believed(info: dict[str, str], expected: Metadata) -> None:
    assert read(pdf([by_columns()], info)).metadata == expected


@pytest.mark.parametrize("written", ["16 June 2022", "June 16, 2022", "2022-06-16", "16.06.2022"])
def test_the_day_of_creation_is_believed_where_the_text_has_it_too(written: str) -> None:
    lines = [Line(50, 60, f"Velm, {written}"), *by_columns()]
    info = {"CreationDate": "D:20220616101500Z"}
    assert read(pdf([lines], info)).metadata.published == date(2022, 6, 16)


def test_the_address_is_kept() -> None:
    url = "https://news.example/paper.pdf"
    assert read(pdf([by_columns()]), url).metadata.url == url


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([by_columns()]))))
    writer.encrypt(user_password=password, owner_password=f"{password}owner", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_an_encrypted_file_is_refused() -> None:
    with pytest.raises(MalformedSource, match=r"encrypted.*without a password"):
        read(encrypted("secret"))


def test_a_file_that_is_only_locked_for_changes_is_read() -> None:
    assert read(encrypted("")).text == IN_ORDER


def test_pictures_of_pages_are_refused() -> None:
    with pytest.raises(NotAnArticle, match=r"pictures.*\(OCR\)"):
        read(pdf([[], []]))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"words", pdf([by_columns()])[:300]])
def test_what_is_no_pdf_is_malformed(data: bytes) -> None:
    with pytest.raises((MalformedSource, NotAnArticle), match="PDF"):
        read(data)
