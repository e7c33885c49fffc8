"""Who said what, against PolNeAR's hand-made attributions.

Spans are compared exactly, after quotation marks, spaces and sentence marks are taken
off their edges on both sides, since annotators and extractor put those differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from index.statements.extractor import StatementExtractor
from index.types import Attribution
from tests.evaluation.data import rows

Spans = frozenset[tuple[int, int]]

LABELS: Final = ("source", "cue", "content")
_EDGES: Final = " \t\r\n\u00a0\"'“”‘’«»„‚,.;:!?…—–-"
_MARKS: Final = frozenset('"“”«»„')


@dataclass(slots=True)
class Counts:
    """How many spans were found, wanted, and both."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.found + self.wanted, 1)


@dataclass(slots=True)
class Scores:
    """Counts by label, and of speakers of attributions that hold quotation marks."""

    labels: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in LABELS})
    speaker: Counts = field(default_factory=Counts)


def measure(articles: Path) -> Scores:
    """Read every article of a PolNeAR file, and compare."""
    extractor = StatementExtractor()
    scores = Scores()
    for article in rows(articles):
        text = article["text"]
        found = extractor.extract(text)
        wanted = article["attributions"]
        for label in LABELS:
            _count(scores.labels[label], _found(found, label, text), _wanted(wanted, label, text))
        _count_speakers(scores.speaker, found, wanted, text)
    return scores


def report(scores: Scores) -> Iterator[str]:
    """Lines for a person."""
    shares = " / ".join(f"{scores.labels[label].f1:.3f}" for label in LABELS)
    yield f"statements: exact-span F1 of source / cue / content {shares}"
    speaker = scores.speaker
    yield (
        f"statements: of {speaker.wanted} attributions with quotation marks {speaker.found} have "
        f"a speaker, {speaker.right / max(speaker.found, 1):.3f} of those the right one (head word)"
    )


def _count(counts: Counts, found: Spans, wanted: Spans) -> None:
    counts.right += len(found & wanted)
    counts.found += len(found)
    counts.wanted += len(wanted)


def _count_speakers(
    counts: Counts, found: Sequence[Attribution], wanted: Sequence[Mapping[str, Any]], text: str
) -> None:
    for gold in wanted:
        if not gold["source"] or not any(_quoted(text[a:b]) for a, b in gold["content"]):
            continue
        counts.wanted += 1
        said = max(found, key=lambda one: _shared(one, gold), default=None)
        if said is not None and _shared(said, gold) and said.speaker_span is not None:
            counts.found += 1
            gold_words = " ".join(text[a:b] for a, b in gold["source"])
            counts.right += _head(said.speaker_span.of(text)) in _words(gold_words)


def _shared(said: Attribution, gold: Mapping[str, Any]) -> int:
    """How many characters of the content both have."""
    return sum(
        max(0, min(span.end, end) - max(span.start, start))
        for start, end in gold["content"]
        for span in said.content_spans
    )


def _head(words: str) -> str:
    """The last word of the part before a comma: "Maro" of "Ines Maro, an engineer"."""
    return _words(words.split(",")[0])[-1]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _quoted(words: str) -> bool:
    return any(mark in words for mark in _MARKS)


def _found(found: Sequence[Attribution], label: str, text: str) -> Spans:
    spans = []
    for one in found:
        if label == "content":
            spans.append((one.content_spans[0].start, one.content_spans[-1].end))
        elif span := (one.speaker_span if label == "source" else one.cue_span):
            spans.append((span.start, span.end))
    return frozenset(_trimmed(text, *span) for span in spans)


def _wanted(wanted: Sequence[Mapping[str, Any]], label: str, text: str) -> Spans:
    return frozenset(
        _trimmed(text, gold[label][0][0], gold[label][-1][1]) for gold in wanted if gold[label]
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
