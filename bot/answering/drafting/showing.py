"""Which words of the chosen statements are shown, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain, zip_longest
from typing import Final, Literal

from bot.answering.drafting.drafts import Point
from bot.answering.drafting.novelty import without_repeats
from bot.answering.drafting.reports import report_span
from bot.answering.drafting.statements import Judged
from bot.answering.types import CitationKind
from index.library import Library
from index.relevance import Relevance
from index.types import Span, Statement

Order = Literal["nearest", "newest", "oldest"]
"""What goes first: what speaks best to a topic, or what was published last, or first."""

MOST_POINTS: Final = 5
# Of one statement's quoted parts, at most so many are shown.
MOST_PARTS: Final = 3
# Parts that hold so much less of the topic than the best go after it.
AS_TELLING: Final = 0.6
# Quoted words that make up less of what is reported than this are shown with the report.
MOSTLY_QUOTED: Final = 0.6
LONGEST_REPORT: Final = 600
# Shorter ones ("She said so.") are shown only where there is nothing better.
FEWEST_WORDS: Final = 2
FEWEST_WORDS_REPORTED: Final = 7


def points(
    library: Library,
    chosen: Sequence[Judged],
    topic: str,
    order: Order = "nearest",
    most: int = MOST_POINTS,
) -> tuple[Point, ...]:
    """The words to show, in order: quoted ones before reported ones, the speakers taking turns.

    Statements keep their order else. Where the newest or the oldest are asked for, the day of
    the article goes before all of that.
    """
    relevance = Relevance(library.rarity(topic))
    texts = {found.article.id: found.article.text for found in chosen}
    days = {found.article.id: day_of(found) for found in chosen}
    # Headlines shorten what the article then says in full.
    in_full = [found for found in chosen if not found.statement.headline] or chosen
    shown = [_parts(found, relevance) for found in sorted(in_full, key=_own_words_first)]
    ordered = _in_turns([parts for parts in shown if _says_something(parts, texts)] or shown)
    if order != "nearest":
        ordered.sort(key=lambda parts: days[parts[0].article_id], reverse=order == "newest")
    return without_repeats(chain.from_iterable(ordered), texts, most)


def _own_words_first(found: Judged) -> tuple[bool, bool]:
    """For sorting: somebody's own words, then reports that hold some, then other reports."""
    return (not speaks_in_quotes(found.statement), not found.statement.quote_spans)


def day_of(found: Judged) -> date:
    """The day of a statement's article, for sorting: an unknown one is before all."""
    return found.article.metadata.published or date.min


def _in_turns(statements: Sequence[list[Point]]) -> list[list[Point]]:
    """The statements of each speaker in their order, the speakers taking turns."""
    by_speaker: dict[str | None, list[list[Point]]] = {}
    for parts in statements:
        by_speaker.setdefault(parts[0].speaker, []).append(parts)
    turns = zip_longest(*by_speaker.values(), fillvalue=[])
    return [parts for turn in turns for parts in turn if parts]


def _parts(found: Judged, relevance: Relevance) -> list[Point]:
    """The words of a statement; of many quoted parts those on the topic, those first."""
    statement, text = found.statement, found.article.text
    kind, spans = shown_spans(statement, text)
    spoken = found.article.language
    held = {span: relevance.coverage(span.of(text), spoken=spoken) for span in spans}
    on_topic = sorted(spans, key=lambda span: -held[span])[:MOST_PARTS]
    # In the article's order, but what says little of the topic goes after what says more.
    least = AS_TELLING * held[on_topic[0]]
    in_order = sorted(on_topic, key=lambda span: (held[span] < least, span))
    return [
        Point(
            found.article.id,
            span,
            kind,
            found.relevance,
            statement.id,
            found.speaker,
        )
        for span in in_order
    ]


def shown_spans(statement: Statement, text: str) -> tuple[CitationKind, Sequence[Span]]:
    """The quoted words where they speak for themselves, else the report that they stand in."""
    if speaks_in_quotes(statement):
        return "direct", statement.quote_spans
    return "indirect", (_report(statement, text),)


def speaks_in_quotes(statement: Statement) -> bool:
    """Whether most of what was said stands in quotation marks."""
    quoted = sum(len(span) for span in statement.quote_spans)
    content = sum(len(span) for span in statement.content_spans)
    return statement.kind == "direct" or quoted >= content * MOSTLY_QUOTED


def _report(statement: Statement, text: str) -> Span:
    """The whole report, unless its source and what is said are far from each other."""
    report = report_span(statement, text)
    return report if len(report) <= LONGEST_REPORT else statement.content_spans[0]


def _says_something(parts: Sequence[Point], texts: Mapping[str, str]) -> bool:
    words = sum(len(point.span.of(texts[point.article_id]).split()) for point in parts)
    return words >= (FEWEST_WORDS if parts[0].kind == "direct" else FEWEST_WORDS_REPORTED)
