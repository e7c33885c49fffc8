"""The files of one task's prompts, read and checked.

Owns that each file holds the placeholders that it is filled by, and no others, and the
version that changes with every change to any of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any, Final, TypeVar

EXAMPLES: Final = "examples.json"

T = TypeVar("T")


class PromptWrong(ValueError):
    """A file of prompts is missing, or not what it has to be; the message names it."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a folder: what is filled in, the examples as JSON, and the version of all."""

    folder: Path
    templates: Mapping[str, Template]
    version: str
    _examples: str

    @property
    def system(self) -> str:
        """The rules, which nothing is filled into."""
        return self.templates["system.md"].substitute().strip()

    def examples(self, read: Callable[[Any], T]) -> tuple[T, ...]:
        """What `read` makes of each example. Raises PromptWrong."""
        try:
            return tuple(read(form) for form in json.loads(self._examples))
        except (ValueError, KeyError, TypeError) as error:
            file = self.folder / EXAMPLES
            raise PromptWrong(f"{file} is not a list of examples: {error!r}") from error


def read_files(folder: Path, placeholders: Mapping[str, frozenset[str]]) -> Files:
    """The files of a folder, which have these placeholders by name. Raises PromptWrong."""
    wanted = {"system.md": frozenset[str](), **placeholders}
    texts = {name: _text(folder / name) for name in (*wanted, EXAMPLES)}
    templates = {name: _template(folder / name, texts[name], wanted[name]) for name in wanted}
    digest = hashlib.sha256("\0".join(texts.values()).encode()).hexdigest()
    return Files(folder, templates, digest[:12], texts[EXAMPLES])


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptWrong(f"{file} cannot be read: {error}") from error


def _template(file: Path, text: str, wanted: frozenset[str]) -> Template:
    template = Template(text)
    if not template.is_valid():
        raise PromptWrong(f"{file} has a $ that begins no placeholder; write $$ for the sign")
    found = set(template.get_identifiers())
    if found != wanted:
        missing, unknown = sorted(wanted - found), sorted(found - wanted)
        raise PromptWrong(f"{file} lacks the placeholders {missing} and has unknown ones {unknown}")
    return template
