"""Word files (.docx): paragraphs, headings and tables in their order, by python-docx.

Owns what of a document is read: what a reader sees with all changes accepted. Of what the
file says of itself, its dates are believed only where the text has them too: they are those
of saving. A document type declaration, which Word never writes, is refused: it is how XML is
made to grow without end, or to name files of the machine that reads it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from index.errors import MalformedSource
from index.extract.credits import authors, document_title, stated_day
from index.extract.extracted import Extracted
from index.extract.faults import PARSER_ERRORS, cause
from index.types import Metadata

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LARGEST_UNPACKED = 100_000_000
_UNSEEN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _ALTERNATE})
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
}


def read(data: bytes, *, charset: str | None, url: str | None) -> Extracted:
    """The text of a document, a blank line between its paragraphs; raises MalformedSource."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        _check(data)
        document = Document(BytesIO(data))
        text = "\n\n".join(block for block in _blocks(document.element.body) if block.strip())
        return Extracted(text, _claims(document, text, url))
    except (LxmlError, PackageNotFoundError, zipfile.BadZipFile, OSError, *PARSER_ERRORS) as error:
        raise _malformed(cause(error)) from error


def _check(data: bytes) -> None:
    """Refuse what would unpack without end, and declarations of a document type."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _LARGEST_UNPACKED:
            raise _malformed(f"it unpacks to more than {_LARGEST_UNPACKED / 1e6:g} MB")
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part):
                raise _malformed("it declares a document type, as no Word file does")


def _blocks(container: Any) -> Iterator[str]:
    for element in container.iterchildren():
        if element.tag == f"{_W}p":
            yield "".join(_characters(element))
        elif element.tag == f"{_W}tbl":
            yield "\n".join(map(_row, _own(element, "tr")))
        elif element.tag not in _UNSEEN:  # what holds paragraphs, such as a content control
            yield from _blocks(element)


def _row(row: Any) -> str:
    cells = (" ".join(_blocks(cell)) for cell in _own(row, "tc"))
    return " | ".join(" ".join(cell.split()) for cell in cells)


def _own(container: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, without those of a table within it."""
    for element in container.iter(f"{_W}{name}"):
        if next(element.iterancestors(container.tag)) is container:
            yield element


def _characters(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag == f"{_W}p":  # in a text box
            yield from ("\n", *_characters(child), "\n")
        elif child.tag not in _UNSEEN and not _is_hidden(child):
            yield from _characters(child)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _claims(document: WordDocument, text: str, url: str | None) -> Metadata:
    about = document.core_properties
    created = about.created
    return Metadata(
        title=document_title(about.title),
        url=url,
        author=authors(about.author),
        published=stated_day(created.date() if created is not None else None, text),
    )


def _malformed(why: str) -> MalformedSource:
    return MalformedSource(
        f"This is not a Word file that can be read: {why}.", "Save it again, or paste its text."
    )
