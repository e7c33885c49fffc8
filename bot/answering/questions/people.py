"""Whom a question means: speakers of the library, or somebody whom it does not quote."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Final

from index.speakers import SpeakerDirectory, name_words
from index.statements.vocabulary import ROLES

_SEVERAL: Final = re.compile(r", (?:and |or )?| (?:and|or|&) ", re.IGNORECASE)
_BOTH: Final = re.compile(r"^both (?:the )?(\w+?)s?$", re.IGNORECASE)
_SMALL: Final = frozenset("the of and for de von van der".split())
# Whoever asks seldom knows which of these words the articles use.
_OFFICES: Final = (
    ("spokesman", "spokeswoman", "spokesperson"),
    ("chairman", "chairwoman", "chairperson", "chair"),
)
_PRONOUNS: Final = frozenset("i you he she it we they one".split())
# Words for anybody, which a name in small letters may be spelt like.
_ANYBODY: Final = _PRONOUNS | frozenset(
    "people everyone everybody anyone anybody someone somebody nobody "
    "others officials experts critics scientists researchers reporters police".split()
)
_LONGEST: Final = 5  # words of a name, small ones aside


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody asked for: `who` as asked, and the speakers so called, none where nobody is."""

    who: str
    names: tuple[str, ...]


class People:
    """Tells who is meant, for one question; without capitals any word may be a name.

    `written_as_name` says whether the library writes words with capitals only.
    """

    def __init__(
        self,
        directory: Callable[[], SpeakerDirectory],
        question: str,
        written_as_name: Callable[[str], bool],
    ) -> None:
        self._directory = directory
        self._written_as_name = written_as_name
        self._without_capitals = question == question.lower()

    def known(self, who: str) -> Meant | None:
        """The speakers of this name, or of these names ("Maro and Vale"); None for others.

        "he" is none, though somebody be called He.
        """
        if who in _PRONOUNS:
            return None
        both = _BOTH.match(who) if self._without_capitals or " " in who else None
        names = self._called(both[1]) if both else self._called(who)
        if names:
            return Meant(who, names)
        parts = [self._called(part) for part in _SEVERAL.split(who) if part]
        if not all(parts):
            return None
        return Meant(who, tuple(dict.fromkeys(chain.from_iterable(parts))))

    def somebody(self, who: str) -> Meant | None:
        """Whoever this names though nobody so called is quoted; None for "the storm", "it".

        Of several names it is the first that nobody is called by.
        """
        parts = [part for part in _SEVERAL.split(who) if part and not self._called(part)]
        if parts and all(map(self._is_name, parts)):
            return Meant(parts[0], ())
        return Meant(who, ()) if self._is_name(who) else None

    def _called(self, who: str) -> tuple[str, ...]:
        """The speakers of a name, or of an office: no town is one because its mayor is."""
        directory, words = self._directory(), set(name_words(who))
        for written in (who, *_other_offices(who)):
            # In small letters the directory takes whole names and surnames alone.
            surely = directory.called(written.lower().removeprefix("the "))
            found = surely or directory.called(written)
            if not surely and not words & ROLES:
                found = tuple(name for name in found if words & set(name_words(name)))
            if found:
                return found
        # With a capital "ines" is a first name; but a role it may not become.
        named = directory.called(who.title()) if self._without_capitals else ()
        return tuple(name for name in named if words <= set(name_words(name)))

    def _is_name(self, who: str) -> bool:
        words = [word for word in who.split() if word.lower() not in _SMALL]
        if not 0 < len(words) <= _LONGEST or words[0].lower() in ("a", "an"):
            return False
        if all(word.lower() in _ANYBODY for word in words):
            return False
        if all(word[0].isupper() for word in words) or _is_office(words):
            return True
        may_be_name = self._without_capitals and not who.startswith("the ")
        return may_be_name and (bool(self._directory().nearest(who)) or self._written_as_name(who))


def _is_office(words: list[str]) -> bool:
    """Whether this is somebody in office: "the Kremlin's spokesman", not just "the mayor"."""
    in_office = words[0].lower() in ROLES or words[-1].lower() in ROLES
    return in_office and any(word[0].isupper() for word in words)


def _other_offices(who: str) -> list[str]:
    words = who.lower().split()
    return [
        re.sub(rf"\b{office}\b", other, who, flags=re.IGNORECASE)
        for offices in _OFFICES
        for office in offices
        if office in words
        for other in offices
        if other != office
    ]
