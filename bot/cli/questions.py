"""Questions as lines of JSON: reading one, and answering in the same form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, NoReturn

from bot.answering.types import Outcome, Question
from bot.cli import forms
from bot.cli.values import read_date
from index.types import ScoredPassage

if TYPE_CHECKING:
    from index.library import Library

MAX_QUESTION: Final = 2000
"""Characters; whoever sends more has sent something else than a question."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question under the id that its asker gave it, which may be any JSON value."""

    id: object
    question: Question


def read_question(line: bytes, today: date) -> QuestionLine:
    """Read {"id", "question", "asked"?}; raises ValueError that says what is wrong."""
    try:
        form = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON in UTF-8 ({error}).") from error
    if not isinstance(form, dict):
        raise ValueError("not a JSON object.")
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
    try:
        text.encode()
    except UnicodeEncodeError:
        return "it holds halves of characters (lone surrogates)."
    if len(text) > MAX_QUESTION:
        return f"it has {len(text):,} characters; ask in at most {MAX_QUESTION:,}."
    return None


def answer_form(library: Library, outcome: Outcome, *, question_id: object, top: int) -> forms.Form:
    """What became of a question, with its `top` nearest passages and their addresses."""
    passages: Sequence[ScoredPassage] = outcome.evidence.passages[:top]
    if len(passages) < top:
        more = tuple(library.search(outcome.evidence.query, limit=top))
        passages = replace(outcome.evidence, articles=more).passages[:top]
    articles = {found.passage.article_id for found in passages}
    urls = {article_id: library.get(article_id).metadata.url for article_id in articles}
    return forms.outcome(outcome, question_id=question_id, passages=passages, urls=urls)


def _refuse(constant: str) -> NoReturn:
    """Python reads NaN and Infinity, which no other reader of JSON takes back."""
    raise ValueError(f"{constant} is no JSON")
