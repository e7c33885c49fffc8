"""Who is meant by a name or a role: the speakers of a library and how its articles call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from index.types import SpeakerSummary

SPELT_ALIKE: Final = 75
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_HONORIFICS: Final = frozenset("mr mrs ms miss dr sir dame lord lady prof professor".split())
# Letters whose stroke is part of them, so that no decomposition takes it off.
_STROKES: Final = str.maketrans("łøđħŧ", "lodht")
_CONNECTIVES: Final = frozenset("the a an of for and".split())


class SpeakerDirectory:
    """The speakers of one library by every word under which its articles name them."""

    def __init__(self, speakers: Iterable[SpeakerSummary]) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        self._by_word: dict[str, set[str]] = {}
        for speaker in speakers:
            self._names[speaker.name] = name_words(speaker.name)
            for form in (speaker.name, *speaker.forms):
                for word in name_words(form):
                    self._by_word.setdefault(word, set()).add(speaker.name)

    def called(self, who: str) -> tuple[str, ...]:
        """The speakers whom this may mean, the most quoted first; empty where nobody is.

        Every word must belong to a speaker's name or role as some article writes it: "Maro",
        "Minister Maro" and "the minister" find Ines Maro, "Jon Maro" does not. A full name
        means its bearer alone, and a surname goes before a first name or a role, which must
        be a certain one's: "Ines" or "the minister", not "minister".
        """
        words = [word for word in name_words(who) if word not in _HONORIFICS]
        if not words:
            return ()
        found = set.intersection(*(self._by_word.get(word, set()) for word in words))
        ranked = [name for name in self._names if name in found]
        for means in (self._is_full_name, self._has_surname):
            chosen = tuple(name for name in ranked if means(name, words))
            if chosen:
                return chosen
        # A common noun is nobody's name: "what country said …" asks for none of them.
        certain = who.lower().startswith("the ") or who[:1].isupper()
        return tuple(ranked) if certain else ()

    def nearest(self, who: str, limit: int = 3) -> list[str]:
        """Names spelt like this one, for "did you mean": the closest first."""
        from rapidfuzz import fuzz, process

        words = name_words(who)
        if not words:
            return []
        surnames = {name: known[-1] for name, known in self._names.items() if known}
        scored = process.extract(
            words[-1], surnames, scorer=fuzz.ratio, score_cutoff=SPELT_ALIKE, limit=limit
        )
        return [name for _, _, name in scored]

    def _is_full_name(self, name: str, words: list[str]) -> bool:
        return self._names[name] == tuple(words)

    def _has_surname(self, name: str, words: list[str]) -> bool:
        return self._names[name][-1:] == tuple(words[-1:])


@lru_cache(maxsize=100_000)
def name_words(name: str) -> tuple[str, ...]:
    """A name as compared: its words without case, accents, possessives and articles."""
    words = (word.removesuffix("'s").strip("'") for word in _WORD.findall(unaccented(name)))
    return tuple(word for word in words if word and word not in _CONNECTIVES)


def unaccented(text: str) -> str:
    """A text without case and accents, its apostrophes straight."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'").translate(_STROKES))
    return "".join(character for character in plain if not unicodedata.combining(character))
