"""The benchmarks' command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tests.benchmarks import adding, asking, growing, importing, reading, starting, writing
from tests.evaluation.data import data_directory, rows

app = typer.Typer(help="Speed and memory as ratios within one run.", add_completion=False)

Data = Annotated[
    Path | None, typer.Option(help="A data directory that holds the 2,977 news articles already.")
]


@app.command("import")
def import_(articles: Annotated[int, typer.Option(help="How many news articles.")] = 300) -> None:
    """Adding articles against a bare encode of the same passages: at least 0.43 of its speed.

    That is the time of the encode and at most 1.3 times that for the statements.
    """
    typer.echo(importing.measure(data_directory() / "realtimeqa" / "articles.jsonl.gz", articles))


@app.command("adding")
def adding_(
    held: Annotated[int, typer.Option(help="How many articles the large library holds.")] = 3000,
    articles: Annotated[int, typer.Option(help="How many are added to each.")] = 40,
) -> None:
    """Adding one article to 3,000 against adding it to next to none: at most 1.3 times."""
    for line in adding.measure(held, articles):
        typer.echo(line)


@app.command("reading")
def reading_(articles: Annotated[int, typer.Option(help="How many news articles.")] = 64) -> None:
    """Reading statements against a bare encode: at most 1.3 times its time, and 60 MB."""
    texts = [row["text"] for row in rows(data_directory() / "realtimeqa" / "articles.jsonl.gz")]
    for line in reading.measure(texts[:articles]):
        typer.echo(line)


@app.command()
def ask(data: Data = None, questions: int = 200) -> None:
    """A warm answer against a bare encode and a flat search: at most 2 times, under 1.5 GB."""
    typer.echo(asking.measure(data_directory() / "realtimeqa", data, questions))


@app.command("writing")
def writing_(questions: Annotated[int, typer.Option(help="How many.")] = 20) -> None:
    """A dead language model's cost beyond its limit: at most 1.2 times the quoting answer."""
    for line in writing.measure(questions):
        typer.echo(line)


@app.command()
def start(runs: int = 5) -> None:
    """Process start to the first /help against importing discord.py: under 3 times."""
    typer.echo(starting.measure(runs))


@app.command()
def growth() -> None:
    """Reading statements from 16 times the text: under 40 times as long."""
    for line in growing.measure():
        typer.echo(line)


app()
