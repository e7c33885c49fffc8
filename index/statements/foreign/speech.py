"""The words by which a language says who said something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, cast

Gender = Literal["masculine", "feminine", "either"]


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """One language's words of saying.

    `verb` has a group for each gender of its subject. `according` goes before a name in
    another case than a sentence's subject ("по словам"); `closing` before one that ends a
    sentence ("so Lindner"). `that` opens reported words, and `but` ends them. `before_others`
    are words after which a name is no subject, but for `before_subjects`, which are matched
    with the word behind them; `roles` are taken off before a name, and
    `listeners` behind it.
    `inflects` says that names change with their part in the sentence.
    """

    verb: re.Pattern[str]
    according: re.Pattern[str]
    closing: re.Pattern[str] | None
    that: re.Pattern[str]
    but: re.Pattern[str]
    denial: re.Pattern[str]
    before_others: frozenset[str]
    before_subjects: re.Pattern[str]
    roles: re.Pattern[str]
    listeners: frozenset[str]
    men_in_a: frozenset[str]
    inflects: bool


NOTHING: Final = re.compile(r"(?!)")


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, whole."""
    return rf"(?:{'|'.join(sorted(words, key=len, reverse=True))})\b"


def pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def verbs(**forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for verbs, with a group for the gender of their subject."""
    groups = (f"(?P<{gender}>{any_of(words)})" for gender, words in forms.items())
    return pattern(rf"(?<!\w)(?:{'|'.join(groups)})")


def gender_of(verb: re.Match[str]) -> Gender:
    return cast("Gender", verb.lastgroup)
