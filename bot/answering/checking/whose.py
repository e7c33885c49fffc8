"""Whether words are credited to the one whose they are claimed to be.

Says that they are another's only where both are sure: the article plainly names another, and
the claim names somebody who cannot be that other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.answering.checking.types import Credit
from bot.answering.types import Citation
from index.library import Library
from index.speakers import name_words
from index.statements.vocabulary import ROLES
from index.types import Article

_WHOLE_NAME: Final = 2
"""Words from which on a name that the library does not know is taken for somebody's."""


class Claimant:
    """Somebody to whom words are credited outside of the library."""

    def __init__(self, library: Library, name: str) -> None:
        self.name = name
        self._directory = library.directory()
        self._words = set(name_words(name))
        self._speakers = self._called(name)

    def of_all(self, citations: Iterable[Citation]) -> Credit:
        """Theirs where one place says so, another's only where every place does."""
        found = {self.credit(citation) for citation in citations}
        if "same" in found:
            return "same"
        return "other" if found == {"other"} else "unsure"

    def credit(self, citation: Citation) -> Credit:
        """Whether the article of a citation credits its words to them."""
        speaker = citation.speaker
        if speaker is None or self._is_outlet(citation.article):
            return "unsure"
        if speaker.name in self._speakers:
            return "same"
        is_sure = not citation.inferred and self._is_another(speaker.name)
        return "other" if is_sure else "unsure"

    def _is_another(self, speaker: str) -> bool:
        """Whether the name cannot be one for this speaker: no part of it, nor an office."""
        words = self._words - ROLES
        if any(speaker in self._directory.called(word.title()) for word in words):
            return False
        return len(words) >= (1 if self._speakers else _WHOLE_NAME)

    def _is_outlet(self, article: Article) -> bool:
        """Whether the name is that of who published or wrote the article."""
        beside = (article.metadata.publisher, article.metadata.author)
        return any(self._words <= set(name_words(name)) for name in beside if name)

    def _called(self, name: str) -> tuple[str, ...]:
        """The speakers of this name, without words before it that are no part of it."""
        parts = name.split()
        every = (self._directory.called(" ".join(parts[at:])) for at in range(len(parts)))
        return next(filter(None, every), ())
