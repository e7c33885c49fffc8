"""Whether words are credited to the one whose they are claimed to be.

Says that they are another's only where both are sure: the article plainly names another, who
reports nobody else's words in them, and the claim names somebody who cannot be that other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.answering.checking.lookalikes import plainly_written
from bot.answering.checking.types import Credit
from bot.answering.types import Citation
from index.library import Library
from index.speakers import name_words
from index.statements.quotations import quotations
from index.statements.vocabulary import ORGANISATIONS, ROLES
from index.types import Article

_WHOLE_NAME: Final = 2
"""Words from which on a name that the library does not know is taken for somebody's."""

_SPELT_ALIKE: Final = 10
"""Speakers whose names may be meant by one that is spelt a little differently."""


class Claimant:
    """Somebody to whom words are credited outside of the library."""

    def __init__(self, library: Library, name: str) -> None:
        self.name = name
        self._library = library
        self._directory = library.directory()
        self._words = set(name_words(plainly_written(name)))
        self._speakers = self._called(plainly_written(name))

    def of_all(self, citations: Iterable[Citation]) -> Credit:
        """Theirs where one place says so, another's only where every place does."""
        found = {self.credit(citation) for citation in citations}
        if "same" in found:
            return "same"
        return "other" if found == {"other"} else "unsure"

    def credit(self, citation: Citation) -> Credit:
        """Whether the article of a citation credits its words to them."""
        speaker = citation.speaker
        if speaker is None:
            return "unsure"
        if speaker.name in self._speakers:
            return "same"
        is_sure = (
            not citation.inferred
            and self._is_another(speaker.name)
            and not self._is_outlet(citation.article)
            and not self._may_be_reported(citation)
        )
        return "other" if is_sure else "unsure"

    def _is_another(self, speaker: str) -> bool:
        """Whether the name cannot be one for this speaker, nor for whom they speak for."""
        words = self._words - ROLES
        if not words or words & ORGANISATIONS:
            return False
        if any(speaker in self._directory.called(word.title()) for word in words):
            return False
        if self._speakers:
            return True
        return len(words) >= _WHOLE_NAME and speaker not in self._directory.nearest(
            self.name, _SPELT_ALIKE
        )

    def _is_outlet(self, article: Article) -> bool:
        """Whether the name is that of an outlet, or of who wrote the article."""
        by = " ".join(filter(None, (article.metadata.publisher, article.metadata.author)))
        beside = (by, *self._library.publishers())
        return any(self._words <= set(name_words(name)) for name in beside)

    def _may_be_reported(self, citation: Citation) -> bool:
        """Whether the words are quoted within what is said, or follow their name there."""
        text, span = citation.article.text, citation.span
        around = [
            quotation
            for quotation in quotations(text)
            if any(part.contains(span) for part in quotation.spans)
        ]
        own = 1 if citation.kind == "direct" else 0
        if len(around) > own:
            return True
        before = " ".join(text[each.spans[0].start : span.start] for each in around)
        return not (self._words - ROLES).isdisjoint(name_words(before))

    def _called(self, name: str) -> tuple[str, ...]:
        """The speakers of this name, without words before it that are no part of it."""
        parts = name.split()
        every = (self._directory.called(" ".join(parts[at:])) for at in range(len(parts)))
        return next(filter(None, every), ())
