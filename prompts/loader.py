"""Reads the texts for a language model from their files, and checks them.

Owns which files there are, which placeholders each has, and the version of them all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any, Final

ANSWER: Final = Path(__file__).with_name("answer")
_PLACEHOLDERS: Final[Mapping[str, frozenset[str]]] = {
    "system.md": frozenset(),
    "passage.md": frozenset({"code", "number", "source", "words", "speakers"}),
    "question.md": frozenset({"code", "passages", "question", "asked"}),
}
_EXAMPLES: Final = "examples.json"


class PromptWrong(ValueError):
    """A file of prompts is missing, or not what it has to be; the message names it."""


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
class Prompts:
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


def load_prompts(folder: Path = ANSWER) -> Prompts:
    """The prompts of a folder. Raises PromptWrong."""
    texts = {name: _text(folder / name) for name in (*_PLACEHOLDERS, _EXAMPLES)}
    templates = {name: _template(folder / name, texts[name]) for name in _PLACEHOLDERS}
    digest = hashlib.sha256("\0".join(texts.values()).encode()).hexdigest()
    return Prompts(
        system=texts["system.md"].strip(),
        examples=_examples(folder / _EXAMPLES, texts[_EXAMPLES]),
        version=digest[:12],
        _passage=templates["passage.md"],
        _question=templates["question.md"],
    )


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptWrong(f"{file} cannot be read: {error}") from error


def _template(file: Path, text: str) -> Template:
    template = Template(text)
    wanted = _PLACEHOLDERS[file.name]
    found = set(template.get_identifiers()) if template.is_valid() else None
    if found is None:
        raise PromptWrong(f"{file} has a $ that begins no placeholder; write $$ for the sign")
    if found != wanted:
        missing, unknown = sorted(wanted - found), sorted(found - wanted)
        raise PromptWrong(f"{file} lacks the placeholders {missing} and has unknown ones {unknown}")
    return template


def _examples(file: Path, text: str) -> tuple[Example, ...]:
    try:
        return tuple(_example(form) for form in json.loads(text))
    except (ValueError, KeyError, TypeError) as error:
        raise PromptWrong(f"{file} is not a list of examples: {error!r}") from error


def _example(form: Mapping[str, Any]) -> Example:
    passages = tuple(
        ExamplePassage(each["source"], each["words"], tuple(each["speakers"]))
        for each in form["passages"]
    )
    reply = json.dumps(form["reply"], ensure_ascii=False)
    return Example(form["question"], form["asked"], passages, reply)
