"""How well statements speak to a topic, by their words and by their meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.answering.relevance import Relevance
from index.library import Library
from index.types import Article, Statement

# Meaning is asked of the likeliest few, as each costs the embedding model a millisecond or two.
WEIGHED_BY_MEANING: Final = 8
BEFORE: Final = 200
AFTER: Final = 100
OWN_WORDS: Final = 0.45
WORDS_AROUND: Final = 0.20
MEANING: Final = 0.70


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
    def words(self) -> str:
        """What was said, as the article has it."""
        return " ".join(span.of(self.article.text) for span in self.statement.content_spans)

    @property
    def surroundings(self) -> str:
        """The statement with the text around it, where the topic is often named."""
        spans = self.statement.content_spans
        start = max(spans[0].start - BEFORE, 0)
        return self.article.text[start : spans[-1].end + AFTER]


def judge(library: Library, statements: Sequence[Statement], topic: str) -> list[Judged]:
    """Statements by their relevance to a topic, best first; with no topic in the given order."""
    articles = library.get_all(statement.article_id for statement in statements)
    judged = [
        Judged(statement, articles[statement.article_id], 1.0, 1.0)
        for statement in statements
        if statement.article_id in articles
    ]
    relevance = Relevance(library.rarity(topic))
    if not relevance.total:
        return judged
    by_words = sorted(
        (_by_words(found, relevance) for found in judged), key=lambda found: -found.relevance
    )
    return sorted(_by_meaning(library, by_words, topic), key=lambda found: -found.relevance)


def _by_words(found: Judged, relevance: Relevance) -> Judged:
    own = relevance.coverage(found.words)
    around = relevance.coverage(found.surroundings, found.article.metadata.title or "")
    return replace(found, own=own, relevance=OWN_WORDS * own + WORDS_AROUND * around)


def _by_meaning(library: Library, judged: Sequence[Judged], topic: str) -> list[Judged]:
    likely = judged[:WEIGHED_BY_MEANING]
    own = library.likeness(topic, [found.words for found in likely])
    around = library.surroundings_likeness(
        topic, [(found.article.id, found.statement.content_spans[0]) for found in likely]
    )
    nearest = [max(pair) for pair in zip(own, around, strict=True)]
    weighed = [
        replace(found, relevance=min(found.relevance + MEANING * max(cosine, 0.0), 1.0))
        for found, cosine in zip(likely, nearest, strict=True)
    ]
    return [*weighed, *judged[WEIGHED_BY_MEANING:]]
