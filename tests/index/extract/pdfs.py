"""Small PDF files for tests, written by hand: lines of text at places on pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_HEIGHT = 792
_CATALOG, _PAGES, _FONT, _INFO = 1, 2, 3, 4
_FIRST_PAGE = 5


@dataclass(frozen=True)
class Line:
    """Words at a place, in points from the left and from the top of a page."""

    x: float
    y: float
    text: str
    size: float = 10


def pdf(pages: Sequence[Iterable[Line]], info: Mapping[str, str] | None = None) -> bytes:
    """A file whose lines are drawn in the order in which they are given."""
    numbers = [_FIRST_PAGE + 2 * index for index in range(len(pages))]
    objects = {
        _CATALOG: b"<< /Type /Catalog /Pages 2 0 R >>",
        _PAGES: (
            f"<< /Type /Pages /Count {len(pages)} "
            f"/Kids [{' '.join(f'{number} 0 R' for number in numbers)}] >>"
        ).encode(),
        _FONT: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        _INFO: "<< {} >>".format(
            " ".join(f"/{key} ({value})" for key, value in (info or {}).items())
        ).encode("cp1252"),
    }
    for number, lines in zip(numbers, pages, strict=True):
        drawn = b"\n".join(map(_drawn, lines))
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 {_HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {number + 1} 0 R >>"
        ).encode()
        objects[number + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)
    return assembled(objects)


def assembled(objects: Mapping[int, bytes], trailer: str = "") -> bytes:
    """A file of numbered objects, of which 1 is the catalogue and 4 what is said of the file."""
    body = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    size = max(objects) + 1
    table = "".join(
        f"{places[number]:010} 00000 n \n" if number in places else "0000000000 65535 f \n"
        for number in range(size)
    )
    ends = f"<< /Size {size} /Root 1 0 R /Info 4 0 R {trailer}>>"
    body += f"xref\n0 {size}\n{table}trailer\n{ends}\n".encode()
    body += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(body)


def column(x: float, top: float, lines: Iterable[str], leading: float = 12) -> list[Line]:
    """Lines of text below one another."""
    return [Line(x, top + index * leading, text) for index, text in enumerate(lines)]


def _drawn(line: Line) -> bytes:
    shown = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    place = f"BT /F1 {line.size:g} Tf 1 0 0 1 {line.x:g} {_HEIGHT - line.y:g} Tm ("
    return place.encode() + shown.encode("cp1252") + b") Tj ET"
