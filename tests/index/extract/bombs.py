"""Small files that cost much to read: each is made to exhaust time or memory."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from docx import Document

from tests.index.extract.pdfs import assembled

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def word_with(document: bytes, declaration: bytes = b"") -> bytes:
    """A Word file whose main part holds these elements."""
    empty = io.BytesIO()
    Document().save(empty)
    with zipfile.ZipFile(empty) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    opening = f'<w:document xmlns:w="{WORD}"><w:body>'.encode()
    files["word/document.xml"] = declaration + opening + document + b"</w:body></w:document>"
    return zipped(files)


def paragraph(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


def billion_laughs() -> bytes:
    levels = "".join(
        f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' if level else '<!ENTITY l0 "ha">'
        for level in range(12)
    )
    return word_with(paragraph(b"&l11;"), f"<!DOCTYPE x [{levels}]>".encode())


def external_entity(address: str) -> bytes:
    declaration = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}">]>'.encode()
    return word_with(paragraph(b"Words &e;"), declaration)


def pdf_of_many_objects(count: int) -> bytes:
    """A page tree of so many pages, each of which is an object of its own."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (count, b" ".join(b"%d 0 R" % (number + 5) for number in range(count))),
        4: b"<< >>",
    }
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1 1] >>"
    return assembled({**objects, **{number + 5: page for number in range(count)}})


def pdf_that_unpacks(size: int) -> bytes:
    """A page whose content is so many bytes once it is unpacked."""
    packed = zlib.compress(b"(x) Tj " * (size // 7), 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
    return assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            4: b"<< >>",
            5: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents 6 0 R >>",
            6: stream % (len(packed), packed),
        }
    )


def mail_of_many_parts(count: int) -> bytes:
    head = b"Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"
    return head + b"--B\nContent-Type: text/plain\n\nwords\n" * count + b"--B--\n"


def nested_mail(depth: int) -> bytes:
    opening = b"".join(
        b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (level, level)
        for level in range(depth)
    )
    return b"Subject: x\nMIME-Version: 1.0\n" + opening + b"Content-Type: text/plain\n\nwords\n"


def nested_page(depth: int) -> bytes:
    return b"<html><body>" + b"<div><b><table><tr><td>" * depth + b"words"
