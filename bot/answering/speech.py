"""Answers to "what did X say (about Y)" and "who said Y": statements, chosen and ordered.

Owns which statements count as an answer, and which of their words are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain, zip_longest
from typing import Final

from bot.answering.drafts import Draft, Point
from bot.answering.novelty import without_repeats
from bot.answering.question import SpeechQuestion, WhoSaidQuestion
from bot.answering.relevance import Relevance
from bot.answering.reports import report_span
from bot.answering.statements import Judged, judge
from index.library import Library
from index.types import ScoredPassage, Span, Statement

MOST_POINTS: Final = 5
# Of one statement's quoted parts, at most so many are shown.
MOST_PARTS: Final = 3
# Measured on the samples: statements on a topic reach 0.24 and more, others stay below.
ON_TOPIC: Final = 0.24
# Beside the best statement, others are shown that are at least this share as relevant.
WORTH_SHOWING: Final = 0.5
# "Who said Y" is answered by statements that hold this share of Y's telling words.
SAID_SO: Final = 0.6
# Quoted words that make up less of what is reported than this are shown with the report.
MOSTLY_QUOTED: Final = 0.6
LONGEST_REPORT: Final = 600
# Shorter ones ("She said so.") are shown only where there is nothing better.
FEWEST_WORDS: Final = 2
FEWEST_WORDS_REPORTED: Final = 7


def draft_speech(library: Library, question: SpeechQuestion) -> Draft:
    """What the speakers said, on the topic if there is one."""
    if not question.names:
        return Draft("none", (), 0.0, _nobody(library, question.who))
    statements = [
        statement for name in question.names for statement in library.statements(speaker=name)
    ]
    judged = judge(library, statements, question.topic)
    best = max((found.relevance for found in judged), default=0.0)
    if best < ON_TOPIC:
        return Draft("none", (), best, _never_about(question, len(statements)))
    chosen = [found for found in judged if found.relevance >= max(best * WORTH_SHOWING, ON_TOPIC)]
    return Draft("plain", _points(library, chosen, question.topic), best)


def draft_who_said(
    library: Library, question: WhoSaidQuestion, passages: Sequence[ScoredPassage]
) -> Draft | None:
    """Whose words these are; None where no statement comes near."""
    near = dict.fromkeys(found.passage.article_id for found in passages)
    statements = [
        statement
        for article_id in near
        for statement in library.statements(article_id=article_id)
        if statement.speaker
    ]
    judged = judge(library, statements, question.words)
    best = max((found.own for found in judged), default=0.0)
    if best < SAID_SO:
        return None
    chosen = [found for found in judged if found.own >= best * 0.9]
    # The latest first: a correction goes before what it corrects.
    chosen.sort(key=lambda found: found.article.metadata.published or date.min, reverse=True)
    return Draft("plain", _points(library, chosen, question.words), best)


def _points(library: Library, chosen: Sequence[Judged], topic: str) -> tuple[Point, ...]:
    relevance = Relevance(library.rarity(topic))
    texts = {found.article.id: found.article.text for found in chosen}
    shown = [_shown(found, relevance) for found in chosen]
    telling = [parts for parts in shown if _says_something(parts, texts)]
    # Somebody's own words go before what is reported of them; the sort keeps the order else.
    ordered = sorted(telling or shown, key=lambda parts: parts[0].kind != "direct")
    return without_repeats(chain.from_iterable(_in_turns(ordered)), texts, MOST_POINTS)


def _in_turns(statements: Sequence[list[Point]]) -> list[list[Point]]:
    """The statements of each speaker in their order, the speakers taking turns."""
    by_speaker: dict[str | None, list[list[Point]]] = {}
    for parts in statements:
        by_speaker.setdefault(parts[0].speaker, []).append(parts)
    turns = zip_longest(*by_speaker.values(), fillvalue=[])
    return [parts for turn in turns for parts in turn]


def _shown(found: Judged, relevance: Relevance) -> list[Point]:
    """The quoted words where they speak for themselves, else the report that they stand in.

    Of many quoted parts those on the topic are shown, in the order of the article.
    """
    statement, text = found.statement, found.article.text
    quoted = sum(len(span) for span in statement.quote_spans)
    content = sum(len(span) for span in statement.content_spans)
    direct = statement.kind == "direct" or quoted >= content * MOSTLY_QUOTED
    spans: Sequence[Span] = statement.quote_spans if direct else (_report(statement, text),)
    on_topic = sorted(spans, key=lambda span: -relevance.coverage(span.of(text)))
    return [
        Point(
            found.article.id,
            span,
            "direct" if direct else "indirect",
            found.relevance,
            statement.id,
            statement.speaker.name if statement.speaker else None,
        )
        for span in sorted(on_topic[:MOST_PARTS])
    ]


def _report(statement: Statement, text: str) -> Span:
    """The whole report, unless its source and what is said are far from each other."""
    report = report_span(statement, text)
    return report if len(report) <= LONGEST_REPORT else statement.content_spans[0]


def _says_something(parts: Sequence[Point], texts: Mapping[str, str]) -> bool:
    words = sum(len(point.span.of(texts[point.article_id]).split()) for point in parts)
    return words >= (FEWEST_WORDS if parts[0].kind == "direct" else FEWEST_WORDS_REPORTED)


def _nobody(library: Library, who: str) -> str:
    if library.holds(who):
        return f"{who} is mentioned here, but no words here are plainly theirs."
    alike = library.directory().nearest(who)
    if alike:
        return f"Nobody called {who} is quoted here. Did you mean {' or '.join(alike)}?"
    return f"Nothing in this library mentions {who}."


def _never_about(question: SpeechQuestion, said: int) -> str:
    times = "once" if said == 1 else f"{said} times"
    who = " or ".join(question.names)
    return f"{who} is quoted here {times}, but not about {question.topic}."
