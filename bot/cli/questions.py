"""Files of questions, line by line, and what became of a question as an object."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar

from bot.answering.types import Outcome
from bot.cli import forms
from bot.cli.invocation import Invocation
from index.errors import SourceNotFound
from index.types import ScoredPassage

if TYPE_CHECKING:
    from index.library import Library

T = TypeVar("T")


class QuestionFile(Generic[T]):
    """What `read` makes of each line of a file, which `-` says is standard input.

    Lines are read one by one, as they come. One of which `read` raises ValueError is told by
    its number and stops nothing; `is_broken` then says that there was one. Raises
    SourceNotFound where there is no such file.
    """

    def __init__(self, run: Invocation, file: Path, read: Callable[[bytes], T]) -> None:
        self._run = run
        self._file = file
        self._read = read
        self.is_broken = False

    def __iter__(self) -> Iterator[T]:
        with self._opened() as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    read = self._read(line)
                except ValueError as error:
                    self.is_broken = True
                    self._run.note(f"{self._file}, line {number}: {error}")
                    continue
                yield read

    def _opened(self) -> AbstractContextManager[BinaryIO]:
        if str(self._file) == "-":
            return nullcontext(sys.stdin.buffer)
        try:
            return self._file.open("rb")
        except OSError as error:
            raise SourceNotFound(
                f"{self._file} cannot be read: {error.strerror}.",
                "Give a file of questions, one a line.",
            ) from error


def answer_form(library: Library, outcome: Outcome, *, question_id: object, top: int) -> forms.Form:
    """What became of a question, with its `top` nearest passages and their addresses."""
    passages: Sequence[ScoredPassage] = outcome.evidence.passages[:top]
    if len(passages) < top:
        from bot.answering.drafting.limiting import find

        more = tuple(find(library, outcome.evidence.query, outcome.question.limits, top))
        passages = replace(outcome.evidence, articles=more).passages[:top]
    articles = {found.passage.article_id for found in passages}
    urls = {article_id: library.get(article_id).metadata.url for article_id in articles}
    return forms.outcome(outcome, question_id=question_id, passages=passages, urls=urls)
