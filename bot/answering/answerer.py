"""The door of answering: a question and a library in, a verified outcome out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter
from typing import Final

from bot.answering.drafting.authored import draft_authored
from bot.answering.drafting.drafts import Draft
from bot.answering.drafting.facts import draft_fact
from bot.answering.drafting.limiting import contradiction, find, held, limited, nothing_within
from bot.answering.drafting.news import draft_news
from bot.answering.drafting.speech import draft_speech
from bot.answering.drafting.who_said import draft_who_said
from bot.answering.questions.events import with_event
from bot.answering.questions.question import (
    FactQuestion,
    Reader,
    Reading,
    SpeechQuestion,
    WhoSaidQuestion,
)
from bot.answering.questions.timing import time_frame
from bot.answering.types import Evidence, Outcome, Question, Timings
from bot.answering.verifier import verify
from index.exchanges import UNLIMITED, Limits
from index.library import Library
from index.query import Query
from index.types import FoundArticle

EVIDENCE: Final = 10


class Answerer:
    """Answers questions without a language model, by quoting.

    `evidence` is how many of the nearest articles an outcome keeps. What is answered rests
    on the same first ones however many are kept.
    """

    def __init__(self, evidence: int = EVIDENCE) -> None:
        self._evidence = evidence

    def answer(self, library: Library, question: Question) -> Outcome:
        """Answer from this library alone; blocks. Raises StorageError and ModelError."""
        began = perf_counter()
        reading, query = read(library, question)
        articles = find(library, query, question.limits, max(self._evidence, EVIDENCE))
        retrieved = perf_counter()
        draft = _draft(library, reading, query, articles[:EVIDENCE], question.limits)
        answered = perf_counter()
        took = Timings(
            retrieve=_ms(began, retrieved),
            answer=_ms(retrieved, answered),
            total=_ms(began, answered),
        )
        kept = tuple(articles[: self._evidence])
        evidence = Evidence(query, kept, round(draft.confidence, 3), took)
        return verify(library, question, draft, evidence)


def read(library: Library, question: Question) -> tuple[Reading, Query]:
    """What a question asks for in this library, within its limits, and what to search for."""
    # A broken terminal's half characters are nothing that can be searched for.
    text = question.text.encode(errors="replace").decode()
    reading = Reader.of(library, question.asked).read(text)
    if isinstance(reading, SpeechQuestion):
        reading = with_event(library, reading, question.asked)
    reading = limited(reading, question.limits)
    return reading, query_of(reading, replace(question, text=text))


def query_of(reading: Reading, question: Question) -> Query:
    """What to search for; facts where and when they are asked for, words in all articles."""
    if isinstance(reading, FactQuestion):
        frame = time_frame(question.text, reading.scope.period, question.asked)
        topics = tuple(asked.sought for asked in reading.named)
        return Query(reading.subject, frame, reading.scope.outlets, topics)
    if isinstance(reading, SpeechQuestion) and reading.sought:
        return Query(question.text, topics=(reading.sought,))
    return Query(question.text)


def _draft(
    library: Library,
    reading: Reading,
    query: Query,
    articles: Sequence[FoundArticle],
    limits: Limits,
) -> Draft:
    if against := contradiction(reading, limits):
        return Draft("none", (), 0.0, against)
    nothing = nothing_within(limits)
    if beside := _not_of_speakers(library, reading, query, articles):
        return held(library, beside, limits, nothing)
    if isinstance(reading, SpeechQuestion) and (articles or limits != UNLIMITED):
        said = draft_speech(library, reading, articles)
        return held(library, said, limits, nothing if said.support == "plain" else said.reason)
    if isinstance(reading, WhoSaidQuestion):
        draft = draft_who_said(library, reading, [found.article_id for found in articles])
        if draft:
            return held(library, draft, limits, nothing)
    named = reading.named if isinstance(reading, FactQuestion) else ()
    draft = held(library, draft_fact(library, query, articles, named), limits, nothing)
    return replace(draft, reason=nothing) if limits != UNLIMITED and not draft.points else draft


def _not_of_speakers(
    library: Library, reading: Reading, query: Query, articles: Sequence[FoundArticle]
) -> Draft | None:
    """What an author wrote who is quoted nowhere, or the latest news; None for the rest."""
    if isinstance(reading, SpeechQuestion) and not reading.names:
        return draft_authored(library, reading, articles)
    if isinstance(reading, FactQuestion) and reading.is_news:
        return draft_news(library, query, articles)
    return None


def _ms(began: float, ended: float) -> float:
    return round((ended - began) * 1000, 2)
