"""A language model that writes what a test wants, and the articles for it to write about."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.answering.model.errors import EndpointSlow
from bot.answering.model.replies import FAILED, Reply
from bot.answering.model.site import ModelSite
from bot.answering.types import Answer, Outcome, Question, Related
from bot.answering.verifier import verify_written
from bot.answering.written.claims import ProposedClaim, SentPassage, Support
from index.library import Library
from index.store.models import Budget
from index.types import Span

ARTICLE = (
    "“The gates will not hold,” said Ines Maro, the harbour engineer, on Monday. "
    "The river rose by 41 centimetres in the night."
)
TRUE = ("Ines Maro said: “The gates will not hold.”", "The gates will not hold")
TOO = (
    "The river rose by 41 centimetres in the night.",
    "The river rose by 41 centimetres in the night",
)
FALSE = ("Ines Maro said that the gates will hold.", "The gates will not hold")
HOST = "model.example"
PATIENCE = 20.0


@dataclass(slots=True)
class Scribe:
    """Writes these claims, each with the words it relies on, once it may; or fails."""

    claims: list[tuple[str, str]] = field(default_factory=lambda: [TRUE])
    steps: tuple[str, ...] = ("Reading 12 passages", "Writing")
    fails: bool = False
    may_write: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.may_write.set()

    def write(
        self,
        library: Library,
        question: Question,
        outcome: Outcome,
        on_step: Callable[[str], None],
        *,
        spent: float = 0.0,
    ) -> Reply:
        self.asked.append((library.name, question.text))
        for step in self.steps:
            on_step(step)
        assert self.may_write.wait(PATIENCE)
        if self.fails:
            return Reply(outcome, FAILED, EndpointSlow("It was slow.", "Wait."))
        assert isinstance(outcome, Answer | Related)
        article = outcome.citations[0].article
        sent = {1: SentPassage(article.id, article.version, Span(0, len(article.text)))}
        claims = [ProposedClaim(text, (Support(1, words),)) for text, words in self.claims]
        written = verify_written(library, question, claims, sent, outcome.evidence)
        return Reply(written or outcome)

    def close(self) -> None:
        self.may_write.set()


def site(
    address: str = f"https://{HOST}/v1?key=secret",
    budget: Budget | None = None,
    reach: Callable[[], None] = lambda: None,
) -> ModelSite:
    return ModelSite.at(address, "qwen3", budget or Budget(), reach)
