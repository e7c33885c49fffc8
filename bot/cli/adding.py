"""Commands by which articles come in and go out: add, import, export."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import article_forms, forms
from bot.cli.files import write_whole
from bot.cli.invocation import Invocation
from bot.cli.progress import Report, Reporting
from bot.cli.values import AuthorOption, PublishedOption, PublisherOption, TitleOption, UrlOption
from index.errors import MalformedSource, SourceError
from index.types import AddResult, FailedSource, Metadata, NewArticle

STANDARD_INPUT = "-"


def add(
    run: Invocation,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Addresses, files, folders, or - for stdin."),
    ],
    title: TitleOption = None,
    author: AuthorOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    url: UrlOption = None,
) -> None:
    """Add articles from addresses, files, folders or standard input.

    One bad source never stops the rest. The options override what is found in the source.
    """
    metadata = Metadata(title, url, author, publisher, published)
    articles = _read(run, sources, metadata)
    _take_in(run, _only(articles) if url else articles, Reporting(by_name=True))


def import_(
    run: Invocation,
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="One article a line.")],
) -> None:
    """Add every article of a JSONL file; run again, it goes on where it was stopped.

    Each line is an object with "text", and optionally "title", "url", "author",
    "publisher" and "date". The text is stored exactly as given.
    """
    _take_in(run, run.services.reader.read_jsonl(file), Reporting(total=_count_lines(file)))


def export(
    run: Invocation,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Where to write; - is standard output.")
    ] = STANDARD_INPUT,
) -> None:
    """Write every article as JSONL that `import` restores, ids included."""
    library = run.library
    articles = (
        article_forms.exported(article, library.history(article.id))
        for article in library.every_article()
    )
    if file == STANDARD_INPUT:
        for form in articles:
            run.emit(form)
        return
    written = write_whole(Path(file), map(forms.as_line, articles))
    if run.as_json:
        run.emit({"file": file, "articles": written})
    else:
        from bot.wording import counted

        run.note(f"Exported {counted(written, 'article')} to {file}.")


def _read(
    run: Invocation, sources: Iterable[str], metadata: Metadata
) -> Iterator[NewArticle | FailedSource]:
    reader = run.services.reader
    for source in sources:
        if not source.strip():  # as a path it would be the whole working directory
            yield FailedSource(source, "This source is empty. Name a file, folder or address.")
            continue
        if source != STANDARD_INPUT:
            yield from reader.read(source, metadata)
            continue
        try:
            text = _standard_input(reader.limits.max_bytes)
            yield reader.read_text(text, source, metadata)
        except SourceError as error:
            yield FailedSource(source, str(error))


def _only(
    articles: Iterator[NewArticle | FailedSource],
) -> Iterator[NewArticle | FailedSource]:
    """The one article that an address is of: as versions of it others would take its place."""
    first = list(islice(articles, 2))
    if len(first) > 1:
        raise typer.BadParameter(
            "--url is the address of one article, and there are several. Add them one by one."
        )
    yield from first


def _standard_input(max_bytes: int) -> str:
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise MalformedSource(
            f"Standard input is larger than {max_bytes / 1e6:g} MB.",
            "Give the article's text alone.",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedSource(
            "Standard input is not UTF-8 text.", "Convert it, or add it as a file."
        ) from error


def _take_in(
    run: Invocation, articles: Iterable[NewArticle | FailedSource], reporting: Reporting
) -> None:
    with reporting.to(run) as report:
        results = run.library.add(articles, added_by=run.user, on_result=_both(run, report))
    if not run.as_json:
        run.note(summary(results))
    if any(result.status == "failed" for result in results):
        raise typer.Exit(1)


def _both(run: Invocation, report: Report) -> Report:
    def tell(result: AddResult) -> None:
        if run.as_json:
            run.emit(forms.add_result(result))
        report(result)

    return tell


def summary(results: Iterable[AddResult]) -> str:
    """How many were added, were there already, and failed."""
    counts: dict[str, int] = {}
    for result in results:
        counts[result.status] = counts.get(result.status, 0) + 1
    parts = [f"{count:,} {status}" for status, count in sorted(counts.items())]
    return ", ".join(parts).capitalize() + "." if parts else "There was nothing to add."


def _count_lines(file: Path) -> int | None:
    """How many articles a file seems to hold; None where that cannot be told beforehand."""
    if not file.is_file():
        return None
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as lines:
            return sum(not line.isspace() for line in lines)
    except (OSError, EOFError, zlib.error):
        return None
