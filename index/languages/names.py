"""What counts as one in a question though it has several words: names, and what is quoted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from index.languages.language import words
from index.languages.query import phrase
from index.languages.table import LANGUAGES

_WORD: Final = re.compile(r"[^\W_]+")
QUOTATION: Final = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"")


def query_phrases(query: str, held: Collection[str]) -> dict[str, str]:
    """The names of several words and the quotations in a query, each with what finds it.

    `held` are the languages of the articles, by code.
    """
    quoted = (match[0] for match in QUOTATION.finditer(query))
    several = (" ".join(words(written)) for written in [*names(query), *quoted])
    return {written: phrase(written, held) for written in several if " " in written}


def names(text: str) -> list[str]:
    """Runs of words with capitals, a space between; what only opens a question is none."""
    composed = unicodedata.normalize("NFC", text)
    runs: list[list[str]] = [[]]
    end = 0
    for word in _WORD.finditer(composed):
        capital = word[0][0].isupper()
        if not capital or composed[end : word.start()] != " ":
            runs.append([])
        if capital and (runs[-1] or not _is_common(word[0].lower())):
            runs[-1].append(word[0])
        end = word.end()
    return list(dict.fromkeys(" ".join(run) for run in runs if run))


def _is_common(word: str) -> bool:
    return any(word in one.stop_words for one in LANGUAGES.values())
