"""What every command of the command line shares.

Owns the options that all commands take, before or after the command's name, and
`Invocation`: one command being run, with its library, its output and its notes.
Standard output carries results only; everything said beside them goes to standard error.
"""

from __future__ import annotations

import functools
import getpass
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Concatenate, Literal, ParamSpec, Self

import typer

from bot.cli.forms import Form, as_line
from bot.cli.values import name
from index.errors import SettingsError

if TYPE_CHECKING:
    from rich.console import Console

    from bot.answering.model.writer import Writer
    from bot.services import Services
    from bot.settings import Settings
    from index.library import Library

P = ParamSpec("P")

DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Where the database lives (default: DATA_DIR)."),
]
LibraryOption = Annotated[
    str | None,
    typer.Option("--library", metavar="NAME", parser=name, help="Which library (default: local)."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON only, one object per line.")]
WithModel = Annotated[
    bool, typer.Option("--model", help="Let the language model of MODEL_BASE_URL write.")
]
DEFAULT_LIBRARY = "local"


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the composition root lends to the commands, each made only when one needs it."""

    load_settings: Callable[[], Settings]
    set_up_logging: Callable[[Settings, Literal["INFO", "WARNING"]], None]
    open_services: Callable[[Settings], Services]


@dataclass(frozen=True, slots=True)
class Options:
    """The shared options as they were given; None where they were not."""

    data: Path | None = None
    library: str | None = None
    as_json: bool = False

    def over(self, outer: Options) -> Options:
        """These options, completed by those given before the command's name."""
        return Options(
            self.data or outer.data, self.library or outer.library, self.as_json or outer.as_json
        )


@dataclass(frozen=True, slots=True)
class Given:
    """What a command is handed by the program around it."""

    wiring: Wiring
    options: Options


class Invocation:
    """One command being run: what it works with, and where its words go."""

    def __init__(self, wiring: Wiring, options: Options) -> None:
        self._wiring = wiring
        self._options = options
        self.as_json = options.as_json
        self._opened: Services | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._opened is not None:
            self._opened.close()
        sys.stdout.flush()

    @cached_property
    def settings(self) -> Settings:
        settings = self._wiring.load_settings()
        if self._options.data is not None:
            settings = settings.model_copy(update={"data_dir": self._options.data.expanduser()})
        self._wiring.set_up_logging(settings, "WARNING")
        return settings

    @property
    def services(self) -> Services:
        if self._opened is None:
            self._opened = self._wiring.open_services(self.settings)
        return self._opened

    @property
    def library_name(self) -> str:
        return self._options.library or DEFAULT_LIBRARY

    @cached_property
    def library(self) -> Library:
        return self.services.libraries.get(self.library_name)

    @property
    def writer(self) -> Writer:
        """What lets the language model write. Raises SettingsError where none is set."""
        if self.services.writer is None:
            raise SettingsError(
                "--model asks a language model to write, and none is set.",
                "Set MODEL_BASE_URL and MODEL_NAME, or leave --model out.",
            )
        return self.services.writer

    @property
    def user(self) -> str:
        """Who gives the command, as this machine calls them."""
        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return "local"

    @cached_property
    def console(self) -> Console:
        """Standard output, for people."""
        from rich.console import Console

        return Console(highlight=False)

    @cached_property
    def notes(self) -> Console:
        """Standard error: progress, and what is said beside the results."""
        from rich.console import Console

        return Console(stderr=True, highlight=False)

    def warm(self) -> None:
        """Load the embedding model, telling where another one's vectors are made anew."""

        def tell(library: str, done: int, total: int) -> None:
            self.note(f"Another embedding model: {done:,} of {total:,} passages of {library} done.")

        libraries = self.services.libraries
        if not sys.stderr.isatty():
            libraries.warm(tell)
            return
        with self.notes.status("Loading the embedding model …"):
            libraries.warm(tell)

    def emit(self, form: Form) -> None:
        """One JSON object on standard output, readable by the next program at once."""
        sys.stdout.write(as_line(form) + "\n")
        sys.stdout.flush()

    def note(self, words: str) -> None:
        """A line for a person on standard error, its markup and control characters inert."""
        from bot.terminal import harmless

        typer.echo(harmless(words), err=True)

    def log_at_info(self) -> None:
        """Log what happens as well as what goes wrong, unless LOG_LEVEL says otherwise."""
        self._wiring.set_up_logging(self.settings, "INFO")


def command(function: Callable[Concatenate[Invocation, P], None]) -> Callable[..., None]:
    """Give a function the shared options as a command, and an Invocation as its first argument."""
    own = [
        _parameter(each.name, each.annotation, each.default)
        for each in list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    ]

    @functools.wraps(function)
    def run(
        context: typer.Context,
        data: Path | None,
        library: str | None,
        as_json: bool,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        given: Given = context.obj
        options = Options(data, library, as_json).over(given.options)
        with Invocation(given.wiring, options) as invocation:
            function(invocation, *args, **kwargs)

    parameters = [_parameter("context", typer.Context, inspect.Parameter.empty), *own, *_SHARED]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _parameter(name: str, annotation: object, default: object) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


_SHARED = (
    _parameter("data", DataOption, None),
    _parameter("library", LibraryOption, None),
    _parameter("as_json", JsonOption, False),
)
