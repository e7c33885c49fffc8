"""Which language a text is in, and a question.

English unless it plainly is another: short and doubtful texts are English.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Final

from index.languages.english import ENGLISH
from index.languages.language import words
from index.languages.table import LANGUAGES
from index.types import Article

READ: Final = 2000
"""Characters of a text that tell its language."""
_FEWEST_WORDS: Final = 12
_PLAINLY_ENGLISH: Final = 0.25
"""In English prose two words of five are stop words; in other languages hardly any."""
_SURE: Final = 0.95


def language_of(text: str) -> str:
    """The ISO 639-1 code of a text's language."""
    opening = text[:READ]
    found = words(opening)
    if len(found) < _FEWEST_WORDS:
        return ENGLISH.code
    english = sum(word in ENGLISH.stop_words for word in found)
    if english >= _PLAINLY_ENGLISH * len(found):
        return ENGLISH.code
    code, likelihood = _identify()(opening)
    return code if likelihood >= _SURE else ENGLISH.code


def article_language(article: Article) -> str:
    """The language that a person has set for an article, else that of its text."""
    return article.language if "language" in article.settled else language_of(article.text)


def question_language(question: str, held: Collection[str]) -> str:
    """The language of a question, among English and those of the articles, by its small words."""
    found = set(words(question))
    best, most = ENGLISH.code, len(found & ENGLISH.telling)
    for code in sorted(held):
        if code in LANGUAGES and (telling := len(found & LANGUAGES[code].telling)) > most:
            best, most = code, telling
    return best


@lru_cache(maxsize=1)
def _identify() -> Callable[[str], tuple[str, float]]:
    """The identifier of languages, loaded for the first text that is not plainly English."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    classify: Callable[[str], tuple[str, float]] = LanguageIdentifier.from_model_file(
        MODEL_FILE, norm_probs=True
    ).classify
    return classify
