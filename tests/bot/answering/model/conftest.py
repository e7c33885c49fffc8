"""A small library, and a writer over whatever a scripted endpoint says."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.model.asking import Prices
from bot.answering.model.breaker import Breaker
from bot.answering.model.endpoint import Endpoint
from bot.answering.model.protocol import ModelRules
from bot.answering.model.replies import Reply
from bot.answering.model.writer import Writer
from bot.answering.types import Outcome, Question
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle
from prompts import load_prompts
from tests.bot.answering.model.scripted import KEY, Script, Scripted, scripted
from tests.fakes import WordEmbedder

TODAY = date(2026, 2, 12)
TEXT = (
    "“The gates will not hold,” said Ines Maro, the harbour engineer, on Monday. "
    "The river rose by 41 centimetres in the night.\n"
    "Tom Vale said that the gates were old. “I have an opinion about concrete,” Vale told "
    "reporters. “The gates were painted twice.”"
)
QUESTION = Question("What did Maro say about the gates?", TODAY)
TRUE = ("Ines Maro said: “The gates will not hold.”", 1, "The gates will not hold")


@dataclass(slots=True)
class Desk:
    """A library, and what becomes of a question to it when the model says this or that."""

    libraries: Libraries
    library: Library
    endpoint: Scripted
    writer: Writer

    def found(self, question: Question = QUESTION) -> Outcome:
        return Answerer().answer(self.library, question)

    def ask(self, question: Question = QUESTION) -> Reply:
        return self.writer.write(self.library, question, self.found(question))


Opening = Callable[..., Desk]


@pytest.fixture(scope="session")
def old_gates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with one article; not to be changed."""
    directory = tmp_path_factory.mktemp("gates")
    opened = Libraries(directory, WordEmbedder())
    metadata = Metadata(publisher="The Record", published=date(2026, 2, 11), title="Old gates")
    opened.get("local").add([NewArticle("a", TEXT, metadata)], added_by="tester")
    opened.close()
    return directory


@pytest.fixture
def libraries(old_gates: Path, tmp_path: Path) -> Iterator[Libraries]:
    opened = Libraries(shutil.copytree(old_gates, tmp_path / "data"), WordEmbedder())
    yield opened
    opened.close()


@pytest.fixture
def desk(libraries: Libraries) -> Iterator[Opening]:
    """Opens a desk: `desk(script, seconds=0.3)`."""
    with ExitStack() as stack:

        def opened(
            script: Script,
            *,
            seconds: float = 5.0,
            prices: Prices | None = None,
            breaker: Breaker | None = None,
            key: str = KEY,
        ) -> Desk:
            endpoint = stack.enter_context(scripted(script))
            rules = ModelRules(endpoint.url, "scripted", key, seconds=seconds)
            writer = Writer(
                Endpoint(rules),
                load_prompts(),
                libraries,
                prices or Prices(),
                breaker=breaker,
                today=lambda: TODAY,
            )
            stack.callback(writer.close)
            return Desk(libraries, libraries.get("local"), endpoint, writer)

        yield opened
