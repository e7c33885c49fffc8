"""The command that measures a library by questions with known answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import forms
from bot.cli.invocation import Invocation
from bot.cli.progress import counting
from bot.cli.questions import QuestionFile
from bot.selftest.questions import GoldQuestion, read_gold
from index.errors import MalformedSource

if TYPE_CHECKING:
    from bot.selftest.measuring import Measured


def selftest(
    run: Invocation,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Questions, one a line; - is standard input.")
    ],
    misses: Annotated[
        bool, typer.Option("--misses", help="List what went wrong, too, to be read.")
    ] = False,
) -> None:
    """Ask questions of which you know the answers, and show how many come out right.

    Each line is an object with "question", and optionally "asked" (a day),
    "expect" ("answered" or "not_found"), "articles" (ids or addresses of the
    right ones), "words" (a quotation that should be shown), "speaker" (who
    should be credited), "evidence" (what the right passage says, in other
    words), "answer" (the answer itself), and "id". Shares come with their 95 %
    intervals. With --json, one object a question, then one with the figures.
    """
    from bot.selftest.figures import figures
    from bot.selftest.report import report
    from bot.terminal import harmless

    today = date.today()
    lines = QuestionFile(run, file, lambda line: read_gold(line, today))
    questions = list(lines)
    if not questions and not lines.is_broken:
        raise MalformedSource(
            f"{file} holds no questions.", 'Write one a line: {"question": "Who said …?"}.'
        )
    if questions:
        measured = _measure(run, questions)
        if run.as_json:
            run.emit(forms.figures(figures(measured), measured))
        else:
            for line in report(measured, misses=misses):
                typer.echo(harmless(line))
    if lines.is_broken:
        raise typer.Exit(1)


def _measure(run: Invocation, questions: list[GoldQuestion]) -> list[Measured]:
    """What came of each question, told at once where it is about the question itself."""
    from bot.selftest.measuring import measure

    measured = []
    run.warm()
    with counting(run, "Asking", len(questions)) as count:
        for one in measure(run.library, questions):
            measured.append(one)
            if run.as_json:
                run.emit(forms.measured(one))
            else:
                for sentence in one.missing:
                    run.note(f"{one.gold.question.text}  {sentence}")
            count()
    return measured
