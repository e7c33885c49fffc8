"""Whom "he", "she", "they" and "the minister" mean in a follow-up: somebody asked about before.

Somebody of whom articles say "she" is never taken for "he"; where two may be meant,
nobody is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from bot.answering.follow_up.turns import Before
from bot.wording import listed
from index.errors import LibraryError
from index.library import Library
from index.statements.genders import gender_of_speaker
from index.statements.vocabulary import Gender, is_organisation

GenderOf = Callable[[str], Gender | None]

MOST_NAMED: Final = 3
"""So many people "they" stands for at most."""
_READ: Final = 40
"""Statements of a speaker that are looked at for "he" and "she"."""
_LIKELY: Final = 0.7
"""So sure it has to be who said something, for it to tell of him or her."""
_HE: Final = frozenset("he him his himself".split())
_SHE: Final = frozenset("she her hers herself".split())


class Antecedents:
    """The people of a thread, the nearest exchange first."""

    def __init__(self, thread: Sequence[Before], gender_of: GenderOf) -> None:
        self._thread = thread
        self._gender_of = gender_of

    def meant(self, pronoun: str, besides: Collection[str] = ()) -> str | None:
        """Whom a pronoun means, as names that a question may use; None where that is unsure.

        `besides` are speakers whom the question names itself.
        """
        word = pronoun.lower()
        if word not in _HE and word not in _SHE:
            return self._several()
        gender: Gender = "he" if word in _HE else "she"
        for before in self._thread:
            fitting = self._fitting(before, gender, besides)
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
        return None

    def among(self, people: Iterable[str]) -> str | None:
        """The one of these speakers who was spoken of last, as for "the minister"."""
        wanted = set(people)
        for before in self._thread:
            for tier in _tiers(before):
                found = [name for name in tier if name in wanted]
                if found:
                    return found[0] if len(found) == 1 else None
        return None

    def _fitting(self, before: Before, gender: Gender, besides: Collection[str]) -> list[str]:
        """Who may be meant: those asked about, else named, else quoted.

        Where it is not known of the one found whether "he" or "she" fits, somebody of whom
        it is known may be meant as well.
        """
        tiers = [[name for name in tier if name not in besides] for tier in _tiers(before)]
        for place, tier in enumerate(tiers):
            found = [name for name in tier if self._may_be(name, gender)]
            if found:
                unknown = any(self._gender_of(name) is None for name in found)
                further = [name for later in tiers[place + 1 :] for name in later]
                rivals = [n for n in further if unknown and self._gender_of(n) == gender]
                return list(dict.fromkeys([*found, *rivals]))
        return []

    def _several(self) -> str | None:
        for before in self._thread:
            if before.who:
                return before.who
            for tier in _tiers(before):
                if tier:
                    return listed(tier) if len(tier) <= MOST_NAMED else None
        return None

    def _may_be(self, name: str, gender: Gender) -> bool:
        known = self._gender_of(name)
        if known is not None:
            return known == gender
        words = name.split()
        if is_organisation(words) or not words[0][:1].isupper():
            return False
        # A first name in -a is no "he" by itself.
        return gender == "she" or len(words) == 1 or not words[0].endswith("a")


def _tiers(before: Before) -> tuple[tuple[str, ...], ...]:
    return before.people, before.named, before.turn.cited


def genders(library: Library) -> GenderOf:
    """What the library's articles call its speakers, by name: read when it is asked for.

    A statement whose "she" may be somebody else's says nothing.
    """

    def gender_of(name: str) -> Gender | None:
        try:
            roles = [each.role for each in library.register.profile(name).roles]
        except LibraryError:
            roles = []
        likely = [s for s in library.statements(speaker=name) if s.confidence >= _LIKELY][:_READ]
        articles = library.get_all(statement.article_id for statement in likely)
        said = [
            statement.speaker_span.of(articles[statement.article_id].text)
            for statement in likely
            if statement.speaker_span and statement.article_id in articles
        ]
        return gender_of_speaker(name, roles, said)

    return gender_of
