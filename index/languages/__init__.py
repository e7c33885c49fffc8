"""The languages of articles and questions: which one it is, and how its words are compared."""

from index.languages.detection import article_language, language_of, question_language
from index.languages.english import ENGLISH
from index.languages.language import Language, words
from index.languages.names import QUOTATION, names, query_phrases
from index.languages.query import phrase, query_terms
from index.languages.table import LANGUAGES, language, language_code, language_name

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "QUOTATION",
    "Language",
    "article_language",
    "language",
    "language_code",
    "language_name",
    "language_of",
    "names",
    "phrase",
    "query_phrases",
    "query_terms",
    "question_language",
    "words",
]
