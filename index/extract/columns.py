"""The reading order of a page that is known as rows of characters on a grid.

Owns how columns are told from tables and from wide spaces: lines of running text stand on
both sides of a gutter that no word crosses. A table is read row by row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

_AFTER_GAP: Final = re.compile(r"(?<=\S {3})\s*(?=\S)|^ {6,}(?=\S)")
_CANDIDATES: Final = 8
_LEAST_ROWS: Final = 4
# What makes lines running text: words in a line, and how full the lines are on average.
_LEAST_WORDS: Final = 3
_FULLNESS: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows below one another, of which none has a word across the gutter."""

    start: int
    end: int


def in_reading_order(rows: list[str]) -> Iterator[list[str]]:
    """The columns of a page, each as its rows; a page without columns is one."""
    for gutter in _gutters(rows):
        if bands := list(_bands(rows, gutter)):
            yield from _split(rows, gutter, bands)
            return
    yield rows


def _gutters(rows: list[str]) -> list[int]:
    """Where many rows have words after a gap, the most first."""
    votes = Counter(found.end() for row in rows for found in _AFTER_GAP.finditer(row))
    return [
        place for place, count in votes.most_common(_CANDIDATES) if place and count >= _LEAST_ROWS
    ]


def _bands(rows: list[str], gutter: int) -> Iterator[_Band]:
    """Where the rows stand in two columns."""
    start = 0
    for is_parted, group in groupby(rows, lambda row: not row[gutter - 2 : gutter].strip()):
        end = start + len(list(group))
        if is_parted and _are_columns(rows[start:end], gutter):
            yield _Band(start, end)
        start = end


def _are_columns(rows: list[str], gutter: int) -> bool:
    both = [row for row in rows if row[:gutter].strip() and row[gutter:].strip()]
    return len(both) >= _LEAST_ROWS and all(
        _is_running_text(side)
        for side in ([row[:gutter] for row in both], [row[gutter:] for row in both])
    )


def _is_running_text(lines: list[str]) -> bool:
    sizes = [len(" ".join(line.split())) for line in lines]
    words = sum(len(line.split()) for line in lines)
    return words >= _LEAST_WORDS * len(lines) and sum(sizes) >= _FULLNESS * max(sizes) * len(lines)


def _split(rows: list[str], gutter: int, bands: list[_Band]) -> Iterator[list[str]]:
    done = 0
    for band in bands:
        if done < band.start:
            yield rows[done : band.start]
        within = rows[band.start : band.end]
        yield from in_reading_order([row[:gutter].rstrip() for row in within])
        yield from in_reading_order([row[gutter:] for row in within])
        done = band.end
    if done < len(rows):
        yield rows[done:]
