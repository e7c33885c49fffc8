"""Row numbers: each library's articles and passages have a range of their own.

Full-text search is kept to one library by a range of rows, which SQLite seeks in: a
library's name as a searched term or as a column costs several times as much. Numbers are
never given twice, so that an index that holds a row holds the right one.
"""

from __future__ import annotations

from sqlite3 import Connection
from typing import Final, Literal

ROWS_OF_A_LIBRARY: Final = 1 << 32


def row_range(library: int) -> tuple[int, int]:
    """The first and the last row that a library's articles and passages may have."""
    return library * ROWS_OF_A_LIBRARY, (library + 1) * ROWS_OF_A_LIBRARY - 1


def new_row(db: Connection, library: int, counter: Literal["articles", "passages"]) -> int:
    """The next row of a library that was never given before."""
    column = f"{counter}_numbered"
    (number,) = db.execute(
        f"UPDATE libraries SET {column} = {column} + 1 WHERE id = ? RETURNING {column}", (library,)
    ).fetchone()
    return library * ROWS_OF_A_LIBRARY + int(number)
