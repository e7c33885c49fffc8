"""What models wrote before, for the same question to the same library.

Owns what makes a question the same. Kept in memory alone, as claims that are proved anew
each time, so that nothing of an article outlives its removal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.answering.model.recent import Recent
from bot.answering.types import Question
from bot.answering.written.claims import Material, ProposedClaim

MOST_KEPT: Final = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is compared: the day counts, since it decides what "this week" means."""

    library: str
    generation: int
    words: str
    day: date
    prompts: str
    model: str

    @classmethod
    def of(
        cls, library: str, generation: int, question: Question, prompts: str, model: str
    ) -> Asked:
        words = " ".join(question.text.casefold().split())
        return cls(library, generation, words, question.asked, prompts, model)


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote, with the passages that it had been sent."""

    claims: tuple[ProposedClaim, ...]
    material: Material


class WrittenCache:
    """The last questions, the least recently asked of which go first. Safe between threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._kept = Recent[Asked, Written](most)

    def get(self, asked: Asked) -> Written | None:
        return self._kept.get(asked)

    def put(self, asked: Asked, written: Written) -> None:
        """Keep it; what was written about another generation of the library goes."""
        self._kept.drop(
            lambda other: other.library == asked.library and other.generation != asked.generation
        )
        self._kept.put(asked, written)
