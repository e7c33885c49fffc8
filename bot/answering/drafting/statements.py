"""Which statements speak to a topic: those of somebody within a scope, by words and by meaning.

Meaning counts where the embedding model reads the language; across languages it alone can.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bot.answering.questions.scope import Scope
from index.languages import ENGLISH
from index.library import Library
from index.relevance import Relevance
from index.types import Article, Statement

# Measured on the samples: statements on a topic reach 0.24 and more, others stay below.
ON_TOPIC: Final = 0.24
# The passages around are compared for the likeliest alone, as they have to be looked up.
WEIGHED_BY_SURROUNDINGS: Final = 50
BEFORE: Final = 200
AFTER: Final = 100
OWN_WORDS: Final = 0.45
WORDS_AROUND: Final = 0.20
MEANING: Final = 0.70
# "The children knew what to do. 'We practise,' she said.": the quotation is on what the report is.
BORNE_OUT: Final = 0.75
FARTHEST: Final = 120  # characters between the two


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with its article, and its relevance to a topic, 0 to 1.

    `own` is the share of the topic's telling words that stands in what was said.
    """

    statement: Statement
    article: Article
    own: float
    relevance: float

    @property
    def speaker(self) -> str | None:
        return self.statement.speaker.name if self.statement.speaker else None

    @property
    def words(self) -> str:
        """What was said, as the article has it."""
        return " ".join(span.of(self.article.text) for span in self.statement.content_spans)

    @property
    def surroundings(self) -> str:
        """The statement with the text around it, where the topic is often named."""
        spans = self.statement.content_spans
        start = max(spans[0].start - BEFORE, 0)
        return self.article.text[start : spans[-1].end + AFTER]


def said_by(library: Library, names: Iterable[str], scope: Scope) -> list[Statement]:
    """What these speakers said within a scope: one after the other, the newest articles first."""
    period = scope.period
    return [
        statement
        for name in names
        for statement in library.statements(
            speaker=name, since=period.since, until=period.until, publishers=scope.outlets
        )
    ]


def on_topic(
    library: Library, statements: Sequence[Statement], topic: str, asked_in: str = ENGLISH.code
) -> list[Judged]:
    """Those of the statements that speak to a topic, the best first; with no topic all of them."""
    judged = judge(library, statements, topic, asked_in)
    return [found for found in judged if found.relevance >= ON_TOPIC]


def judge(
    library: Library, statements: Sequence[Statement], topic: str, asked_in: str = ENGLISH.code
) -> list[Judged]:
    """Statements by their relevance to a topic, best first; with no topic in the given order.

    `asked_in` is the language of the question, by its code.
    """
    articles = library.get_all(statement.article_id for statement in statements)
    judged = [
        Judged(statement, articles[statement.article_id], 1.0, 1.0)
        for statement in statements
        if statement.article_id in articles
    ]
    relevance = Relevance(library.rarity(topic))
    if not relevance.total:
        return judged
    by_words = sorted((_by_words(found, relevance) for found in judged), key=_worst_last)
    weighed = _by_meaning(library, by_words, topic, asked_in)
    return sorted(_borne_out(weighed), key=_worst_last)


def _worst_last(found: Judged) -> float:
    return -found.relevance


def _by_words(found: Judged, relevance: Relevance) -> Judged:
    spoken, title = found.article.language, found.article.metadata.title or ""
    own = relevance.coverage(found.words, spoken=spoken)
    around = relevance.coverage(found.surroundings, title, spoken=spoken)
    return replace(found, own=own, relevance=OWN_WORDS * own + WORDS_AROUND * around)


def _by_meaning(
    library: Library, judged: Sequence[Judged], topic: str, asked_in: str
) -> list[Judged]:
    if not library.reads(topic):
        return list(judged)
    read: list[Judged] = []
    unread: list[Judged] = []
    for found in judged:
        (read if _is_read(library, found) else unread).append(found)
    own = library.statement_likeness(topic, [found.statement for found in read])
    pairs = zip(read, own, strict=True)
    likely = sorted(pairs, key=lambda pair: _worst_last(_weighed(pair[0], pair[1], asked_in)))
    near = likely[:WEIGHED_BY_SURROUNDINGS]
    around = library.surroundings_likeness(
        topic, [(found.article.id, found.statement.content_spans[0]) for found, _ in near]
    )
    nearest = [
        (found, max(cosine, beside)) for (found, cosine), beside in zip(near, around, strict=True)
    ]
    weighed = [_weighed(*pair, asked_in) for pair in (*nearest, *likely[WEIGHED_BY_SURROUNDINGS:])]
    return [*weighed, *unread]


def _is_read(library: Library, found: Judged) -> bool:
    return found.article.language == ENGLISH.code or library.reads(found.words)


def _weighed(found: Judged, cosine: float, asked_in: str) -> Judged:
    meaning = max(cosine, 0.0)
    relevance = found.relevance + MEANING * meaning
    if found.article.language != asked_in:
        # Words of another language are not to be had: meaning weighs for them, too.
        relevance = max(relevance, (MEANING + OWN_WORDS) * meaning)
    return replace(found, relevance=min(relevance, 1.0))


def _borne_out(judged: Iterable[Judged]) -> list[Judged]:
    """Quotations right after a report by the same speaker are nearly as much on its topic."""
    in_order = sorted(judged, key=lambda found: (found.article.id, found.statement.extent))
    return in_order[:1] + [
        replace(found, relevance=max(found.relevance, report.relevance * BORNE_OUT))
        if _follows(found, report)
        else found
        for report, found in pairwise(in_order)
    ]


def _follows(found: Judged, report: Judged) -> bool:
    same = (found.article.id, found.speaker) == (report.article.id, report.speaker)
    gap = found.statement.extent.start - report.statement.extent.end
    reported = not report.statement.quote_spans and bool(found.statement.quote_spans)
    return same and reported and 0 <= gap <= FARTHEST
