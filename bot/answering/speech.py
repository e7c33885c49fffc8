"""Answers to "what did X say (about Y)" and "who said Y": statements, chosen and ordered.

Owns how a statement's relevance is judged and which of its words are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.drafts import Draft, Point
from bot.answering.novelty import without_repeats
from bot.answering.question import SpeechQuestion, WhoSaidQuestion
from bot.answering.relevance import Relevance
from bot.answering.types import CitationKind
from index.library import Library
from index.types import Article, ScoredPassage, Span, Statement

MOST_POINTS: Final = 5
# Below this share of the topic's telling words, a statement is not on the topic.
ON_TOPIC: Final = 0.34
# A phrase in quotation marks shorter than this says little without its sentence.
FEWEST_QUOTED_WORDS: Final = 4
CONTEXT_CHARACTERS: Final = 300


@dataclass(frozen=True, slots=True)
class _Candidate:
    statement: Statement
    article: Article
    relevance: float


def draft_speech(
    library: Library, question: SpeechQuestion, passages: Sequence[ScoredPassage]
) -> Draft:
    """What the speakers said, on the topic if there is one."""
    if not question.names:
        return Draft("none", (), 0.0, _nobody(library, question.who))
    statements = [
        statement for name in question.names for statement in library.statements(speaker=name)
    ]
    candidates = _judged(library, statements, question.topic, passages)
    on_topic = [found for found in candidates if found.relevance >= ON_TOPIC]
    if not on_topic:
        return Draft("none", (), 0.0, _never_about(question, len(statements)))
    if question.topic:
        on_topic.sort(key=lambda found: -found.relevance)
        best = on_topic[0].relevance
        on_topic = [found for found in on_topic if found.relevance >= best * 0.6]
    points = _points(on_topic)
    return Draft("plain", points, on_topic[0].relevance)


def draft_who_said(
    library: Library, question: WhoSaidQuestion, passages: Sequence[ScoredPassage]
) -> Draft | None:
    """Whose words these are; None where no statement comes near, for the facts to try."""
    near = dict.fromkeys(found.passage.article_id for found in passages)
    statements = [
        statement
        for article_id in near
        for statement in library.statements(article_id=article_id)
        if statement.speaker
    ]
    candidates = _judged(library, statements, question.words, (), context=False)
    best = max((found.relevance for found in candidates), default=0.0)
    if best < 0.6:
        return None
    chosen = [found for found in candidates if found.relevance >= best * 0.9]
    chosen.sort(key=lambda found: -found.relevance)
    return Draft("plain", _points(chosen)[:2], best)


def _judged(
    library: Library,
    statements: Iterable[Statement],
    topic: str,
    passages: Sequence[ScoredPassage],
    *,
    context: bool = True,
) -> list[_Candidate]:
    """Statements with their relevance to the topic; without one, all are wholly relevant."""
    relevance = Relevance(library.rarity(topic)) if topic else None
    article = _remembered(library.get)
    judged: list[_Candidate] = []
    for statement in statements:
        stored = article(statement.article_id)
        score = 1.0
        if relevance and relevance.total:
            score = _relevance(relevance, statement, stored, passages, context)
        judged.append(_Candidate(statement, stored, score))
    return judged


def _relevance(
    relevance: Relevance,
    statement: Statement,
    article: Article,
    passages: Sequence[ScoredPassage],
    context: bool,
) -> float:
    words = " ".join(span.of(article.text) for span in statement.content_spans)
    own = relevance.coverage(words)
    if not context:
        return own
    around = relevance.coverage(words, _around(statement, article))
    dense = max(
        (
            found.dense
            for found in passages
            if found.passage.article_id == article.id
            and found.passage.span.overlaps(statement.content_spans[0])
        ),
        default=0.0,
    )
    return 0.55 * own + 0.30 * around + 0.15 * dense


def _around(statement: Statement, article: Article) -> str:
    """The statement's paragraph and the end of the one before it, as far as they are near."""
    first, last = statement.content_spans[0].start, statement.content_spans[-1].end
    start = max(first - CONTEXT_CHARACTERS, 0)
    return article.text[start : last + CONTEXT_CHARACTERS // 2]


def _points(candidates: Iterable[_Candidate]) -> tuple[Point, ...]:
    points = [point for found in candidates for point in _shown(found)]
    texts = {found.article.id: found.article.text for found in candidates}
    return without_repeats(points, texts, MOST_POINTS)


def _shown(found: _Candidate) -> list[Point]:
    """What stands in quotation marks if that speaks for itself, else the report."""
    statement, text = found.statement, found.article.text

    def point(span: Span, direct: bool) -> Point:
        kind: CitationKind = "direct" if direct else "indirect"
        return Point(found.article.id, span, kind, found.relevance, statement.id)

    telling = [
        span
        for span in statement.quote_spans
        if statement.kind == "direct" or len(span.of(text).split()) >= FEWEST_QUOTED_WORDS
    ]
    if telling:
        return [point(span, True) for span in telling]
    return [point(span, False) for span in statement.content_spans]


def _nobody(library: Library, who: str) -> str:
    alike = library.directory().nearest(who)
    if alike:
        return f"Nobody called {who} is quoted here. Did you mean {' or '.join(alike)}?"
    if library.holds(who):
        return f"{who} is mentioned here, but never quoted."
    return f"Nothing in this library mentions {who}."


def _never_about(question: SpeechQuestion, said: int) -> str:
    times = "once" if said == 1 else f"{said} times"
    return f"{' and '.join(question.names)} is quoted here {times}, but not about {question.topic}."


def _remembered(get: Callable[[str], Article]) -> Callable[[str], Article]:
    known: dict[str, Article] = {}

    def article(article_id: str) -> Article:
        if article_id not in known:
            known[article_id] = get(article_id)
        return known[article_id]

    return article
