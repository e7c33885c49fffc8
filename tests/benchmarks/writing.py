"""What a dead language model costs whoever asks, against the same answer without one."""

from __future__ import annotations

import logging
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from bot.answering.answerer import Answerer
from bot.answering.model.asking import Prices
from bot.answering.model.breaker import Breaker
from bot.answering.model.endpoint import Endpoint
from bot.answering.model.protocol import ModelRules
from bot.answering.model.writer import Writer
from bot.answering.types import NotFound, Question
from index.libraries import Libraries
from index.library import Library
from prompts import load_prompts
from tests.evaluation.samples import gold_questions
from tests.samples import fill_with_samples

LIMIT_SECONDS: Final = 1.0
NEVER: Final = 10**6


def measure(questions: int) -> Iterator[str]:
    """Each way of being dead, before the breaker opens and after."""
    logging.getLogger("bot").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as directory:
        libraries = Libraries(Path(directory))
        library = libraries.get("local")
        fill_with_samples(library)
        asked = _answered(library, questions)
        for what, address in (("nothing listens", _nobody), ("never replies", _mute)):
            with address() as port:
                yield _waiting(libraries, library, asked, port, what)
                yield _resting(libraries, library, asked, port, what)
        libraries.close()


def _waiting(
    libraries: Libraries, library: Library, asked: list[Question], port: int, what: str
) -> str:
    writer = _writer(libraries, port, Breaker(failures=NEVER))
    quoted, written = _times(library, writer, asked)
    writer.close()
    over = max(written - LIMIT_SECONDS, 0.0) / quoted
    return (
        f"{what}: answered in {written:.3f} s with a limit of {LIMIT_SECONDS:g} s; beyond it "
        f"{over:.2f} times the quoting answer (at most 1.2)"
    )


def _resting(
    libraries: Libraries, library: Library, asked: list[Question], port: int, what: str
) -> str:
    breaker = Breaker(failures=1, rest_seconds=NEVER)
    breaker.failed()
    writer = _writer(libraries, port, breaker)
    quoted, written = _times(library, writer, asked)
    writer.close()
    return f"{what}, breaker open: {written / quoted:.2f} times the quoting answer (at most 1.2)"


def _writer(libraries: Libraries, port: int, breaker: Breaker) -> Writer:
    rules = ModelRules(f"http://127.0.0.1:{port}/v1", "dead", seconds=LIMIT_SECONDS)
    return Writer(Endpoint(rules), load_prompts(), libraries, Prices(), breaker=breaker)


def _times(library: Library, writer: Writer, asked: list[Question]) -> tuple[float, float]:
    """The median seconds until the quoting answer is there, and until the writer is done."""
    answerer = Answerer()
    writer.write(library, asked[0], answerer.answer(library, asked[0]))
    quoted, written = [], []
    for question in asked:
        # Answered once: a question that is put again is embedded already.
        began = perf_counter()
        outcome = answerer.answer(library, question)
        quoted.append(perf_counter() - began)
        writer.write(library, question, outcome)
        written.append(perf_counter() - began)
    return median(quoted), median(written)


def _answered(library: Library, most: int) -> list[Question]:
    """Questions with an answer: for others no model is asked."""
    answerer = Answerer()
    asked = (gold.question for gold in gold_questions())
    found = [q for q in asked if not isinstance(answerer.answer(library, q), NotFound)]
    return found[:most]


@contextmanager
def _nobody() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port: int = bound.getsockname()[1]
    yield port


@contextmanager
def _mute() -> Iterator[int]:
    """A port that takes connections, and nothing more."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as bound:
        yield bound.getsockname()[1]
