"""Questions as lines of JSON: reading one, and saying what is wrong with it.

Owns what every file of questions has in common, whoever reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NoReturn

from bot.answering.types import Question

MAX_QUESTION: Final = 2000
"""Characters; whoever sends more has sent something else than a question."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question under the id that its asker gave it, which may be any JSON value."""

    id: object
    question: Question


def read_question(line: bytes, today: date) -> QuestionLine:
    """Read {"id", "question", "asked"?}; raises ValueError that says what is wrong."""
    return question_of(read_object(line), today)


def read_object(line: bytes) -> dict[str, Any]:
    """The JSON object of a line; raises ValueError that says what is wrong."""
    try:
        form = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON in UTF-8 ({error}).") from error
    if not isinstance(form, dict):
        raise ValueError("not a JSON object.")
    return form


def question_of(form: Mapping[str, Any], today: date) -> QuestionLine:
    """The question of an object that may hold more; raises ValueError that says what is wrong."""
    text, asked = form.get("question"), form.get("asked")
    if not isinstance(text, str) or not text.strip():
        raise ValueError('"question" is missing or empty.')
    if problem := unanswerable(text):
        raise ValueError(f'"question": {problem}')
    try:
        day = today if asked is None else read_date(asked)
    except (ValueError, TypeError, AttributeError):
        raise ValueError(f'"asked" is {asked!r}; write it as YYYY-MM-DD.') from None
    return QuestionLine(form.get("id"), Question(text, day))


def unanswerable(text: str) -> str | None:
    """What is wrong with a question before anything is looked up; None where nothing is."""
    if not is_whole(text):
        return "it holds halves of characters (lone surrogates)."
    if len(text) > MAX_QUESTION:
        return f"it has {len(text):,} characters; ask in at most {MAX_QUESTION:,}."
    return None


def is_whole(text: str) -> bool:
    """Whether a text consists of whole characters; halves cannot be searched for."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_date(value: str) -> date:
    """A day as YYYY-MM-DD, alone or at the head of an ISO time; raises ValueError."""
    try:
        return date.fromisoformat(value.replace("/", "-"))
    except ValueError:
        return datetime.fromisoformat(value).date()


def _refuse(constant: str) -> NoReturn:
    """Python reads NaN and Infinity, which no other reader of JSON takes back."""
    raise ValueError(f"{constant} is no JSON")
