"""The door of answering: a question and a library in, a verified outcome out."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import Final

from bot.answering.drafts import Draft
from bot.answering.facts import draft_fact
from bot.answering.outlets import Outlets
from bot.answering.question import Reader, SpeechQuestion, WhoSaidQuestion
from bot.answering.speech import draft_speech
from bot.answering.types import Evidence, Outcome, Question, Timings
from bot.answering.verifier import verify
from bot.answering.who_said import draft_who_said
from index.library import Library
from index.types import ScoredPassage

EVIDENCE: Final = 10


class Answerer:
    """Answers questions without a language model, by quoting.

    `evidence` is how many of the nearest passages an outcome keeps. What is answered rests
    on the same first ones however many are kept.
    """

    def __init__(self, evidence: int = EVIDENCE) -> None:
        self._evidence = evidence

    def answer(self, library: Library, question: Question) -> Outcome:
        """Answer from this library alone; blocks. Raises StorageError and ModelError."""
        began = perf_counter()
        # A broken terminal's half characters are nothing that can be searched for.
        text = question.text.encode(errors="replace").decode()
        passages = library.search(text, limit=max(self._evidence, EVIDENCE))
        retrieved = perf_counter()
        draft = _draft(library, Question(text, question.asked), passages[:EVIDENCE])
        answered = perf_counter()
        took = Timings(
            retrieve=_ms(began, retrieved),
            answer=_ms(retrieved, answered),
            total=_ms(began, answered),
        )
        evidence = Evidence(tuple(passages[: self._evidence]), round(draft.confidence, 3), took)
        return verify(library, question, draft, evidence)


def _draft(library: Library, question: Question, passages: Sequence[ScoredPassage]) -> Draft:
    if not passages:
        return Draft("none", (), 0.0, "Nothing in this library speaks to that.")
    reader = Reader(question.asked, library.directory, lambda: Outlets(library.publishers()))
    reading = reader.read(question.text)
    if isinstance(reading, SpeechQuestion):
        return draft_speech(library, reading)
    if isinstance(reading, WhoSaidQuestion):
        draft = draft_who_said(library, reading, passages)
        if draft:
            return draft
    return draft_fact(library, question.text, passages)


def _ms(began: float, ended: float) -> float:
    return round((ended - began) * 1000, 2)
