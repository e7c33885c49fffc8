"""Commands that show stored articles and correct what is known about them: list, show, edit."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from bot.cli import article_forms
from bot.cli.invocation import Invocation
from bot.cli.values import (
    LARGEST,
    AuthorOption,
    LanguageOption,
    LimitOption,
    NewDayOption,
    NewTimeOption,
    OffsetOption,
    PublisherOption,
    TitleOption,
    UrlOption,
    changed,
    date_option,
    text_option,
)
from index.records import ArticleFilter, CitedStatement
from index.types import Article, Metadata

ArticleId = Annotated[str, typer.Argument(metavar="ID", help="An article's id, as in A-7f3k2.")]
_STATEMENT = "Q-"


def list_(
    run: Invocation,
    search: Annotated[
        str | None,
        text_option("--search", "Only articles with these words.", "WORDS"),
    ] = None,
    outlet: Annotated[
        str | None, text_option("--outlet", "Only what this outlet ran.", "NAME")
    ] = None,
    speaker: Annotated[
        str | None, text_option("--speaker", "Only where this speaker is quoted.", "NAME")
    ] = None,
    since: Annotated[
        date | None, date_option("--since", "Only articles of this day or later.")
    ] = None,
    until: Annotated[
        date | None, date_option("--until", "Only articles of this day or earlier.")
    ] = None,
    added_by: Annotated[
        str | None, text_option("--added-by", "Only what this person added.", "WHO")
    ] = None,
    limit: LimitOption = 50,
    offset: OffsetOption = 0,
) -> None:
    """List the articles, the newest added first."""
    quoted = run.library.register.profile(speaker).name if speaker else None
    wanted = ArticleFilter(search, outlet, quoted, since, until, added_by)
    found = run.library.list(wanted, limit=limit, offset=offset)
    if run.as_json:
        for summary in found:
            run.emit(article_forms.article_summary(summary))
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
    _tell_the_rest(run, wanted, offset, len(found))


def show(
    run: Invocation,
    article_id: Annotated[
        str, typer.Argument(metavar="ID", help="An article's id, or a statement's (Q-…).")
    ],
    version: Annotated[
        int | None,
        typer.Option("--version", min=1, max=LARGEST, help="The text of this version."),
    ] = None,
) -> None:
    """Show an article with its text, exactly as stored; or a statement, even an old one."""
    if article_id.startswith(_STATEMENT):
        _show_cited(run, run.library.cited(article_id))
        return
    newest = run.library.get(article_id)
    article = newest if version is None else run.library.version(article_id, version)
    if article.version != newest.version:
        _tell_newer(run, article, newest.version)
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
    modified: NewTimeOption = None,
    url: UrlOption = None,
    language: LanguageOption = None,
) -> None:
    """Correct what is known about an article; an empty text makes it unknown."""
    given = Metadata(title, url, author, publisher, published, modified)
    if given == Metadata() and language is None:
        raise typer.BadParameter("Nothing to change: give --title, --author, or another option.")
    known = run.library.get(article_id).metadata
    article = run.library.edit(article_id, changed(known, given), by=run.user)
    if language is not None:
        article = run.library.edit_language(article_id, language or None, by=run.user)
    if run.as_json:
        _emit_whole(run, article)
    else:
        from bot.terminal import source

        run.note(f"{article.id}: {source(article.metadata)}")


def _show_cited(run: Invocation, cited: CitedStatement) -> None:
    if cited.is_superseded:
        _tell_newer(run, cited.article, cited.newest)
    if run.as_json:
        run.emit(article_forms.cited_statement(cited))
        return
    from bot.terminal import print_lines, statement_lines

    print_lines(run.console, statement_lines(cited.statement, cited.article))


def _tell_newer(run: Invocation, article: Article, newest: int) -> None:
    run.note(f"This is version {article.version} of {article.id}; the newest is {newest}.")


def _emit_whole(run: Invocation, article: Article) -> None:
    is_newest = article.version == run.library.get(article.id).version
    passages = run.library.passages(article.id) if is_newest else []
    statements = run.library.statements(article_id=article.id) if is_newest else []
    run.emit(article_forms.article(article, passages, statements, run.library.story(article.id)))


def _tell_the_rest(run: Invocation, wanted: ArticleFilter, offset: int, shown: int) -> None:
    total = run.library.count(wanted)
    if not total:
        is_filtered = wanted != ArticleFilter()
        run.note(
            "No article matches." if is_filtered else "The library is empty: see `whosaid add`."
        )
    elif offset + shown < total:
        run.note(f"{shown:,} of {total:,}; go on with --offset {offset + shown}.")
