"""The evaluations' command line."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from index.embedder import SentenceEmbedder
from index.libraries import Libraries
from index.library import Library
from index.retriever import Weights
from index.statements.extractor import StatementExtractor
from index.statements.tagger.tagger import Tagger
from tests.evaluation import calibration, follow_ups, mutations, pages, seed, statements, sweep
from tests.evaluation import samples as sample_questions
from tests.evaluation.adversarial import measure as adversarial
from tests.evaluation.data import data_directory
from tests.evaluation.handmade import measure as handmade
from tests.evaluation.handmade.gold import SETS
from tests.evaluation.jobs import measure as jobs
from tests.evaluation.proofs import claims as proof_claims
from tests.evaluation.proofs import gold as proofs
from tests.evaluation.proofs import messages as proof_messages
from tests.evaluation.proofs import quotations as proof_quotations
from tests.evaluation.retrieval import Evaluation, QuestionSet, settings_line
from tests.samples import fill_with_samples

DataDirectory = Annotated[
    Path, typer.Option(help="A data directory; what is empty in it is filled first.")
]

app = typer.Typer(help="Quality of answers.", add_completion=False)


@contextmanager
def _sample_library() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as directory:
        libraries = Libraries(Path(directory))
        library = libraries.get("local")
        fill_with_samples(library)
        yield library
        libraries.close()


@app.command()
def samples() -> None:
    """The gold questions over the sample library."""
    with _sample_library() as library:
        for line in sample_questions.report(sample_questions.judge_samples(library)):
            typer.echo(line)


@app.command(name="follow-ups")
def follow_ups_() -> None:
    """The dialogues over the sample library: what their follow-ups are taken for."""
    with _sample_library() as library:
        for line in follow_ups.report(follow_ups.judge(library)):
            typer.echo(line)


@app.command(name="mutations")
def mutations_() -> None:
    """The quotations of the sample library, turned in ways that lie, and checked."""
    with _sample_library() as library:
        for line in mutations.report(library):
            typer.echo(line)


@app.command(name="retrieval")
def retrieval_(
    data: DataDirectory,
    sets: Annotated[
        list[QuestionSet] | None, typer.Option("--set", help="Only this one; all by default.")
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List what goes wrong, too.")] = False,
) -> None:
    """Finding the right passage, and knowing when there is none."""
    weights = Weights()
    libraries = Libraries(data, weights=weights)
    evaluation = Evaluation(libraries, data_directory())
    typer.echo(settings_line(weights))
    for asked in sets or QuestionSet:
        for line in evaluation.lines(asked, misses=misses):
            typer.echo(line)
    libraries.close()


@app.command(name="calibrate")
def calibrate_(
    data: DataDirectory,
) -> None:
    """Fit the likelihood that excerpts answer a question, and what it reaches when held out."""
    libraries = Libraries(data)
    for line in calibration.report(Evaluation(libraries, data_directory()).examples()):
        typer.echo(line)
    libraries.close()


@app.command(name="sweep")
def sweep_(
    data: DataDirectory,
) -> None:
    """What other weights than those in force would find."""
    weights = Weights()
    libraries = Libraries(data, weights=weights)
    for line in sweep.report(Evaluation(libraries, data_directory()).searches(), weights):
        typer.echo(line)
    libraries.close()


@app.command(name="statements")
def statements_() -> None:
    """PolNeAR's development articles: sources, cues, contents and speakers."""
    development = data_directory() / "polnear" / "dev.jsonl.gz"
    for line in statements.report(statements.measure(development, Tagger(SentenceEmbedder()))):
        typer.echo(line)


@app.command(name="pages")
def pages_(
    days: Annotated[bool, typer.Option("--days", help="List the day of each page, too.")] = False,
) -> None:
    """Real pages: what of their articles is found, and what around them."""
    for line in pages.report(list(pages.read_pages(data_directory() / "pages")), days=days):
        typer.echo(line)


@app.command(name="seed")
def seed_() -> None:
    """The quotations of the project's first article, each with its speaker."""
    extractor = StatementExtractor(Tagger(SentenceEmbedder()))
    for line in seed.report(data_directory() / "seed" / "article.jsonl", extractor):
        typer.echo(line)


@app.command(name="handmade")
def handmade_(
    misses: Annotated[bool, typer.Option(help="List what is read wrongly, too.")] = False,
) -> None:
    """The hand-made articles in many styles: statements, sources, and who is meant."""
    extractor = StatementExtractor(Tagger(SentenceEmbedder()))
    for name in SETS:
        measured = handmade.measure(extractor, name)
        if misses:
            for line in handmade.report_misses(measured):
                typer.echo(line)
        for line in handmade.report(measured):
            typer.echo(line)


@app.command(name="adversarial")
def adversarial_(
    data: DataDirectory,
    seed: Annotated[int, typer.Option(help="Of the outputs and their changes.")] = 1,
    misses: Annotated[bool, typer.Option(help="List what comes out wrong, too.")] = False,
) -> None:
    """What a language model might write, true and made false, and what is shown of it."""
    libraries = Libraries(data)
    library = Evaluation(libraries, data_directory()).polnear()
    measured = adversarial.measure(library, seed)
    for line in adversarial.report(measured, misses=misses):
        typer.echo(line)
    libraries.close()
    if not measured.is_met:
        raise typer.Exit(1)


@app.command(name="proofs")
def proofs_() -> None:
    """Quotations, claims and messages written by hand, and what is made of each."""
    with tempfile.TemporaryDirectory() as directory:
        libraries = Libraries(Path(directory))
        library = libraries.get("local")
        proofs.fill(library)
        for line in proof_quotations.report(proof_quotations.judge(library)):
            typer.echo(line)
        for line in proof_claims.report(proof_claims.judge(library)):
            typer.echo(line)
        for line in proof_messages.report(proof_messages.judge(library)):
            typer.echo(line)
        libraries.close()


@app.command(name="jobs")
def jobs_(
    sources: Annotated[int, typer.Option(help="How many sources.")] = 500,
    kills: Annotated[int, typer.Option(help="How often the process is killed.")] = 20,
    seed: Annotated[int, typer.Option(help="Of the order of sources and the moments.")] = 1,
) -> None:
    """Many good and bad sources in one job, its process killed again and again."""
    measured = jobs.measure(sources, kills, seed)
    for line in jobs.report(measured):
        typer.echo(line)
    if any(measured.faults()):
        raise typer.Exit(1)


app()
