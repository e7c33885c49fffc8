"""Commands that look after stored articles: list, show, edit, remove."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli import forms
from bot.cli.invocation import Invocation
from bot.cli.values import (
    AuthorOption,
    NewDayOption,
    PublisherOption,
    TitleOption,
    UrlOption,
    changed,
    text_option,
)
from index.errors import ArticleNotFound
from index.types import Article, Metadata

ArticleId = Annotated[str, typer.Argument(metavar="ID", help="An article's id, as in A-7f3k2.")]


def list_(
    run: Invocation,
    search: Annotated[
        str | None,
        text_option("--search", "Only articles with these words.", "WORDS"),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 50,
    offset: Annotated[int, typer.Option("--offset", min=0, help="How many to skip.")] = 0,
) -> None:
    """List the articles, the newest added first."""
    found = run.library.list(search=search, limit=limit, offset=offset)
    if run.as_json:
        for summary in found:
            run.emit(forms.article_summary(summary))
        return
    from bot.terminal import print_table

    rows = [
        (
            summary.id,
            summary.metadata.published.isoformat() if summary.metadata.published else "",
            summary.metadata.publisher,
            summary.metadata.title,
        )
        for summary in found
    ]
    print_table(run.console, ("id", "published", "outlet", "title"), rows)
    _tell_the_rest(run, search, offset, len(found))


def show(run: Invocation, article_id: ArticleId) -> None:
    """Show an article with its text, exactly as stored."""
    article = run.library.get(article_id)
    if run.as_json:
        _emit_whole(run, article)
        return
    from rich.text import Text

    from bot.terminal import Line, harmless, print_lines, source_lines

    print_lines(run.console, source_lines(article, indent=0))
    print_lines(run.console, [Line(Text()), Line(Text(harmless(article.text)))])


def edit(
    run: Invocation,
    article_id: ArticleId,
    title: TitleOption = None,
    author: AuthorOption = None,
    publisher: PublisherOption = None,
    published: NewDayOption = None,
    url: UrlOption = None,
) -> None:
    """Correct what is known about an article; an empty text makes it unknown."""
    given = Metadata(title, url, author, publisher, published)
    if given == Metadata():
        raise typer.BadParameter("Nothing to change: give --title, --author, or another option.")
    known = run.library.get(article_id).metadata
    article = run.library.edit(article_id, changed(known, given))
    if run.as_json:
        _emit_whole(run, article)
    else:
        from bot.terminal import source

        run.note(f"{article.id}: {source(article.metadata)}")


def remove(
    run: Invocation,
    article_ids: Annotated[list[str], typer.Argument(metavar="ID", help="Articles' ids.")],
) -> None:
    """Remove articles for good, with everything that was found in them."""
    missing = False
    for article_id in article_ids:
        try:
            article = run.library.remove(article_id)
        except ArticleNotFound as error:
            missing = True
            run.note(f"✗ {error}")
            continue
        if run.as_json:
            run.emit(forms.article_reference(article.id, article.metadata))
        else:
            from bot.terminal import source

            run.note(f"Removed {article.id}: {source(article.metadata)}")
    if missing:
        raise typer.Exit(1)


def _emit_whole(run: Invocation, article: Article) -> None:
    passages = run.library.passages(article.id)
    statements = run.library.statements(article_id=article.id)
    run.emit(forms.article(article, passages, statements))


def _tell_the_rest(run: Invocation, search: str | None, offset: int, shown: int) -> None:
    total = run.library.count(search=search)
    if not total:
        run.note("No article matches." if search else "The library is empty: see `whosaid add`.")
    elif offset + shown < total:
        run.note(f"{shown:,} of {total:,}; go on with --offset {offset + shown}.")
