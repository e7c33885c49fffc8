"""Follow-ups as a model understands them: one whole question, where the rules are not enough.

Owns when a model is asked for one, and what it is told of the conversation. What it writes
is checked without a model; where that fails, or the model does, what the rules understood
stands.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from bot.answering.drafting.limiting import written
from bot.answering.follow_up.people import GenderOf
from bot.answering.follow_up.turns import Turn, read_again
from bot.answering.follow_up.understanding import ALONE, Understanding, needs_rewriting, understand
from bot.answering.follow_up.wording import Whole
from bot.answering.model.asking import Asker, TimeLimit
from bot.answering.model.errors import WritingFailed
from bot.answering.model.material import question_messages
from bot.answering.model.questions import keeps, may_be_asked
from bot.answering.model.reply import question_form, read_question
from bot.answering.questions.question import Reader
from index.library import Library
from prompts import QuestionPrompts

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a follow-up is taken for, and the seconds that a model took over it."""

    understanding: Understanding
    seconds: float = 0.0


class Rewriter:
    """Rewrites follow-ups. Blocks; safe to share between threads."""

    def __init__(self, asker: Asker, prompts: QuestionPrompts) -> None:
        self._asker = asker
        self._prompts = prompts

    def rewritten(
        self,
        library: Library,
        said: str,
        turns: Sequence[Turn],
        ruled: Understanding,
        reader: Reader,
        gender_of: GenderOf,
    ) -> Rewritten:
        """What somebody means after these exchanges, the nearest first, as a model has it.

        `ruled` is what the rules understood: it stands where it is a command or needs nothing
        from before, and where the model fails or writes what may not be asked. Raises
        StorageError alone.
        """
        if not needs_rewriting(ruled, said):
            return Rewritten(ruled)
        began = perf_counter()
        thread = list(_thread(turns, reader))
        try:
            question = self._asked(library, said, thread, reader)
        except WritingFailed as error:
            log.info("no follow-up rewritten (%s): %s", type(error).__name__, error.message)
            question = ""
        seconds = perf_counter() - began
        is_good = (
            may_be_asked(question, [*thread, said, *_whole_names(ruled)])
            and keeps(question, said, reader.asked)
            and understand(question, turns, reader, gender_of) == ALONE
        )
        log.info(
            "model %s, prompts %s: follow-up %s",
            self._asker.model,
            self._prompts.version,
            "rewritten" if is_good else "left to the rules",
        )
        return Rewritten(_whole(ruled, question) if is_good else ruled, seconds)

    def _asked(self, library: Library, said: str, thread: Sequence[str], reader: Reader) -> str:
        """The question that the model writes; half of the time is left to what answers it."""
        self._asker.check()
        context = "\n".join(reversed(thread))
        given = question_messages(self._prompts, context, said, reader.asked)
        limit = TimeLimit.of(self._asker.seconds).half()
        found = self._asker.ask(library, given, question_form(), read_question, limit)
        return " ".join(found.split())


def _whole_names(ruled: Understanding) -> list[str]:
    """The question that the rules made, which names people as the library does."""
    return [ruled.question] if isinstance(ruled, Whole) else []


def _whole(ruled: Understanding, question: str) -> Whole:
    """The question within the limits that the rules carry over."""
    return replace(ruled, question=question) if isinstance(ruled, Whole) else Whole(question)


def _thread(turns: Sequence[Turn], reader: Reader) -> Iterator[str]:
    """Each exchange, the nearest first: its question with its limits, who is named and quoted."""
    for before in read_again(turns, reader):
        turn, limits = before.turn, written(before.turn.limits)
        question = " ".join(turn.question.split())
        yield "\n".join(
            [
                f"Question: {question}" + (f" ({limits})" if limits else ""),
                *_people("Asked about", dict.fromkeys([*before.people, *before.named])),
                *_people("Answered with words of", turn.cited),
            ]
        )


def _people(how: str, names: Iterable[str]) -> list[str]:
    """A line with the whole names by which the library knows somebody."""
    listed = ", ".join(names)
    return [f"{how}: {listed}"] if listed else []
