"""The texts of a task that is about passages: an answer, or a summary."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any, Final

from prompts.files import read_files

_PLACEHOLDERS: Final = {
    "passage.md": frozenset({"code", "number", "source", "words", "speakers"}),
    "question.md": frozenset({"code", "passages", "question", "asked"}),
}


@dataclass(frozen=True, slots=True)
class ExamplePassage:
    """A passage of an example: where it is from, its words, and who says what in it."""

    source: str
    words: str
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A question as it may be asked, and the reply to it, as JSON."""

    question: str
    asked: str
    passages: tuple[ExamplePassage, ...]
    reply: str


@dataclass(frozen=True, slots=True)
class PassagePrompts:
    """The texts of one task; `version` changes with every change to any of them."""

    system: str
    examples: tuple[Example, ...]
    version: str
    _passage: Template
    _question: Template

    def passage(
        self, *, code: str, number: int, source: str, words: str, speakers: Sequence[str]
    ) -> str:
        """A passage between lines with the code, which nobody who wrote it can know."""
        listed = "\n".join(f"Speaker: {each}" for each in speakers)
        return self._passage.substitute(
            code=code, number=number, source=source, words=words, speakers=listed
        ).strip()

    def question(self, *, code: str, passages: Sequence[str], question: str, asked: str) -> str:
        """The question behind its passages."""
        return self._question.substitute(
            code=code, passages="\n\n".join(passages), question=question, asked=asked
        ).strip()


def load_passage_prompts(folder: Path) -> PassagePrompts:
    """The prompts of a folder. Raises PromptWrong."""
    files = read_files(folder, _PLACEHOLDERS)
    return PassagePrompts(
        system=files.system,
        examples=files.examples(_example),
        version=files.version,
        _passage=files.templates["passage.md"],
        _question=files.templates["question.md"],
    )


def _example(form: Mapping[str, Any]) -> Example:
    passages = tuple(
        ExamplePassage(each["source"], each["words"], tuple(each["speakers"]))
        for each in form["passages"]
    )
    reply = json.dumps(form["reply"], ensure_ascii=False)
    return Example(form["question"], form["asked"], passages, reply)
