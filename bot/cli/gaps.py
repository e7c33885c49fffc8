"""`whosaid gaps`: what was asked in vain, and which answers were found bad."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.forms import Form
from bot.cli.invocation import Invocation
from bot.cli.values import LimitOption, OffsetOption, date_option
from index.gaps import GapOrder

if TYPE_CHECKING:
    from index.exchanges import CitedWords
    from index.gaps import Gap

_SAID: Final = {"not_found": "nothing found", "related": "only related", "disliked": "found bad"}


def gaps(
    run: Invocation,
    since: Annotated[
        date | None, date_option("--since", "Only what was asked on this day or later.")
    ] = None,
    order: Annotated[
        GapOrder, typer.Option("--order", help="The most asked first, or the newest.")
    ] = "most",
    limit: LimitOption = 50,
    offset: OffsetOption = 0,
) -> None:
    """Show what was asked in vain and which answers were found bad, on a server by its id."""
    store = run.services.libraries.gaps(run.library_name)
    moment = datetime.combine(since, time(), UTC) if since else None
    found = store.page(since=moment, order=order, limit=limit, offset=offset)
    if run.as_json:
        for gap in found.gaps:
            run.emit(_form(gap))
        return
    if not found.gaps:
        run.note("Nothing is missing. Questions asked on Discord are under --library SERVER_ID.")
        return
    from bot.terminal import print_table

    print_table(run.console, ("asked", "last", "", "question", "why"), map(_row, found.gaps))


def _row(gap: Gap) -> tuple[str | None, ...]:
    return f"{gap.times:,}", gap.last.date().isoformat(), _SAID[gap.kind], gap.question, gap.reason


def _form(gap: Gap) -> Form:
    return {
        "key": gap.key,
        "question": gap.question,
        "kind": gap.kind,
        "times": gap.times,
        "people": gap.people,
        "disliked": gap.disliked,
        "last": gap.last.date().isoformat(),
        "reason": gap.reason,
        "cited": [_cited(words) for words in gap.cited],
    }


def _cited(words: CitedWords) -> Form:
    return {
        "article_id": words.article_id,
        "version": words.version,
        "start": words.span.start,
        "end": words.span.end,
        "statement_id": words.statement_id,
    }
