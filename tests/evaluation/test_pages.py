"""The evaluation of pages counts what is missing, what is too much, and what is refused."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.evaluation.pages import read_pages, report
from tests.index.test_extract import PARAGRAPH, page


def write(folder: Path, pages: dict[str, tuple[str, list[str], list[str]]]) -> Path:
    for name, (html, _, _) in pages.items():
        (folder / f"{name}.gz").write_bytes(gzip.compress(html.encode()))
    segments = {
        name: {"with": wanted, "without": unwanted} for name, (_, wanted, unwanted) in pages.items()
    }
    (folder / "segments.json").write_text(json.dumps(segments), encoding="utf-8")
    return folder


def test_every_segment_is_counted_and_every_fault_told(tmp_path: Path) -> None:
    dated = page("<meta name='date' content='2022-06-16'>")
    folder = write(
        tmp_path,
        {
            "good.html": (dated, ["Mayor  Olena\nBrandt", "nowhere"], ["Sport", PARAGRAPH[:40]]),
            "empty.html": ("<html></html>", ["words"], ["rights"]),
        },
    )
    lines = list(report(list(read_pages(folder)), days=True))
    assert "  good.html: misses “nowhere”" in lines
    assert f"  good.html: has “{PARAGRAPH[:40].strip()}”" in lines
    assert "  good.html: 2022-06-16" in lines
    assert any(line.startswith("  empty.html: refused: ") for line in lines)
    assert "1 of 3 segments of articles found (0.333), 1 of 3 from around them" in lines[-2]
    assert lines[-1] == (
        "pages: of 2, a title in 1, an author in 0, an outlet in 0, a day in 1; refused: 1"
    )
