"""What was said on a topic, by whom, in the order of time: a summary in exact words.

Owns which statements stand in it: of each speaker the best one of a day, and of a report
that several outlets ran one alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.answering.drafting.limiting import find
from bot.answering.drafting.sayings import Quoted, Saying, each_once, quoted
from bot.answering.drafting.statements import Judged, on_topic
from bot.answering.questions.period import EVER, Period
from index.exchanges import Limits
from index.library import Library
from index.query import Query
from index.records import Story
from index.relevance import Relevance

MOST_ARTICLES: Final = 60
"""So many of the articles nearest to the topic are read."""
MOST_LINES: Final = 40
"""More is no summary: the lines that speak best to the topic are kept."""
# Measured on the samples: what speaks to a topic without naming it reaches this, little else.
UNNAMED: Final = 0.42
FEWEST_WORDS: Final = 4
"""Shorter ones ("the remark") say nothing by themselves."""


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One line: a saying, and the day on which it was published, where that is known."""

    day: date | None
    saying: Saying


@dataclass(frozen=True, slots=True)
class Brief:
    """A topic within days, and its lines, the earliest first and the undated last.

    `left_out` are lines beyond those that a summary holds.
    """

    topic: str
    period: Period
    lines: tuple[BriefLine, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A line as it is shown: its words, or the sentence that stands for them.

    `sentence` is proved by the article, and "" where the words are shown.
    """

    day: date | None
    quoted: Quoted
    sentence: str = ""


def brief_rows(library: Library, lines: Iterable[BriefLine]) -> list[BriefRow]:
    """The lines in their words, without those whose article has been removed since."""
    found = ((line.day, quoted(library, line.saying)) for line in lines)
    return [BriefRow(day, words) for day, words in found if words]


def brief_on(library: Library, topic: str, period: Period = EVER) -> Brief:
    """The summary of what the library holds on a topic; blocks. Raises StorageError."""
    sayings = {saying.statement.id: saying for saying in _near(library, topic, period)}
    judged = on_topic(library, [saying.statement for saying in sayings.values()], topic)
    best = [
        BriefLine(each.article.metadata.published, sayings[each.statement.id])
        for each in _one_a_day(library, list(filter(_speaks_to_it, judged)))
    ]
    kept = sorted(best[:MOST_LINES], key=_in_time)
    return Brief(topic, period, tuple(kept), len(best) - len(kept))


def _near(library: Library, topic: str, period: Period) -> list[Saying]:
    """What anybody is said to have said in the articles nearest to it, without headlines."""
    if not Relevance(library.rarity(topic)).total:
        return []  # "the"
    limits = Limits(since=period.since, until=period.until)
    said = [
        statement
        for found in find(library, Query(topic), limits, MOST_ARTICLES)
        for statement in library.statements(article_id=found.article_id)
        if statement.speaker and not statement.headline
    ]
    return each_once(library, said)


def _speaks_to_it(judged: Judged) -> bool:
    return (judged.own > 0 or judged.relevance >= UNNAMED) and (
        len(judged.words.split()) >= FEWEST_WORDS
    )


def _one_a_day(library: Library, judged: Sequence[Judged]) -> Iterator[Judged]:
    """The best of each speaker and day; another outlet's day for the same report is none."""
    stories = library.stories(each.article.id for each in judged)
    taken: set[tuple[str | None, object]] = set()
    for each in judged:
        day = each.article.metadata.published or each.article.id
        keys = {(each.speaker, day), (each.speaker, _story(stories, each))}
        if not keys & taken:
            taken |= keys
            yield each


def _story(stories: Mapping[str, Story], judged: Judged) -> object:
    story = stories.get(judged.article.id)
    return story.id if story else judged.article.id


def _in_time(line: BriefLine) -> tuple[bool, date, str, int]:
    """For sorting: by day, the undated last, then as the articles have them."""
    statement = line.saying.statement
    return (
        line.day is None,
        line.day or date.min,
        statement.article_id,
        min(statement.content_spans).start,
    )
