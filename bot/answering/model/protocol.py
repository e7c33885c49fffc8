"""What goes to an endpoint and what comes back, as far as the protocol has a say in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Literal
from urllib.parse import urlsplit

from bot.answering.model.errors import EndpointSlow, ReplyMalformed
from bot.wording import counted


@dataclass(frozen=True, slots=True)
class ModelRules:
    """Which model is asked, and within which limits.

    `seconds` is how long a whole reply may take, the retry included.
    """

    base_url: str
    model: str
    api_key: str | None = None
    temperature: float = 0.0
    seconds: float = 20.0
    max_tokens: int = 1500

    @property
    def address(self) -> str:
        """The address as it may be told and logged: without a password or a key in it."""
        try:
            parts = urlsplit(self.base_url)
        except ValueError:
            return "the address in MODEL_BASE_URL"
        host = parts.netloc.rpartition("@")[2]
        return parts._replace(netloc=host, query="", fragment="").geturl()


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what a model is given."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model wrote; tokens are None where the endpoint does not tell."""

    text: str
    tokens_in: int | None
    tokens_out: int | None


@dataclass(frozen=True, slots=True)
class Dialect:
    """What an endpoint takes; it is given up piece by piece as the endpoint refuses it."""

    schema: bool = True
    temperature: bool = True
    usage: bool = True
    new_limit: bool = False

    def without(self, refusal: str) -> Dialect:
        """What is left after a refusal; the same where nothing of it is to blame."""
        if "max_tokens" in refusal:
            return replace(self, new_limit=True)
        if "temperature" in refusal:
            return replace(self, temperature=False)
        if "stream_options" in refusal:
            return replace(self, usage=False)
        return replace(self, schema=False)


def too_slow(seconds: float) -> EndpointSlow:
    return EndpointSlow(
        f"The language model did not reply within {counted(ceil(seconds), 'second')}.",
        "Ask again later, or raise MODEL_TIMEOUT_SECONDS.",
    )


def options(rules: ModelRules, dialect: Dialect, response_format: dict[str, Any]) -> dict[str, Any]:
    limit = "max_completion_tokens" if dialect.new_limit else "max_tokens"
    options: dict[str, Any] = {limit: rules.max_tokens}
    if dialect.temperature:
        options["temperature"] = rules.temperature
    if dialect.usage:
        options["stream_options"] = {"include_usage": True}
    if dialect.schema:
        options["response_format"] = response_format
    return options


def too_long() -> ReplyMalformed:
    return ReplyMalformed(
        "The language model replied with far more than was asked for.",
        "Choose another with MODEL_NAME.",
    )
