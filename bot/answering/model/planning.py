"""Questions that no single passage answers, taken apart by a model into simple ones.

Owns which questions these are, and what becomes of the parts: each is answered by quoting,
and what is quoted is laid next to each other. Nothing is compared here, nor by the model:
what "contradicts" what is for the reader to say.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.answering.answerer import Answerer
from bot.answering.model.asking import Asker, TimeLimit
from bot.answering.model.errors import WritingFailed
from bot.answering.model.material import question_messages
from bot.answering.model.questions import may_be_asked
from bot.answering.model.reply import MOST_QUESTIONS, questions_form, read_questions
from bot.answering.questions.period import cut_period
from bot.answering.types import NotFound, Outcome, Question
from index.library import Library
from prompts import QuestionPrompts

log = logging.getLogger(__name__)

MOST_SPEAKERS: Final = 10
"""So many of those quoted near the question may be named in its parts."""


class Planner:
    """Takes questions apart. Blocks; safe to share between threads."""

    def __init__(self, asker: Asker, prompts: QuestionPrompts, answerer: Answerer) -> None:
        self._asker = asker
        self._prompts = prompts
        self._answerer = answerer

    def answered(
        self, library: Library, question: Question, outcome: Outcome, limit: TimeLimit
    ) -> list[Outcome]:
        """What becomes of the parts of a question, at most four; none where it has none.

        A model that fails takes nothing apart. Raises StorageError.
        """
        speakers = _speakers(library, outcome)
        try:
            parts = self._parts(library, question, speakers, limit)
        except WritingFailed as error:
            log.info("no question taken apart (%s): %s", type(error).__name__, error.message)
            return []
        found = []
        for part in parts:
            if not limit.left:
                break
            found.append(self._answerer.answer(library, part))
        log.info("prompts %s: taken apart into %d", self._prompts.version, len(found))
        return [each for each in found if not isinstance(each, NotFound)]

    def _parts(
        self, library: Library, question: Question, speakers: Sequence[str], limit: TimeLimit
    ) -> list[Question]:
        """The parts that may be asked; a single one would leave the other side out."""
        given = question_messages(self._prompts, "\n".join(speakers), question.text, question.asked)
        written = self._asker.ask(library, given, questions_form(), read_questions, limit.half())
        plain = dict.fromkeys(" ".join(each.split()) for each in written)
        known = [question.text, *speakers]
        kept = [each for each in plain if may_be_asked(each, known)][:MOST_QUESTIONS]
        return [_within(question, each) for each in kept] if len(kept) > 1 else []


def _within(question: Question, part: str) -> Question:
    """A part within the days of its question, unless it names days itself."""
    limits = question.limits
    named, _ = cut_period(part, question.asked)
    if named.since is None and named.until is None:
        days, _ = cut_period(" ".join(question.text.split()), question.asked)
        since = max(filter(None, (limits.since, days.since)), default=None)
        until = min(filter(None, (limits.until, days.until)), default=None)
        limits = replace(limits, since=since, until=until)
    return replace(question, text=part, limits=limits)


def _speakers(library: Library, outcome: Outcome) -> list[str]:
    """Who is quoted where the question was looked for, the nearest first."""
    return list(dict.fromkeys(_quoted(library, outcome)))[:MOST_SPEAKERS]


def _quoted(library: Library, outcome: Outcome) -> Iterator[str]:
    if not isinstance(outcome, NotFound):
        yield from (each.speaker.name for each in outcome.citations if each.speaker)
    for found in outcome.evidence.articles:
        for statement in library.statements(article_id=found.article_id):
            if statement.speaker:
                yield statement.speaker.name
