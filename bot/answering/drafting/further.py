"""What else the library holds on a question, beyond what its answer showed.

Asserts nothing: it is for those who want to see more of what was said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.answering.answerer import read
from bot.answering.drafting.drafts import Draft, Point
from bot.answering.drafting.facts import MOST_EXCERPTS, draft_fact
from bot.answering.drafting.limiting import find, held
from bot.answering.drafting.novelty import without_repeats
from bot.answering.drafting.showing import points
from bot.answering.drafting.statements import on_topic, said_by
from bot.answering.drafting.unclaimed import within
from bot.answering.drafting.who_said import SAID_SO
from bot.answering.questions.question import FactQuestion, Reading, SpeechQuestion
from bot.answering.types import Citation, Evidence, NotFound, Question, Timings
from bot.answering.verifier import verify
from index.library import Library
from index.query import Query
from index.types import FoundArticle, Span

MOST: Final = 24
READ: Final = 60
"""So many are looked at before those are left out that were shown or say the same."""
SOME: Final = 0.1
"""Share of a topic's telling words in what somebody said of it."""
ARTICLES: Final = 20
"""So many articles are read for more; those after them hardly speak to the question."""


def further(
    library: Library, question: Question, shown: Sequence[Citation]
) -> tuple[Citation, ...]:
    """Quotations that speak to a question, too, the nearest first, and none that was shown.

    Blocks. Raises StorageError and ModelError.
    """
    reading, query = read(library, question)
    found = find(library, query, question.limits, ARTICLES)
    said = tuple(_said(library, reading, found)) + tuple(_written(library, reading, query, found))
    draft = held(library, Draft("related", said, 0.0), question.limits, "")
    new = replace(draft, points=_new(library, draft.points, shown))
    evidence = Evidence(query, tuple(found), 0.0, Timings(0.0, 0.0, 0.0))
    outcome = verify(library, question, new, evidence)
    return () if isinstance(outcome, NotFound) else outcome.citations[:MOST]


def _said(library: Library, reading: Reading, found: Sequence[FoundArticle]) -> Iterator[Point]:
    """What the speakers asked for said, or anybody where it is asked who did."""
    if isinstance(reading, FactQuestion):
        return
    if isinstance(reading, SpeechQuestion):
        statements, topic = said_by(library, reading.names, reading.scope), reading.topic
        least = 0.0
    else:
        near = within(library, found, reading.scope)
        statements, topic = [each for each in near if each.speaker], reading.words
        # Anybody speaks of anything: what they said itself has to hold the words.
        least = SOME if reading.is_topic else SAID_SO
    chosen = on_topic(library, statements, topic, reading.language)
    told = [each for each in chosen if each.own >= least]
    yield from points(library, told, topic, reading.order, READ)


def _written(
    library: Library, reading: Reading, query: Query, found: Sequence[FoundArticle]
) -> Iterator[Point]:
    """What the articles found say themselves, a few at a time as an answer would read them."""
    if not isinstance(reading, FactQuestion):
        return
    for start in range(0, len(found), MOST_EXCERPTS):
        read_next = found[start : start + MOST_EXCERPTS]
        yield from draft_fact(library, query, read_next, reading.named).points


def _new(
    library: Library, drafted: Sequence[Point], shown: Sequence[Citation]
) -> tuple[Point, ...]:
    """The points, each once, that say something else than what was shown."""
    # What was shown may be of an older version, so it brings its own words.
    known = [
        Point(
            f"shown {number}",
            Span(0, len(citation.quote)),
            citation.kind,
            1.0,
            speaker=citation.speaker.name if citation.speaker else None,
        )
        for number, citation in enumerate(shown)
    ]
    articles = library.get_all(point.article_id for point in drafted)
    texts = {article.id: article.text for article in articles.values()}
    texts |= {f"shown {number}": citation.quote for number, citation in enumerate(shown)}
    apart = [p for p in drafted if p.article_id in articles and not _overlaps(p, shown)]
    told_once = without_repeats([*known, *apart], texts, READ)
    return tuple(point for point in told_once if point.article_id in articles)


def _overlaps(point: Point, shown: Sequence[Citation]) -> bool:
    return any(
        point.article_id == citation.article.id
        and not citation.is_superseded
        and point.span.overlaps(citation.span)
        for citation in shown
    )
