"""A query as FTS5 expressions: its words in every language in which full text holds articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from index.languages.detection import question_language
from index.languages.language import Language, words
from index.languages.table import LANGUAGES, language


def query_terms(query: str, held: Collection[str]) -> dict[str, str]:
    """The words of a query that mean something, each with the expression that finds it.

    `held` are the languages of the articles, by code.
    """
    stop_words = language(question_language(query, held)).stop_words
    return {word: _term(word, held) for word in words(query) if word not in stop_words}


def phrase(text: str, held: Collection[str]) -> str:
    """An expression for a text's words next to each other; empty where there is none."""
    found = words(text)
    if not found:
        return ""
    forms = [found, *(other.stems(found) for other in _stemmed(held))]
    return _any_of(" ".join(form) for form in forms)


def _term(word: str, held: Collection[str]) -> str:
    stems = (one.stem(word) for one in _stemmed(held) if word not in one.stop_words)
    return _any_of((word, *stems))


def _stemmed(held: Collection[str]) -> Iterator[Language]:
    """The languages in which full text holds stems in the place of words."""
    known = (LANGUAGES[code] for code in sorted(held) if code in LANGUAGES)
    return (one for one in known if one.is_indexed_stemmed)


def _any_of(forms: Iterable[str]) -> str:
    return " OR ".join(f'"{form}"' for form in dict.fromkeys(forms))
