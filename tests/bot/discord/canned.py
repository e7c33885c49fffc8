"""A language model's endpoint without a network, as the simulated clock runs ahead of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from bot.answering.model.asking import Prices
from bot.answering.model.endpoint import Endpoint
from bot.answering.model.errors import WritingFailed
from bot.answering.model.protocol import Completion, Message, ModelRules
from bot.answering.model.writer import Writer
from bot.services import Services
from prompts import load_prompts
from tests.bot.discord.scribe import site


@dataclass(slots=True)
class Canned:
    """Says the same to everything, or fails."""

    text: str = ""
    error: WritingFailed | None = None
    rules: ModelRules = field(default_factory=lambda: ModelRules("", "canned"))
    asked: list[Sequence[Message]] = field(default_factory=list)

    def complete(self, messages: Sequence[Message], _: object, __: float) -> Completion:
        self.asked.append(messages)
        if self.error:
            raise self.error
        return Completion(self.text, 10, 10)

    def close(self) -> None:
        """Nothing is open."""


def with_model(services: Services, endpoint: Canned) -> Services:
    """The services with this model, which no server has chosen yet."""
    asked = cast("Endpoint", endpoint)
    writer = Writer(asked, load_prompts(), services.libraries, Prices())
    return replace(services, writer=writer, site=site())
