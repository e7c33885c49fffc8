"""The command line's table of commands, as `whosaid --help` shows it.

Owns the order, grouping and help of the commands; what they do stands in the modules
beside this one.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli import (
    adding,
    articles,
    asking,
    briefing,
    care,
    feeds,
    gaps,
    jobs,
    selftest,
    speakers,
    starting,
    upkeep,
)
from bot.cli.invocation import DataOption, Given, JsonOption, LibraryOption, Options, command

_HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="whosaid",
    help="Answers questions about your articles with exact quotations.\n\n"
    "Alone, it runs the Discord bot when DISCORD_TOKEN is set, and opens the console chat "
    "otherwise; questions on a pipe are answered line by line.",
    epilog="Exit codes: 0 done, 1 a clear error on standard error, 2 wrong usage, "
    "130 interrupted. Settings come from the environment and .env; .env.example lists them.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings=_HELP_OPTIONS,
)
speaker = typer.Typer(
    help="Decide who is who among the speakers; every decision can be undone.",
    no_args_is_help=True,
    context_settings=_HELP_OPTIONS,
)
job = typer.Typer(
    help="Add many sources at once, as a job that can be interrupted.",
    no_args_is_help=True,
    context_settings=_HELP_OPTIONS,
)

feed = typer.Typer(
    help="Follow RSS and Atom feeds; the bot polls them, and so does `whosaid feed poll`.",
    no_args_is_help=True,
    context_settings=_HELP_OPTIONS,
)

_PANELS = {
    "Ask": (
        asking.ask,
        asking.quotes,
        briefing.brief,
        asking.statements,
        asking.verify,
        speakers.speakers,
    ),
    "Articles": (
        adding.add,
        adding.import_,
        adding.export,
        articles.list_,
        articles.show,
        articles.edit,
        care.refresh,
        care.remove,
        care.undo,
        care.history,
        jobs.jobs,
    ),
    "Start": (starting.chat, starting.run_, starting.try_),
    "Upkeep": (gaps.gaps, upkeep.stats, upkeep.doctor, upkeep.rebuild, selftest.selftest),
}

for panel, functions in _PANELS.items():
    for function in functions:
        app.command(function.__name__.rstrip("_"), rich_help_panel=panel)(command(function))

for decision in (
    speakers.merge,
    speakers.split,
    speakers.rename,
    speakers.alias,
    speakers.history,
    speakers.undo,
):
    speaker.command(decision.__name__)(command(decision))
app.add_typer(speaker, name="speaker", rich_help_panel="Upkeep")

for action in (feeds.add, feeds.list_, feeds.remove, feeds.pause, feeds.resume, feeds.poll):
    feed.command(action.__name__.rstrip("_"))(command(action))
app.add_typer(feed, name="feed", rich_help_panel="Articles")
for step in (jobs.start, jobs.resume, jobs.cancel):
    job.command(step.__name__)(command(step))
app.add_typer(job, name="job", rich_help_panel="Articles")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"whosaid {version('whosaid')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    data: DataOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    context.obj = Given(context.obj, Options(data, library, as_json))
    if context.invoked_subcommand is None:
        command(starting.start)(context=context, data=None, library=None, as_json=False)
