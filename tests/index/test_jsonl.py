"""A file of JSON lines is held to the limits of other files."""

from __future__ import annotations

import json
from pathlib import Path

from index.fetch import FetchLimits
from index.sources import SourceReader
from index.types import FailedSource, NewArticle


def test_a_text_may_be_as_large_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"text": "é" * length}) for length in (50, 51)]
    path.write_text("\n".join(lines), encoding="utf-8")
    whole, longer = SourceReader(FetchLimits(max_bytes=100)).read_jsonl(path)
    assert isinstance(whole, NewArticle)
    assert isinstance(longer, FailedSource)
    assert (longer.source, "larger than 0.0001 MB" in longer.error) == (f"{path}:2", True)
