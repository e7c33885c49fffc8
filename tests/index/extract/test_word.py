"""Word files: what a reader of them sees, and nothing that they point at."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from docx import Document

from index.errors import MalformedSource
from index.extract import extract
from index.extract.extracted import Extracted
from index.types import Metadata
from tests.index.extract.bombs import (
    billion_laughs,
    external_entity,
    paragraph,
    word_with,
    zipped,
)


def read(data: bytes) -> Extracted:
    return extract(data, name_or_type="story.docx")


def written(**properties: object) -> bytes:
    document = Document()
    document.add_heading("The bridge", 0)
    document.add_paragraph("Velm, 16 June 2022. “We are ready,” said Olena Brandt.")
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate((("pier", "metres"), ("third", "41"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_heading("What comes next", 1)
    document.add_paragraph("A dam.")
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_headings_paragraphs_and_tables_come_in_order() -> None:
    assert read(written()).text == (
        "The bridge\n\nVelm, 16 June 2022. “We are ready,” said Olena Brandt.\n\n"
        "pier | metres\nthird | 41\n\nWhat comes next\n\nA dam."
    )


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({}, Metadata()),  # python-docx itself is the author of what it makes
        (
            {"title": "The bridge", "author": "Ada Lenz; Ivo Brandt"},
            Metadata("The bridge", None, "Ada Lenz, Ivo Brandt"),
        ),
        ({"title": "Document1", "author": "Microsoft Office User"}, Metadata()),
        (
            {"created": datetime(2022, 6, 16, 9, tzinfo=UTC)},
            Metadata(published=date(2022, 6, 16)),
        ),
        ({"created": datetime(2022, 6, 17, 9, tzinfo=UTC)}, Metadata()),
    ],
)
def test_only_what_is_believable_is_believed(
    properties: dict[str, object], expected: Metadata
) -> None:
    assert read(written(**properties)).metadata == expected


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    blocks = (each if each[0] == "<" else paragraph(each.encode()).decode() for each in cells)
    return f"<w:tr>{''.join(f'<w:tc>{block}</w:tc>' for block in blocks)}</w:tr>"


@pytest.mark.parametrize(
    ("elements", "text"),
    [
        ("<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>", "new"),
        (
            "<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>",
            "a",
        ),
        ("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>", "link"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
        (
            "<w:p><w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r></w:p>",
            "well\u2011known",
        ),
        (
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>held</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            "held",
        ),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>1</w:t></w:r></w:p>", "1"),
        (
            "<w:p><w:r><w:t>a</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict><w:t>b</w:t></w:r></w:p>",
            "a\nbox\nb",
        ),
        ("<w:p><w:r><w:t>left\u202eright</w:t></w:r></w:p>", "left\u202eright"),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>a</w:t></w:r></w:p>",
            "a",
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t></w:r></w:p>",
            "shown",
        ),
        (table(row("a", table(row("b", "c")))), "a | b | c"),
        (
            table(f"<w:sdt><w:sdtContent>{row('a', 'b')}</w:sdtContent></w:sdt>", row("c")),
            "a | b\nc",
        ),
    ],
)
def test_what_a_reader_sees_is_read(elements: str, text: str) -> None:
    assert read(word_with(elements.encode())).text == text


@pytest.mark.parametrize(
    "data", [billion_laughs(), external_entity("file:///etc/hostname"), b"", b"words", zipped({})]
)
def test_what_is_no_plain_word_file_is_malformed(data: bytes) -> None:
    with pytest.raises(MalformedSource, match="not a Word file"):
        read(data)


def test_a_document_type_is_refused_in_any_part() -> None:
    with pytest.raises(MalformedSource, match="document type"):
        read(external_entity("http://127.0.0.1:9/"))


def test_one_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(MalformedSource, match="more than 100 MB"):
        read(word_with(paragraph(b"x" * 101_000_000)))
