"""Which tasks there are for a language model, each with a folder of texts of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from prompts.passages import PassagePrompts, load_passage_prompts
from prompts.questions import QuestionPrompts, load_question_prompts

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Prompts:
    """The texts of all tasks.

    An `answer` to a question and a `brief` on a topic are written from passages; a
    `follow_up` becomes one whole question, and a `plan` is the questions that make up one.
    """

    answer: PassagePrompts
    brief: PassagePrompts
    follow_up: QuestionPrompts
    plan: QuestionPrompts


def load_prompts(folder: Path = FOLDER) -> Prompts:
    """The prompts in the folders of a folder. Raises PromptWrong."""
    return Prompts(
        answer=load_passage_prompts(folder / "answer"),
        brief=load_passage_prompts(folder / "brief"),
        follow_up=load_question_prompts(folder / "follow_up"),
        plan=load_question_prompts(folder / "plan"),
    )
