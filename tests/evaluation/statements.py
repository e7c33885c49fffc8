"""Who said what, against PolNeAR's hand-made attributions.

Spans are compared exactly, after quotation marks, spaces and sentence marks are taken
off their edges on both sides, since annotators and extractor put those differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from index.statements.extractor import StatementExtractor
from index.statements.tagger.tagger import Tagger
from index.types import Attribution, Span
from tests.evaluation.data import rows

Spans = frozenset[tuple[int, int]]

LABELS: Final = ("source", "cue", "content")
KINDS: Final = ("named", "pronoun", "nominal")
SAME_CONTENT: Final = 0.5
_BATCH: Final = 16
_EDGES: Final = " \t\r\n\u00a0\"'“”‘’«»„‚,.;:!?…—–-"
_MARKS: Final = frozenset('"“”«»„')
_PRONOUNS: Final = frozenset("he she they it i we you who".split())


@dataclass(slots=True)
class Counts:
    """How many were found, wanted, and both."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: Spans, wanted: Spans) -> None:
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.found + self.wanted, 1)


@dataclass(slots=True)
class Heard:
    """Attributions that hold quotation marks: all, and those with the right source."""

    wanted: int = 0
    credited: int = 0
    by_head: int = 0
    exactly: int = 0


def _counts() -> dict[str, Counts]:
    return {label: Counts() for label in LABELS}


@dataclass(slots=True)
class Scores:
    """`tags` compares each stretch that the tagger marks, `spans` the statements' own."""

    tags: dict[str, Counts] = field(default_factory=_counts)
    spans: dict[str, Counts] = field(default_factory=_counts)
    statements: Counts = field(default_factory=Counts)
    heard: dict[str, Heard] = field(default_factory=lambda: {kind: Heard() for kind in KINDS})


def measure(articles: Path, tagger: Tagger) -> Scores:
    """Read every article of a PolNeAR file, and compare."""
    extractor = StatementExtractor(tagger)
    scores = Scores()
    every = list(rows(articles))
    for start in range(0, len(every), _BATCH):
        batch = every[start : start + _BATCH]
        texts = [article["text"] for article in batch]
        for article, tagged in zip(batch, tagger.tag(texts), strict=True):
            by_label = {
                label: [one.span for one in tagged if one.label == label] for label in LABELS
            }
            _count_tags(scores.tags, by_label, article["attributions"], article["text"])
        for article, found in zip(batch, extractor.extract(texts), strict=True):
            _count_statements(scores, found, article["attributions"], article["text"])
    return scores


def report(scores: Scores) -> Iterator[str]:
    """Lines for a person."""
    yield f"statements: exact-span F1 of source / cue / content, tags {_f1s(scores.tags)}"
    yield f"statements: exact-span F1 of source / cue / content, statements {_f1s(scores.spans)}"
    found = scores.statements
    yield (
        f"statements: F1 of whole statements {found.f1:.3f} "
        f"({found.right} right of {found.found} found, {found.wanted} annotated)"
    )
    heard = scores.heard
    wanted = sum(kind.wanted for kind in heard.values())
    by_head = sum(kind.by_head for kind in heard.values())
    exactly = sum(kind.exactly for kind in heard.values())
    credited = sum(kind.credited for kind in heard.values())
    yield (
        f"statements: of {wanted} attributions with quotation marks {credited} have a source; it "
        f"is the right one by head word in {by_head / wanted:.3f}, exactly in "
        f"{exactly / wanted:.3f} of all"
    )
    for name, kind in heard.items():
        yield f"  {name}: {kind.by_head} of {kind.wanted} by head word, {kind.exactly} exactly"


def _f1s(counts: Mapping[str, Counts]) -> str:
    return " / ".join(f"{counts[label].f1:.3f}" for label in LABELS)


