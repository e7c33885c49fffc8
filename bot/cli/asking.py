"""Commands that ask the library: ask, quotes, statements, verify."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.answering.types import Outcome, Question
from bot.cli import forms
from bot.cli.invocation import Invocation, WithModel
from bot.cli.questions import QuestionFile, answer_form
from bot.cli.values import date_option, text_option, words
from bot.question_lines import QuestionLine, read_question, unanswerable
from index.types import Article, Statement

if TYPE_CHECKING:
    from bot.answering.model.writer import Writer
    from bot.answering.questions.typed_limits import TypedLimits

Since = Annotated[date | None, date_option("--since", "Only articles of this day or later.")]
Until = Annotated[date | None, date_option("--until", "Only articles of this day or earlier.")]
Asked = Annotated[
    date | None, date_option("--asked", 'The day that "this week" means (default: today).')
]


def ask(
    run: Invocation,
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", parser=words, help="What you want to know.")
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option(
            "--questions",
            metavar="FILE.jsonl",
            help='Answer many: {"id", "question", "asked"?} a line; - is standard input.',
        ),
    ] = None,
    asked: Asked = None,
    speaker: Annotated[
        str | None, text_option("--speaker", "Only words of this person, by any name.", "NAME")
    ] = None,
    outlet: Annotated[
        str | None, text_option("--outlet", "Only articles of this outlet.", "NAME")
    ] = None,
    since: Annotated[
        str | None, text_option("--since", "Only articles from then on: June, last week.", "DAYS")
    ] = None,
    until: Annotated[
        str | None, text_option("--until", "Only articles up to then: 3 May 2026.", "DAYS")
    ] = None,
    top: Annotated[
        int, typer.Option("--top", min=0, help="How many of the nearest passages to list.")
    ] = 10,
    with_model: WithModel = False,
) -> None:
    """Answer a question with exact quotations, or say that the library holds nothing on it."""
    if (question is None) == (questions is None):
        raise typer.BadParameter("Give one question, or --questions with a file of them.")
    if question is not None and not question.strip():
        raise typer.BadParameter("The question is empty.")
    if question is not None and (problem := unanswerable(question)):
        raise typer.BadParameter(f"The question: {problem}")
    writer = run.writer if with_model else None
    day = asked or date.today()
    from bot.answering.questions.typed_limits import TypedLimits

    limits = TypedLimits(speaker, outlet, since, until)
    run.warm()
    if questions is not None:
        _ask_many(run, questions, day, limits, top, writer)
    elif question is not None:
        _answer(run, QuestionLine(None, Question(question, day)), limits, top, writer)


def quotes(
    run: Invocation,
    speaker: Annotated[
        str, typer.Argument(metavar="SPEAKER", parser=words, help="A name, or a part of it.")
    ],
    about: Annotated[
        str | None, text_option("--about", "Only what concerns this.", "TOPIC")
    ] = None,
    since: Since = None,
    until: Until = None,
) -> None:
    """Show what a speaker said, the newest articles first; with --about, the nearest first."""
    from bot.answering.drafting.statements import on_topic, said_by
    from bot.answering.questions.period import Period
    from bot.answering.questions.scope import Scope

    library = run.library
    directory = library.directory()
    found = said_by(library, directory.called(speaker), Scope(Period(since, until)))
    if about:
        run.warm()
        found = [judged.statement for judged in on_topic(library, found, about)]
    for statement in found:
        _show_statement(run, statement, library.get(statement.article_id))
    if not found:
        near = ", ".join(directory.nearest(speaker))
        run.note(f"Nothing by {speaker} was found." + (f" Did you mean {near}?" if near else ""))


def statements(
    run: Invocation,
    article: Annotated[
        str | None, typer.Option("--article", metavar="ID", help="Only those of this article.")
    ] = None,
) -> None:
    """Show every statement found in the articles: who said what, and where."""
    library = run.library
    if article is not None:
        library.get(article)
    for statement in library.statements(article_id=article):
        if run.as_json:
            run.emit(forms.statement(statement))
        else:
            _show_statement(run, statement, library.get(statement.article_id))


def verify(
    run: Invocation,
    quote: Annotated[
        str, typer.Argument(metavar="QUOTE", parser=words, help="The words, as they are quoted.")
    ],
    speaker: Annotated[
        str | None, text_option("--speaker", "Whose words they are said to be.", "NAME")
    ] = None,
) -> None:
    """Check whether a quotation stands in the library word for word, and whose it is."""
    from bot.answering.checking.checker import check
    from bot.answering.checking.types import Quoted

    if not quote.strip():
        raise typer.BadParameter("The quotation is empty.")
    checked = check(run.library, Quoted(quote, speaker))
    if run.as_json:
        run.emit(forms.verdict(checked))
        return
    from bot.cli.verdicts import verdict_lines
    from bot.terminal import print_lines

    print_lines(run.console, verdict_lines(checked, styled=run.console.is_terminal))


def _ask_many(
    run: Invocation, file: Path, day: date, limits: TypedLimits, top: int, writer: Writer | None
) -> None:
    """Answer each line as it is read; a broken line is told and does not stop the rest."""
    lines = QuestionFile(run, file, lambda line: read_question(line, day))
    for asked in lines:
        _answer(run, asked, limits, top, writer)
    if lines.is_broken:
        raise typer.Exit(1)


def _answer(
    run: Invocation, asked: QuestionLine, typed: TypedLimits, top: int, writer: Writer | None
) -> None:
    limits = typed.read(run.library, asked.question.asked)
    question = replace(asked.question, limits=limits)
    outcome = run.services.answerer.answer(run.library, question)
    if writer is not None:
        outcome = _written(run, writer, question, outcome)
    if run.as_json:
        run.emit(answer_form(run.library, outcome, question_id=asked.id, top=top))
        return
    from rich.text import Text

    from bot.terminal import Line, harmless, outcome_lines, print_lines

    if asked.id is not None:
        heading = f"{asked.id}. {asked.question.text}"
        print_lines(run.console, [Line(Text(harmless(heading), style="underline"))])
    print_lines(run.console, outcome_lines(outcome))


def _written(run: Invocation, writer: Writer, question: Question, outcome: Outcome) -> Outcome:
    """The outcome as the model writes it; why it does not is said beside the answer."""
    reply = writer.write(run.library, question, outcome)
    if reply.note is not None:
        run.note(" ".join(filter(None, (reply.note, str(reply.failure or "")))))
    return reply.outcome


def _show_statement(run: Invocation, statement: Statement, article: Article) -> None:
    if run.as_json:
        run.emit(forms.quoted_statement(statement, article))
        return
    from bot.terminal import print_lines, statement_lines

    print_lines(run.console, statement_lines(statement, article))
