"""Questions of which it is known what should come of them, as lines of JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, cast

from bot.answering.types import Question
from bot.question_lines import is_whole, question_of, read_object
from index.ids import is_article_id
from index.urls import address_key

Expected = Literal["answered", "not_found"]

KEYS: Final = tuple("question asked expect articles words speaker evidence answer id".split())


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question, and what is right for it; what is left empty is not looked at.

    `articles` are the right ones, by id or address; `words` are quotations of which one
    should be shown, and `speaker` is who should be credited with it. `evidence` is a sentence
    that says what the right passage says, perhaps in other words, `answer` the answer itself
    in a word or few. `id` is any JSON value.
    """

    question: Question
    expect: Expected = "answered"
    articles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    speaker: str | None = None
    evidence: str | None = None
    answer: str | None = None
    id: object = None


def read_gold(line: bytes, today: date) -> GoldQuestion:
    """Read one line; raises ValueError that says what is wrong and what to do."""
    form = read_object(line)
    # A misspelt key would be measured as if nothing had been asked for.
    if unknown := [key for key in form if key not in KEYS]:
        raise ValueError(f'"{unknown[0]}" is not known; the keys are {", ".join(KEYS)}.')
    asked = question_of(form, today)
    gold = GoldQuestion(
        asked.question,
        _expected(form),
        _texts(form, "articles"),
        _texts(form, "words"),
        _text(form, "speaker"),
        _text(form, "evidence"),
        _text(form, "answer"),
        asked.id,
    )
    if problem := _problem(gold):
        raise ValueError(problem)
    return gold


def _problem(gold: GoldQuestion) -> str | None:
    for article in gold.articles:
        if not is_article_id(article) and address_key(article) is None:
            return f'"articles": {article!r} is neither the id of an article nor an address.'
    given = gold.articles or gold.words or gold.speaker or gold.answer
    if gold.expect == "not_found" and given:
        return (
            'what should be "not_found" has no "articles", "words", "speaker" or "answer"; '
            "leave them out."
        )
    if gold.evidence and not gold.articles:
        return '"evidence" is looked for in the right articles; name them under "articles".'
    return None


def _expected(form: Mapping[str, Any]) -> Expected:
    expect = form.get("expect") or "answered"
    if expect not in ("answered", "not_found"):
        raise ValueError(f'"expect" is {expect!r}; write "answered" or "not_found".')
    return cast("Expected", expect)


def _texts(form: Mapping[str, Any], key: str) -> tuple[str, ...]:
    given = form.get(key) or []
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not all(map(_is_text, texts)):
        raise ValueError(f'"{key}" is {given!r}; write a text, or a list of texts.')
    return tuple(texts)


def _text(form: Mapping[str, Any], key: str) -> str | None:
    given = form.get(key) or None
    if given is not None and not _is_text(given):
        raise ValueError(f'"{key}" is {given!r}; write a text.')
    return given


def _is_text(given: object) -> bool:
    return isinstance(given, str) and bool(given.strip()) and is_whole(given)