def _count_tags(
    counts: dict[str, Counts],
    found: Mapping[str, Sequence[Span]],
    wanted: Sequence[Mapping[str, Any]],
    text: str,
) -> None:
    for label in LABELS:
        gold = [Span(a, b) for one in wanted for a, b in one[label]]
        counts[label].add(_trimmed_all(text, found[label]), _trimmed_all(text, gold))


def _count_statements(
    scores: Scores, found: Sequence[Attribution], wanted: Sequence[Mapping[str, Any]], text: str
) -> None:
    for label in LABELS:
        mine = [span for one in found if (span := _hull(_spans(one, label)))]
        gold = [span for one in wanted if (span := _hull([Span(a, b) for a, b in one[label]]))]
        scores.spans[label].add(_trimmed_all(text, mine), _trimmed_all(text, gold))
    _count_whole(scores.statements, found, wanted, text)
    for one in wanted:
        if one["source"] and any(_quoted(text[a:b]) for a, b in one["content"]):
            _count_heard(scores.heard, found, one, text)


def _count_whole(
    counts: Counts, found: Sequence[Attribution], wanted: Sequence[Mapping[str, Any]], text: str
) -> None:
    counts.found += len(found)
    counts.wanted += sum(1 for one in wanted if one["content"])
    free = list(found)
    for gold in wanted:
        said = max(free, key=lambda one: _jaccard(one, gold), default=None)
        if said is None or _jaccard(said, gold) < SAME_CONTENT:
            continue
        head = _head(said.speaker_span.of(text)) if said.speaker_span else None
        source = _hull([Span(a, b) for a, b in gold["source"]])
        if head == (_head(source.of(text)) if source else None):
            counts.right += 1
            free.remove(said)


def _count_heard(
    heard: dict[str, Heard], found: Sequence[Attribution], gold: Mapping[str, Any], text: str
) -> None:
    source = Span(gold["source"][0][0], gold["source"][-1][1])
    kind = heard[_kind(source.of(text))]
    kind.wanted += 1
    said = max(found, key=lambda one: _shared(one, gold), default=None)
    if said is None or not _shared(said, gold) or said.speaker_span is None:
        return
    kind.credited += 1
    kind.by_head += _head(said.speaker_span.of(text)) == _head(source.of(text))
    mine = said.speaker_span
    kind.exactly += _trimmed(text, mine.start, mine.end) == _trimmed(text, source.start, source.end)


def _kind(words: str) -> str:
    if words.lower() in _PRONOUNS:
        return "pronoun"
    head = _head_words(words)
    return "named" if head and head[-1][0].isupper() else "nominal"


def _spans(one: Attribution, label: str) -> Sequence[Span]:
    if label == "content":
        return one.content_spans
    span = one.speaker_span if label == "source" else one.cue_span
    return [span] if span else []


def _hull(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None


def _shared(said: Attribution, gold: Mapping[str, Any]) -> int:
    """How many characters of the content both have."""
    return sum(
        max(0, min(span.end, end) - max(span.start, start))
        for start, end in gold["content"]
        for span in said.content_spans
    )


def _jaccard(said: Attribution, gold: Mapping[str, Any]) -> float:
    shared = _shared(said, gold)
    mine = sum(len(span) for span in said.content_spans)
    theirs = sum(int(end) - int(start) for start, end in gold["content"])
    return shared / max(mine + theirs - shared, 1)


def _head(words: str) -> str:
    """The last word before the first comma, "of" or the like: "Maro" of "Ines Maro, a judge"."""
    found = _head_words(words)
    return found[-1].lower() if found else ""


def _head_words(words: str) -> list[str]:
    head = re.split(r",|\(|\s(?:of|for|at|from|in|with|who|that)\s", words)[0]
    return re.findall(r"[^\W_]+", head)


def _quoted(words: str) -> bool:
    return any(mark in words for mark in _MARKS)


def _trimmed_all(text: str, spans: Iterable[Span]) -> Spans:
    return frozenset(_trimmed(text, span.start, span.end) for span in spans)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
