"""Commands that change what the library holds: refresh, remove, undo, and their history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import article_forms, forms
from bot.cli.adding import summary
from bot.cli.invocation import Invocation
from bot.cli.progress import Reporting
from bot.cli.values import LimitOption, OffsetOption, OlderThanOption
from bot.wording import DONE
from index.errors import ArticleNotFound, RemovalNotFound

if TYPE_CHECKING:
    from index.records import AuditEntry, FieldChange, Removal
    from index.types import AddResult

ArticleIds = Annotated[list[str], typer.Argument(metavar="ID", help="Articles' ids.")]


def refresh(
    run: Invocation,
    article_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Only these articles.")
    ] = None,
    older_than: OlderThanOption = timedelta(0),
) -> None:
    """Fetch articles again from their addresses; what has changed becomes a new version.

    Where an address cannot be read any more the article stays as it is.
    """
    wanted = run.library.unchecked(older_than)
    if article_ids:
        not_due = run.library.get_all(article_ids).keys() - set(wanted) if older_than else set()
        wanted = [id_ for id_ in article_ids if id_ not in not_due]
    with Reporting(total=len(wanted), doing="Refreshing").to(run) as report:

        def tell(result: AddResult) -> None:
            if run.as_json:
                run.emit(forms.add_result(result))
            report(result)

        results = run.library.refresh(wanted, run.services.reader, by=run.user, on_result=tell)
    if not run.as_json:
        run.note(summary(results) if results else "No article is due.")
    if any(result.status == "failed" for result in results):
        raise typer.Exit(1)


def remove(run: Invocation, article_ids: ArticleIds) -> None:
    """Remove articles, with everything found in them; for ten minutes `undo` brings them back."""
    missing = False
    for article_id in article_ids:
        try:
            removal = run.library.remove(article_id, by=run.user)
        except ArticleNotFound as error:
            missing = True
            run.note(f"✗ {error}")
            continue
        _tell(run, removal, lambda removal: f"Removed {_named(removal)}")
    if missing:
        raise typer.Exit(1)


def undo(
    run: Invocation,
    article_ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Which articles (default: the last one removed)."),
    ] = None,
) -> None:
    """Bring back articles that were removed in the last ten minutes, with all their ids."""
    removals = {removal.article_id: removal for removal in reversed(run.library.removals())}
    wanted = article_ids or list(removals)[-1:]
    if not wanted or not set(wanted) <= set(removals):
        raise RemovalNotFound
    for article_id in wanted:
        run.library.bring_back(removals[article_id].id, by=run.user)
        _tell(run, removals[article_id], lambda removal: f"Brought back {_named(removal)}")


def history(
    run: Invocation,
    article_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only what was done to this article.")
    ] = None,
    limit: LimitOption = 50,
    offset: OffsetOption = 0,
) -> None:
    """Show who added, edited, removed and brought back what, the latest first."""
    entries = run.library.audit(article_id=article_id, limit=limit, offset=offset)
    if not entries and article_id is not None and not offset:
        raise ArticleNotFound(article_id)
    if run.as_json:
        for entry in entries:
            run.emit(article_forms.audit_entry(entry))
        return
    from bot.terminal import print_table

    print_table(run.console, ("when", "who", "did", "what", ""), map(_row, entries))


def _row(entry: AuditEntry) -> tuple[str | None, ...]:
    when = f"{entry.at.astimezone():%Y-%m-%d %H:%M}"
    changes = "; ".join(map(_in_words, entry.changes))
    return when, entry.by, f"{DONE[entry.action]} {entry.article_id}", entry.title, changes


def _in_words(change: FieldChange) -> str:
    return f"{change.field}: {change.old or 'unknown'} → {change.new or 'unknown'}"


def _tell(run: Invocation, removal: Removal, words: Callable[[Removal], str]) -> None:
    if run.as_json:
        run.emit(article_forms.removal(removal))
    else:
        run.note(words(removal))


def _named(removal: Removal) -> str:
    from bot.terminal import source

    return f"{removal.article_id}: {source(removal.metadata)}"
