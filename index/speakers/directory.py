"""Who is meant by a name or a role: the speakers of a library and how its articles call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from anyascii import anyascii

from index.speakers.given_names import common_form
from index.speakers.keys import fits, key_of, sounds_slavic
from index.speakers.sounds import family, may_be_same, sounds, style_of
from index.speakers.words import HONORIFICS, name_words
from index.types import SpeakerSummary

SPELT_ALIKE: Final = 75
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")


@dataclass(frozen=True, slots=True)
class _Name:
    """One of the names of a speaker: its words as written, and its key."""

    words: tuple[str, ...]
    key: str

    @property
    def is_heard(self) -> bool:
        """Whether the words of the key stand for sounds, so that other spellings are meant, too."""
        if not self.key.startswith("=") and _CYRILLIC.search(" ".join(self.words)):
            return True
        return sounds_slavic(self.key)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A name as somebody asks for it: its words, what each may sound like, and its key."""

    words: tuple[str, ...]
    heard: dict[str, tuple[str, ...]]
    key: str

    def sounds_like(self, word: str, key_word: str) -> bool:
        return any(may_be_same(heard, key_word) for heard in self.heard[word])


class SpeakerDirectory:
    """The speakers of one library by every word under which its articles name them.

    `keys` are the stored keys of their names; a key that is not there is made.
    """

    def __init__(
        self, speakers: Iterable[SpeakerSummary], keys: Mapping[str, str] | None = None
    ) -> None:
        known = keys or {}
        self._names: dict[str, list[_Name]] = {}
        self._by_word: defaultdict[str, set[str]] = defaultdict(set)
        # The sounds of Slavic names, by what may be the same.
        self._by_sound: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for speaker in speakers:
            names = [
                _Name(name_words(name), known.get(name) or key_of(name).text)
                for name in (speaker.name, *speaker.aliases)
            ]
            self._names[speaker.name] = names
            for words in (*(name.words for name in names), *map(name_words, speaker.forms)):
                for word in words:
                    self._by_word[word].add(speaker.name)
            for word in _slavic_words(names):
                self._by_sound[family(word)].add((word, speaker.name))
        self._ranks = {name: rank for rank, name in enumerate(self._names)}

    def __contains__(self, name: str) -> bool:
        """Whether a speaker's name is exactly this."""
        return name in self._names

    def called(self, who: str) -> tuple[str, ...]:
        """The speakers whom this may mean, the most quoted first; empty where nobody is.

        Every word must belong to a speaker's name or role as some article writes it: "Maro",
        "Minister Maro" and "the minister" find Ines Maro, "Jon Maro" does not. Slavic names
        are found in any script and transliteration, first names by their initial as well. A
        full name means its bearer alone, and a surname goes before a first name or a role,
        which must be a certain one's: "Ines" or "the minister", not "minister".
        """
        asked = _asked(who)
        whole = [word for word in asked.words if len(word) > 1]
        if not whole:
            return ()
        found = set.intersection(*(self._with_word(asked, word) for word in whole))
        ranked = tuple(sorted(found, key=self._ranks.__getitem__))
        full = tuple(name for name in ranked if self._is_full_name(name, asked))
        if full or len(whole) < len(asked.words):
            return full
        surnamed = tuple(name for name in ranked if self._has_surname(name, asked))
        # A common noun is nobody's name: "what country said …" asks for none of them.
        certain = who.lower().startswith("the ") or who[:1].isupper()
        return surnamed or (ranked if certain else ())

    def nearest(self, who: str, limit: int = 3) -> list[str]:
        """Names spelt like this one, for "did you mean": the closest first."""
        from rapidfuzz import fuzz, process

        words = name_words(who)
        if not words:
            return []
        surnames = {
            (speaker, name.words): anyascii(name.words[-1])
            for speaker, names in self._names.items()
            for name in names
            if name.words
        }
        scored = process.extract(
            anyascii(words[-1]), surnames, scorer=fuzz.ratio, score_cutoff=SPELT_ALIKE, limit=None
        )
        return list(dict.fromkeys(speaker for _, _, (speaker, _) in scored))[:limit]

    def _with_word(self, asked: _Asked, word: str) -> set[str]:
        """The speakers to whose names and roles a word belongs, as written or as it sounds."""
        found = set(self._by_word.get(word, ()))
        for heard in asked.heard[word]:
            for key_word, speaker in self._by_sound.get(family(heard), ()):
                if may_be_same(heard, key_word):
                    found.add(speaker)
        return found

    def _is_full_name(self, speaker: str, asked: _Asked) -> bool:
        if len(asked.words) == 1:
            return False
        return any(
            _full(name.words) == _full(asked.words)
            or name.key == asked.key
            or fits(asked.key, name.key)
            or fits(name.key, asked.key)
            for name in self._names[speaker]
        )

    def _has_surname(self, speaker: str, asked: _Asked) -> bool:
        last = asked.words[-1]
        names = self._names[speaker]
        return any(name.words[-1:] == (last,) for name in names) or any(
            asked.sounds_like(last, name.key.rsplit(" ", 1)[-1]) for name in names if name.is_heard
        )


def _asked(who: str) -> _Asked:
    words = tuple(word for word in name_words(who) if word not in HONORIFICS)
    style = style_of(anyascii(who))
    heard: dict[str, tuple[str, ...]] = {}
    for word in words:
        sound = sounds(word, style)
        heard[word] = (sound, form) if (form := common_form(sound)) else (sound,)
    return _Asked(words, heard, key_of(who).text)


def _full(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without its middle initials: "Paul D. Maro" is Paul Maro."""
    return tuple(word for at, word in enumerate(words) if at == 0 or len(word) > 1)


def _slavic_words(names: Iterable[_Name]) -> Iterator[str]:
    for name in names:
        if name.is_heard:
            yield from (word for word in name.key.split() if not word.endswith("."))
