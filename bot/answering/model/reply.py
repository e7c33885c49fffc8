"""What a model replies: the form that is asked for, and the claims in a text that has it."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answering.model.errors import ReplyMalformed
from bot.answering.written.claims import ProposedClaim, Support

MOST_CLAIMS: Final = 12
LONGEST_TEXT: Final = 2000

# What reasoning models write beforehand, and the fence that others put around their JSON.
_THOUGHTS: Final = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_FENCED: Final = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n\s*```\s*", re.DOTALL)

_Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Support(_Strict):
    passage: Annotated[int, Field(ge=0, le=10_000)]
    words: _Text


class _Claim(_Strict):
    text: _Text
    support: Annotated[list[_Support], Field(max_length=MOST_CLAIMS)]


class _Reply(_Strict):
    claims: Annotated[list[_Claim], Field(max_length=MOST_CLAIMS)]


def read_reply(text: str) -> tuple[ProposedClaim, ...]:
    """The claims in a reply; none where the model finds no answer. Raises ReplyMalformed."""
    text = _THOUGHTS.sub("", text, count=1)
    fenced = _FENCED.fullmatch(text)
    try:
        reply = _Reply.model_validate_json(fenced[1] if fenced else text)
    except (ValidationError, RecursionError) as error:
        raise ReplyMalformed(
            "The language model replied with something else than the claims it was asked for.",
            "Try again, or choose a model that follows instructions (MODEL_NAME).",
        ) from error
    return tuple(
        ProposedClaim(
            claim.text, tuple(Support(each.passage, each.words) for each in claim.support)
        )
        for claim in reply.claims
    )


def response_format() -> dict[str, Any]:
    """The form as a JSON schema, for endpoints that hold a model to one."""
    support = _object(passage={"type": "integer"}, words={"type": "string"})
    claim = _object(text={"type": "string"}, support={"type": "array", "items": support})
    schema = _object(claims={"type": "array", "items": claim})
    return {
        "type": "json_schema",
        "json_schema": {"name": "claims", "strict": True, "schema": schema},
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
