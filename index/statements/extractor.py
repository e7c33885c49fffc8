"""Who said what in an article: the door of this package.

In English the tagger finds sources, cues and contents; where it sees nothing beside a
quotation, rules read the sentence. Other languages are read by rules alone. Both keep
to what the article plainly says: a quotation without a speaker stays without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.languages import ENGLISH, language_of
from index.statements.tagger.tagger import TaggedSpan, Tagger
from index.types import Attribution

RULES_VERSION: Final = "4"
"""Raised whenever other rules read other statements from the same tags."""

_FINGERPRINT_DIGITS: Final = 8


class StatementExtractor:
    """Reads articles for their statements; threads may share one."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def version(self) -> str:
        """Names the tagger's weights and the rules; raises ModelError."""
        return f"{RULES_VERSION}-{self._tagger.fingerprint()[:_FINGERPRINT_DIGITS]}"

    def extract(
        self, texts: Sequence[str], languages: Sequence[str | None] | None = None
    ) -> list[list[Attribution]]:
        """Every statement of each text in order of position, as spans of it.

        A text of no given language, by its code, is in the one that its words tell.
        Quoted words are in at most one statement. Raises ModelError where the tagger
        cannot be loaded.
        """
        given = languages or [None] * len(texts)
        codes = [code or language_of(text) for text, code in zip(texts, given, strict=True)]
        english = [text for text, code in zip(texts, codes, strict=True) if code == ENGLISH.code]
        tags = iter(self._tagger.tag(english) if english else ())
        return [
            _read_english(text, next(tags)) if code == ENGLISH.code else _read_foreign(text, code)
            for text, code in zip(texts, codes, strict=True)
        ]


def _read_english(text: str, tagged: Sequence[TaggedSpan]) -> list[Attribution]:
    # Its rules take a while to load, which neither a start nor a question need.
    from index.statements.english import read_english

    return read_english(text, tagged)


def _read_foreign(text: str, code: str) -> list[Attribution]:
    # The rules of three languages take a while to load, which English articles need not.
    from index.statements.foreign import read_foreign

    return read_foreign(text, code)
