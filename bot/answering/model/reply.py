"""What a model replies: the forms that are asked for, and what is in a text that has one."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answering.model.errors import ReplyMalformed
from bot.answering.written.claims import ProposedClaim, Support

MOST_CLAIMS: Final = 12
MOST_QUESTIONS: Final = 4
LONGEST_TEXT: Final = 2000

# What reasoning models write beforehand, and the fence that others put around their JSON.
_THOUGHTS: Final = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_FENCED: Final = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n\s*```\s*", re.DOTALL)

_Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class _Strict(BaseModel):
    """Nothing is bent into shape; a key that nobody asked for says nothing."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class _Support(_Strict):
    passage: Annotated[int, Field(ge=0, le=10_000)]
    words: _Text


class _Claim(_Strict):
    text: _Text
    support: Annotated[list[_Support], Field(max_length=MOST_CLAIMS)]


class _Claims(_Strict):
    claims: Annotated[list[_Claim], Field(max_length=MOST_CLAIMS)]


class _Whole(_Strict):
    question: Annotated[str, Field(max_length=LONGEST_TEXT)]


class _Plan(_Strict):
    questions: Annotated[list[_Text], Field(max_length=MOST_QUESTIONS)]


R = TypeVar("R", bound=_Strict)


def read_claims(text: str) -> tuple[ProposedClaim, ...]:
    """The claims in a reply; none where the model finds no answer. Raises ReplyMalformed."""
    reply = _read(text, _Claims, "the claims")
    return tuple(
        ProposedClaim(
            claim.text, tuple(Support(each.passage, each.words) for each in claim.support)
        )
        for claim in reply.claims
    )


def read_question(text: str) -> str:
    """The one question in a reply, "" where the model knows none. Raises ReplyMalformed."""
    return _read(text, _Whole, "the question").question


def read_questions(text: str) -> tuple[str, ...]:
    """The questions in a reply; none where the model takes nothing apart. Raises ReplyMalformed."""
    return tuple(_read(text, _Plan, "the questions").questions)


def claims_form() -> dict[str, Any]:
    """The form of claims as a JSON schema, for endpoints that hold a model to one."""
    support = _object(passage={"type": "integer"}, words={"type": "string"})
    claim = _object(text={"type": "string"}, support={"type": "array", "items": support})
    return _schema("claims", _object(claims={"type": "array", "items": claim}))


def question_form() -> dict[str, Any]:
    """The same for one question."""
    return _schema("question", _object(question={"type": "string"}))


def questions_form() -> dict[str, Any]:
    """The same for questions."""
    return _schema("questions", _object(questions={"type": "array", "items": {"type": "string"}}))


def _read(text: str, form: type[R], wanted: str) -> R:
    text = _THOUGHTS.sub("", text, count=1)
    fenced = _FENCED.fullmatch(text)
    try:
        return form.model_validate_json(fenced[1] if fenced else text)
    except (ValidationError, RecursionError) as error:
        raise ReplyMalformed(
            f"The language model replied with something else than {wanted} it was asked for.",
            "Try again, or choose a model that follows instructions (MODEL_NAME).",
        ) from error


def _schema(name: str, form: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {"name": name, "strict": True, "schema": form},
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
