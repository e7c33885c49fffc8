"""PDF files: the words of their pages, by pypdf.

Owns which files are refused (encrypted ones, pictures of pages), and what of a file's own
claims is believed. How the pages are laid out is taken from pypdf's layout mode, unless it
loses words, as it does where text is turned or a font is unusual.
"""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from index.errors import MalformedSource, NotAnArticle
from index.extract.columns import in_reading_order
from index.extract.credits import authors, document_title, stated_day
from index.extract.extracted import Extracted
from index.extract.faults import PARSER_ERRORS, cause
from index.extract.paragraphs import paragraphs, without_running_heads
from index.types import Metadata

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_SPACE = re.compile(r"\s+")
# Of its words a page may miss so many in layout mode: spaces and ligatures are counted otherwise.
_LOST_AT_MOST = 0.02


def read(data: bytes, *, charset: str | None, url: str | None) -> Extracted:
    """The text of all pages; raises MalformedSource, or NotAnArticle for pictures of pages."""
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = _opened(data)
        pages = [_rows(page) for page in reader.pages]
        claims = _claims(reader)
    except DependencyError as error:
        raise _encrypted() from error
    except (PyPdfError, *PARSER_ERRORS) as error:
        raise MalformedSource(
            f"This PDF cannot be read: {cause(error)}.", "Save it again, or paste its text."
        ) from error
    columns = (column for rows in without_running_heads(pages) for column in in_reading_order(rows))
    text = "\n\n".join(paragraphs(columns))
    if not text:
        raise NotAnArticle(
            "This PDF holds pictures of pages, and no text.",
            "Run text recognition (OCR) over it, or paste its text.",
        )
    return Extracted(text, _believed(claims, text, url))


def _opened(data: bytes) -> PdfReader:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):  # "" opens those locked only for changes
        raise _encrypted()
    return reader


def _rows(page: PageObject) -> list[str]:
    laid_out = page.extract_text(extraction_mode="layout")
    plain = page.extract_text()
    kept = len(_SPACE.sub("", laid_out)) >= (1 - _LOST_AT_MOST) * len(_SPACE.sub("", plain))
    return (laid_out if kept else plain).split("\n")


def _claims(reader: PdfReader) -> tuple[str | None, str | None, date | None]:
    """Title, author and day of creation, as the file has them."""
    about = reader.metadata
    if about is None:
        return None, None, None
    try:
        created = about.creation_date
    except ValueError:
        created = None
    return about.title, about.author, created.date() if created is not None else None


def _believed(
    claims: tuple[str | None, str | None, date | None], text: str, url: str | None
) -> Metadata:
    title, author, created = claims
    return Metadata(
        title=document_title(title),
        url=url,
        author=authors(author),
        published=stated_day(created, text),
    )


def _encrypted() -> MalformedSource:
    return MalformedSource(
        "This PDF is encrypted.", "Save it without a password, or paste its text."
    )
