"""Real pages: how much of each article is found, how much around it, and what is known of it.

Segments are compared without regard to line breaks, since a page's are the browser's to make.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.errors import SourceError
from index.extract import extract
from index.types import Metadata

_SHOWN: Final = 70
_FIELDS: Final = {
    "title": "a title",
    "author": "an author",
    "publisher": "an outlet",
    "published": "a day",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read: segments that its article must and must not hold, and what it did."""

    name: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    text: str
    metadata: Metadata
    refusal: str | None = None

    @property
    def missed(self) -> list[str]:
        return [segment for segment in self.wanted if not self._holds(segment)]

    @property
    def extra(self) -> list[str]:
        return [segment for segment in self.unwanted if self._holds(segment)]

    def _holds(self, segment: str) -> bool:
        return _on_one_line(segment) in _on_one_line(self.text)


def read_pages(folder: Path) -> Iterator[Page]:
    """Each page of `segments.json`, read as a file of that name would be."""
    segments = json.loads((folder / "segments.json").read_text(encoding="utf-8"))
    for name, marked in segments.items():
        data = gzip.decompress((folder / f"{name}.gz").read_bytes())
        wanted, unwanted = tuple(marked["with"]), tuple(marked["without"])
        try:
            found = extract(data, name_or_type=name)
        except SourceError as error:
            yield Page(name, wanted, unwanted, "", Metadata(), str(error))
        else:
            yield Page(name, wanted, unwanted, found.text, found.metadata)


def report(pages: list[Page], *, days: bool) -> Iterator[str]:
    """Lines for a person: what is missing and what is too much, then the figures."""
    for page in pages:
        yield from _faults(page)
        if days:
            yield f"  {page.name}: {page.metadata.published or 'no day'}"
    missed = sum(len(page.missed) for page in pages)
    extra = sum(len(page.extra) for page in pages)
    wanted = sum(len(page.wanted) for page in pages)
    unwanted = sum(len(page.unwanted) for page in pages)
    yield (
        f"pages: {wanted - missed} of {wanted} segments of articles found "
        f"({1 - missed / wanted:.3f}), {extra} of {unwanted} from around them "
        f"({extra / unwanted:.3f})"
    )
    known = (f"{label} in {_count(pages, field)}" for field, label in _FIELDS.items())
    refused = sum(page.refusal is not None for page in pages)
    yield f"pages: of {len(pages)}, {', '.join(known)}; refused: {refused}"


def _faults(page: Page) -> Iterator[str]:
    if page.refusal is not None:
        yield f"  {page.name}: refused: {page.refusal}"
    for what, segments in (("misses", page.missed), ("has", page.extra)):
        for segment in segments:
            yield f"  {page.name}: {what} “{_on_one_line(segment)[:_SHOWN]}”"


def _count(pages: list[Page], field: str) -> int:
    return sum(getattr(page.metadata, field) is not None for page in pages)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
