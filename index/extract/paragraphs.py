"""Lines of a printed page, back into paragraphs.

Owns what of the page's typesetting is undone: heads and page numbers that repeat are
dropped, and the lines of a paragraph are joined. How parted words are made whole is
`index.extract.hyphens`' to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from index.extract.hyphens import Hyphens, is_parted

_EDGE_ROWS: Final = 2
_LEAST_REPEATS: Final = 3
_REPEATED_SHARE: Final = 0.1
_SHORTEST_HEAD: Final = 8
_MOST_PAGE_NUMBERS: Final = 2  # 3 / 12
_DIGITS: Final = re.compile(r"\d+")
_SHORT_LINE: Final = 0.7
_INDENT: Final = range(2, 9)
_ENDED: Final = re.compile(r"[.!?…:;。！？][\"'”’»“)\]]*$")
_OPENS_ITEM: Final = re.compile(r"[•▪‣◦*–—-] |\(?\d{1,3}[.)] |\(?[a-z]\) ")
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uff60。、]")


def without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """The rows of each page without those at its top and bottom that plainly repeat.

    Words without a number stay where they come first: they may be the title.
    """
    marks = [{place: _mark(rows[place]) for place in _edges(rows)} for rows in pages]
    seen = Counter(mark for page in marks for mark in set(page.values()))
    least = max(2, min(len(pages), _LEAST_REPEATS), round(len(pages) * _REPEATED_SHARE))
    met: set[str] = set()
    kept = []
    for rows, page in zip(pages, marks, strict=True):
        drop = {
            place
            for place, mark in page.items()
            if seen[mark] >= least and _is_head(mark, is_first=mark not in met)
        }
        kept.append([row for place, row in enumerate(rows) if place not in drop])
        met.update(page.values())
    return kept


def paragraphs(columns: Iterable[list[str]]) -> Iterator[str]:
    """The paragraphs of columns in reading order; one that goes on in the next is joined."""
    blocks = [block for rows in columns for block in _Column.of(rows).blocks()]
    hyphens = Hyphens(row for block in blocks for row in block)
    open_rows: list[str] = []
    for block in blocks:
        if open_rows and not _goes_on(open_rows[-1], block[0]):
            yield _joined(open_rows, hyphens)
            open_rows = []
        open_rows += block
    if open_rows:
        yield _joined(open_rows, hyphens)


@dataclass(frozen=True, slots=True)
class _Column:
    """The rows of a column, and what is usual in it: its margin, width and spacing in rows."""

    rows: list[str]
    margin: int
    width: int
    spacing: int

    @classmethod
    def of(cls, rows: list[str]) -> _Column:
        full = [row for row in rows if row.strip()]
        if not full:
            return cls([], 0, 0, 0)
        margin = Counter(map(_indent, full)).most_common(1)[0][0]
        width = sorted(len(_squeezed(row)) for row in full)[len(full) * 9 // 10]
        gaps = Counter(_gaps(rows))
        return cls(rows, margin, width, gaps.most_common(1)[0][0] if gaps else 0)

    def blocks(self) -> Iterator[list[str]]:
        """Lines that belong together, without the spaces that place them."""
        block: list[str] = []
        blank = 0
        for row in self.rows:
            if not row.strip():
                blank += 1
                continue
            if block and (blank > self.spacing or self._begins(row, block[-1])):
                yield block
                block = []
            block.append(_squeezed(row))
            blank = 0
        if block:
            yield block

    def _begins(self, row: str, before: str) -> bool:
        """Whether a row opens a paragraph, by its indent or by how the row before it ended."""
        text = row.strip()
        if is_parted(before) and text[0].islower():
            return False
        if _indent(row) - self.margin in _INDENT or _OPENS_ITEM.match(text):
            return True
        is_short = len(before) < self.width * _SHORT_LINE
        return is_short and (bool(_ENDED.search(before)) or not text[0].islower())


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph that stopped at the end of a column is continued by the next line."""
    return not _ENDED.search(before) and after[0].islower() and not _OPENS_ITEM.match(after)


def _joined(rows: list[str], hyphens: Hyphens) -> str:
    text = rows[0]
    for row in rows[1:]:
        is_unspaced = _UNSPACED.match(text[-1]) and _UNSPACED.match(row[0])
        text = hyphens.joined(text, row) or text + ("" if is_unspaced else " ") + row
    return text


def _edges(rows: list[str]) -> Iterator[int]:
    """The places of the first and last rows of a page that hold words."""
    full = [place for place, row in enumerate(rows) if row.strip()]
    yield from dict.fromkeys((*full[:_EDGE_ROWS], *full[-_EDGE_ROWS:]))


def _mark(row: str) -> str:
    """A row but for its numbers, which count the pages."""
    return _DIGITS.sub("#", _squeezed(row))


def _is_head(mark: str, *, is_first: bool) -> bool:
    """Whether a row that repeats is none of the text: not a row of figures, nor a short cry."""
    if not any(map(str.isalpha, mark)):
        return 0 < mark.count("#") <= _MOST_PAGE_NUMBERS
    return "#" in mark or (not is_first and len(mark) >= _SHORTEST_HEAD)


def _gaps(rows: list[str]) -> Iterator[int]:
    """How many blank rows stand between each row with words and the next."""
    full = [place for place, row in enumerate(rows) if row.strip()]
    return (after - before - 1 for before, after in pairwise(full))


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _squeezed(row: str) -> str:
    return " ".join(row.split())
