"""The texts of a task whose reply is questions: one rewritten, or one taken apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any, Final

from prompts.files import read_files

_PLACEHOLDERS: Final = {"question.md": frozenset({"code", "context", "question", "asked"})}


@dataclass(frozen=True, slots=True)
class QuestionExample:
    """A question with what is known beside it, and the reply to it, as JSON."""

    question: str
    context: str
    asked: str
    reply: str


@dataclass(frozen=True, slots=True)
class QuestionPrompts:
    """The texts of one task; `version` changes with every change to any of them."""

    system: str
    examples: tuple[QuestionExample, ...]
    version: str
    _question: Template

    def question(self, *, code: str, context: str, question: str, asked: str) -> str:
        """The question and its context, each between lines with the code."""
        return self._question.substitute(
            code=code, context=context, question=question, asked=asked
        ).strip()


def load_question_prompts(folder: Path) -> QuestionPrompts:
    """The prompts of a folder. Raises PromptWrong."""
    files = read_files(folder, _PLACEHOLDERS)
    question = files.templates["question.md"]
    return QuestionPrompts(files.system, files.examples(_example), files.version, question)


def _example(form: Mapping[str, Any]) -> QuestionExample:
    reply = json.dumps(form["reply"], ensure_ascii=False)
    return QuestionExample(form["question"], form["context"], form["asked"], reply)
