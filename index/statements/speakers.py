"""Who is meant by a subject: a name, "she", "the spokeswoman", "the ministry".

Reads an article's sentences in order and remembers who was spoken of. What fits two
people fits nobody: the answer is then None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.statements.cast import Cast, Person
from index.statements.mentions import read_cast
from index.statements.names import NameFinder, Resolved, capitalised_tail
from index.statements.narration import Narration, Sentence, Token
from index.statements.pronouns import Pronouns
from index.statements.sources import (
    goes_on_to_another,
    is_description,
    names_several,
    source_tokens,
)
from index.statements.subjects import leading_subject
from index.statements.vocabulary import ROLES, Gender
from index.types import Span

_GENDERS: Final[dict[str, Gender]] = {
    "he": "he",
    "him": "he",
    "his": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
}
_ARTICLES: Final = ("a ", "an ", "the ")
_RELATIVES: Final = (" that ", " who ", " which ")
_BODY: Final = frozenset({"it", "its"})
_NOBODY: Final = frozenset("i we you they them me us who which that".split())
_INDEFINITE: Final = frozenset({"a", "an"})
"""Who is brought in so is seldom whom the next "he" means: "Maro was asked by a juror"."""
_BODY_GOES_ON: Final = 0.7
_BODY_SENTENCES: Final = 3
_LONGEST_ANTECEDENT: Final = 60  # characters


@dataclass(frozen=True, slots=True)
class _Body:
    """A body that spoke, and where."""

    number: int
    paragraph: int
    resolved: Resolved


class SpeakerResolver:
    """Resolves the subjects of one article; sentences must be given in order."""

    def __init__(self, narration: Narration) -> None:
        self._narration = narration
        self._cast: Cast = read_cast(narration)
        self._names = NameFinder(narration, self._cast)
        self._pronouns = Pronouns(narration, self._cast)
        self._body: _Body | None = None

    def resolve(
        self, sentence: Sentence, number: int, source: Span, contents: Sequence[Span] = ()
    ) -> Resolved | None:
        """Who is meant by `source` in the `number`th sentence; None where that is unsure.

        `contents` are the words that are said. Whoever it is, is remembered for the pronouns
        that follow.
        """
        words = self._narration.tokens(source)
        tokens = source_tokens(words)
        if not tokens or goes_on_to_another(words):
            return None
        if len(tokens) == 1 and tokens[0].low in ("who", "which", "that"):
            tokens = self._antecedent(sentence, tokens[0])
        if not tokens or names_several(tokens):
            return None
        resolved = self._one(self._described(source) or tokens, sentence, number, contents)
        person = resolved.person if resolved is not None else None
        if resolved is not None and person is None:
            self._body = _Body(number, sentence.paragraph, resolved)
        elif person is not None or _is_one_person(tokens):
            self._body = None
            if person is not None or tokens[0].low not in _INDEFINITE:
                owner = _GENDERS.get(words[0].low) if len(words) > 1 else None
                certainty = resolved.certainty if resolved is not None else 0.0
                self._pronouns.spoke(number, sentence, person, certainty, owner)
        return resolved

    def passed(self, sentence: Sentence, number: int) -> None:
        """Notes who a sentence is about in which nobody was heard."""
        if self._pronouns.has_noted(number):
            return
        phrase = leading_subject(sentence.tokens, len(sentence.tokens))
        tokens = sentence.tokens[phrase.first : phrase.last] if phrase else ()
        person, somebody, certainty = None, False, 0.0
        either: Sequence[Person] = ()
        if tokens and not names_several(tokens):
            tokens = self._beside(tokens) or tokens
            resolved = self._one(tokens, sentence, number)
            if resolved is not None:
                person, certainty = resolved.person, resolved.certainty
            if resolved is None:
                either = self._bearers(tokens)
                somebody = bool(either) or _is_somebody(tokens)
        self._pronouns.passed(number, sentence, person, certainty, somebody=somebody, either=either)

    def _one(
        self,
        tokens: tuple[Token, ...],
        sentence: Sentence,
        number: int,
        contents: Sequence[Span] = (),
    ) -> Resolved | None:
        low = tokens[0].low
        if len(tokens) > 1:
            return self._names.find(tokens, sentence)
        if low in _BODY:
            return self._body_spoken_before(sentence, number)
        if low in _GENDERS:
            start = tokens[0].start
            found = self._pronouns.meant(number, sentence, _GENDERS[low], start, contents)
            return self._names.of_person(*found) if found is not None else None
        return None if low in _NOBODY else self._names.find(tokens, sentence)

    def _described(self, source: Span) -> tuple[Token, ...]:
        """The name that a source only describes: "OTA" of "OTA, a news outlet that reported"."""
        start = max(0, source.start - _LONGEST_ANTECEDENT)
        before = self._narration.masked[start : source.start]
        relative = self._narration.masked.startswith(_RELATIVES, source.end)
        described = source.of(self._narration.masked).startswith(_ARTICLES)
        if not (before.endswith(", ") and described and relative):
            return ()
        return capitalised_tail(self._narration.tokens(Span(start, source.start - len(", "))))

    def _beside(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """The name behind a role and a comma: "the candidate, former judge Ines Maro, …"."""
        end = tokens[-1].end
        mentions = self._cast.mentions_in(end, end + _LONGEST_ANTECEDENT)
        after = end + len(", ")
        if not is_description(tokens) or not mentions:
            return ()
        beside = after in (mentions[0].full.start, mentions[0].span.start)
        return self._narration.tokens(mentions[0].span) if beside else ()

    def _bearers(self, tokens: tuple[Token, ...]) -> Sequence[Person]:
        """All who bear the one surname in a phrase that several bear."""
        borne_by = (self._cast.named((token.raw,)) for token in tokens)
        return next((people for people in borne_by if len(people) > 1), ())

    def _antecedent(self, sentence: Sentence, relative: Token) -> tuple[Token, ...]:
        """What stands right before a "who": "Ines Maro, the chair" of "Ines Maro, who said"."""
        start = max(sentence.span.start, relative.start - _LONGEST_ANTECEDENT)
        if start >= relative.start:
            return ()
        before = self._narration.tokens(Span(start, relative.start))
        mentions = self._cast.mentions_in(start, relative.start)
        near = [m for m in mentions if relative.start - m.full.end <= len(", ")]
        if near and self._pronouns.is_place_at(near[-1]):
            return ()  # "Democrats on Capitol Hill, who said …"
        if near:
            return source_tokens(self._narration.tokens(near[-1].full))
        return source_tokens(before[-1:]) if before and before[-1].raw[0].isupper() else ()

    def _body_spoken_before(self, sentence: Sentence, number: int) -> Resolved | None:
        body = self._body
        if body is None:
            return None
        if sentence.paragraph - body.paragraph > 1 or number - body.number > _BODY_SENTENCES:
            return None
        return Resolved(body.resolved.speaker, _BODY_GOES_ON)


def _is_somebody(tokens: tuple[Token, ...]) -> bool:
    """Whether a phrase is one person, though nobody can tell who."""
    return tokens[-1].low in ROLES or tokens[-1].low in _GENDERS


def _is_one_person(tokens: tuple[Token, ...]) -> bool:
    """Whether a phrase nobody could be found for may still be what "he" goes on about."""
    last = tokens[-1]
    return last.low in _GENDERS or last.low in ROLES or last.raw[0].isupper()
