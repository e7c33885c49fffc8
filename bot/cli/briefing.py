"""The command that sums up what was said on a topic."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import forms
from bot.cli.invocation import Invocation, WithModel
from bot.cli.values import text_option, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.drafting.briefs import BriefRow

Since = Annotated[str | None, text_option("--since", "Only from then on: June, 3 May.", "DAYS")]
Until = Annotated[str | None, text_option("--until", "Only up to then: 3 May 2026.", "DAYS")]


def brief(
    run: Invocation,
    topic: Annotated[
        str, typer.Argument(metavar="TOPIC", parser=words, help="What it is about: the dam.")
    ],
    since: Since = None,
    until: Until = None,
    with_model: WithModel = False,
) -> None:
    """Sum up what was said on a topic: by whom, in the order of time, in exact words."""
    from bot.answering.drafting.briefs import brief_on, brief_rows
    from bot.answering.questions.typed_limits import typed_days

    topic = " ".join(topic.split())
    if not topic:
        raise typer.BadParameter("The topic is empty.")
    today = date.today()
    period = typed_days(since, until, today)
    writer = run.writer if with_model else None
    run.warm()
    found = brief_on(run.library, topic, period)
    rows: Sequence[BriefRow] = brief_rows(run.library, found.lines)
    if writer is not None:
        worded = writer.briefer.worded(run.library, topic, rows, today)
        rows = worded.rows
        if worded.failure:
            run.note(f"The language model could not be used: {worded.failure}")
    _show(run, rows)
    if not rows:
        days = " in these days" if since or until else ""
        run.note(f"Nobody is quoted here on “{topic}”{days}.")
    if found.left_out:
        run.note(f"{found.left_out:,} more are left out: narrow it with --since and --until.")


def _show(run: Invocation, rows: Sequence[BriefRow]) -> None:
    if run.as_json:
        for number, row in enumerate(rows, start=1):
            run.emit(_form(number, row))
        return
    from bot.terminal import brief_lines, print_lines

    print_lines(run.console, brief_lines(rows))


def _form(number: int, row: BriefRow) -> forms.Form:
    """A citation with its day, all parts of its words, and the sentence that sums them up."""
    return {
        "day": row.day.isoformat() if row.day else None,
        "sentence": row.sentence or None,
        "parts": list(row.quoted.parts),
        "statement_id": row.quoted.citation.statement_id,
        **forms.citation(number, row.quoted.citation),
    }
