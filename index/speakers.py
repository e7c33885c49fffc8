"""Who is meant by a name in a question: the speakers of a library, by full name or surname."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from index.lexical import STOP_WORDS
from index.types import SpeakerSummary

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONGEST: Final = 6
SPELT_ALIKE: Final = 75


@dataclass(frozen=True, slots=True)
class SpeakerMention:
    """A stretch of a question that names speakers: more than one where a surname is shared."""

    words: str
    names: tuple[str, ...]


class SpeakerDirectory:
    """The names under which a library quotes people, organisations and outlets."""

    def __init__(self, speakers: Iterable[SpeakerSummary]) -> None:
        self._full: dict[tuple[str, ...], list[str]] = {}
        self._short: dict[tuple[str, ...], list[str]] = {}
        self._names: list[str] = []
        for speaker in speakers:
            key = name_key(speaker.name)
            if not key:
                continue
            self._names.append(speaker.name)
            self._full.setdefault(key, []).append(speaker.name)
            if len(key) > 1:
                self._short.setdefault(key[-1:], []).append(speaker.name)

    def mentioned(self, question: str) -> list[SpeakerMention]:
        """The speakers that a question names, longest names first taken."""
        words = [match.group() for match in _WORD.finditer(question)]
        found: list[SpeakerMention] = []
        place = 0
        while place < len(words):
            mention, length = self._at(words, place)
            if mention:
                found.append(mention)
            place += length
        return found

    def nearest(self, name: str, limit: int = 3) -> list[str]:
        """Names spelt like this one, for "did you mean": the closest first."""
        from rapidfuzz import fuzz, process

        key = name_key(name)
        if not key:
            return []
        surnames = {known: name_key(known)[-1] for known in self._names}
        scored = process.extract(
            key[-1], surnames, scorer=fuzz.ratio, score_cutoff=SPELT_ALIKE, limit=limit
        )
        return [known for _, _, known in scored]

    def _at(self, words: list[str], place: int) -> tuple[SpeakerMention | None, int]:
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            written = words[place : place + length]
            names = self._called(written)
            if names:
                return SpeakerMention(" ".join(written), tuple(names)), length
        return None, 1

    def _called(self, written: list[str]) -> list[str]:
        key = name_key(" ".join(written))
        if not key or (len(key) == 1 and key[0] in STOP_WORDS and not written[-1][0].isupper()):
            return []
        return self._full.get(key, []) + self._short.get(key, [])


def name_key(name: str) -> tuple[str, ...]:
    """A name as compared: its words without case, accents, possessive or article."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    words = [word.removesuffix("'s").strip("'") for word in _WORD.findall(plain)]
    return tuple(word for word in words if word and word != "the")
