"""The composition root: reads the settings, makes the services, and hands them to a command.

Owns the wiring and the one error boundary of the command line. Everything heavy is
imported where it is needed, so that the process is there at once.
"""

from __future__ import annotations

import errno
import gc
import io
import logging
import secrets
import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NoReturn

from index.errors import WhosaidError

if TYPE_CHECKING:
    from bot.cli.invocation import Wiring
    from bot.services import Services
    from bot.settings import Settings

log = logging.getLogger("bot")

INTERRUPTED = 130
OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""All that is made while modules are read stays: looking through it takes a tenth of a start."""


def main() -> NoReturn:
    """Run the command line of this process, and end it with the command's exit code."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A byte or character that is none should neither stop a reader nor a writer.
            errors = "replace" if stream is sys.stdin else "backslashreplace"
            stream.reconfigure(encoding="utf-8", errors=errors)
    sys.exit(run(sys.argv[1:], wiring()))


def run(arguments: list[str], wired: Wiring) -> int:
    """Run one command; whatever goes wrong becomes a line on standard error and a code."""
    from bot.cli.app import app

    try:
        app(arguments, obj=wired, prog_name="whosaid")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    except WhosaidError as error:
        _tell(str(error))
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _unexpected(error)
        _tell("There is no space left where the output goes. Make room and run it again.")
        return 1
    except Exception as error:  # noqa: BLE001 - the last resort of the one boundary
        return _unexpected(error)
    if code == INTERRUPTED:
        _tell("Interrupted; what was added stays.")
    return code


def wiring() -> Wiring:
    """How the commands get what they work with, each only when it is needed."""
    from bot.cli.invocation import Wiring

    return Wiring(
        load_settings=_load_settings,
        set_up_logging=set_up_logging,
        open_services=open_services,
    )


def open_services(settings: Settings) -> Services:
    """Open the libraries of the data directory; raises StorageError."""
    from bot.answering.answerer import Answerer
    from bot.offload import Offload
    from bot.services import Services
    from index.embedder import SentenceEmbedder
    from index.feeds.following import FeedRules, Feeds
    from index.fetch import FetchLimits
    from index.libraries import Libraries
    from index.reranker import CrossEncoderReranker
    from index.sources import SourceReader

    limits = FetchLimits(
        seconds=settings.fetch_timeout_seconds,
        max_bytes=int(settings.fetch_max_megabytes * 1_000_000),
    )
    named = settings.reranker_model
    reranker = CrossEncoderReranker(named) if named else None
    libraries = Libraries(
        settings.data_dir, SentenceEmbedder(settings.embedding_model), reranker=reranker
    )
    reader = SourceReader(limits)
    rules = FeedRules(
        interval=timedelta(minutes=settings.feed_interval_minutes),
        first=settings.feed_first_entries,
    )
    services = Services(
        libraries=libraries,
        answerer=Answerer(),
        reader=reader,
        feeds=Feeds(libraries, reader, rules),
        offload=Offload(),
    )
    return _with_model(services, settings) if settings.model_base_url else services


def _with_model(services: Services, settings: Settings) -> Services:
    from bot.writing import make_site, make_writer

    writer = make_writer(settings, services.libraries)
    return replace(services, writer=writer, site=make_site(settings))


def set_up_logging(settings: Settings, default: Literal["INFO", "WARNING"]) -> None:
    """Log to standard error; other packages only from WARNING up, unless DEBUG is asked for."""
    level = settings.log_level or default
    logging.basicConfig(
        level=level if level in ("DEBUG", "ERROR") else "WARNING",
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
        force=True,
    )
    for ours in ("bot", "index"):
        logging.getLogger(ours).setLevel(level)


def _load_settings() -> Settings:
    from bot.settings import load_settings

    return load_settings()


def _unexpected(error: Exception) -> int:
    reference = secrets.token_hex(4)
    shown = error if log.isEnabledFor(logging.DEBUG) else None
    log.error("reference %s: %s", reference, type(error).__name__, exc_info=shown)
    _tell(
        f"Something went wrong that should not have ({type(error).__name__}, reference "
        f"{reference}). Run it again with LOG_LEVEL=DEBUG and report what it says."
    )
    return 1


def _tell(words: str) -> None:
    sys.stderr.write(f"whosaid: {words}\n")


if __name__ == "__main__":
    main()
