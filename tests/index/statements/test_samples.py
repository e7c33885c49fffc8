"""The sample library's gold: how often the right person is named, held as a floor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from index.embedder import SentenceEmbedder
from index.statements.extractor import StatementExtractor
from index.statements.tagger.tagger import Tagger
from index.types import Attribution, Span

ROOT = Path(__file__).resolve().parents[3]
GOLD = ROOT / "tests" / "samples" / "statements.jsonl"
SAMPLES = ROOT / "bot" / "samples"


@pytest.fixture(scope="module")
def judged(real_embedder: SentenceEmbedder) -> list[tuple[str | None, str | None]]:
    """For each statement of the gold: who said it, and who the extractor says it was."""
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()
    ]
    texts = {row["file"]: frontmatter.load(str(SAMPLES / row["file"])).content for row in rows}
    read = StatementExtractor(Tagger(real_embedder)).extract(list(texts.values()))
    found = dict(zip(texts, read, strict=True))
    return [
        (row["speaker"], named(texts[row["file"]], found[row["file"]], row["words"]))
        for row in rows
    ]


def named(text: str, found: list[Attribution], words: str) -> str | None:
    start = text.index(words)
    planted = Span(start, start + len(words))
    quoting = [a for a in found if any(q.contains(planted) for q in a.quote_spans)]
    telling = [a for a in found if any(c.contains(planted) for c in a.content_spans)]
    names = [a.speaker.name for a in (quoting or telling) if a.speaker is not None]
    return names[0] if names else None


def test_named_speakers_are_right(judged: list[tuple[str | None, str | None]]) -> None:
    credited = [(gold, name) for gold, name in judged if name is not None]
    assert sum(gold == name for gold, name in credited) >= 0.98 * len(credited)


def test_most_speakers_are_found(judged: list[tuple[str | None, str | None]]) -> None:
    spoken = [(gold, name) for gold, name in judged if gold is not None]
    assert sum(gold == name for gold, name in spoken) >= 0.92 * len(spoken)
