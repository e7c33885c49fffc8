"""Speakers as they are being typed: whom the beginning of a name may become.

Each speaker is found by every name, in any script and spelling: "zel", "Selen" and "Зел"
all begin Volodymyr Zelensky.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from anyascii import anyascii

from index.speakers.given_names import all_forms
from index.speakers.keys import key_of, sounds_slavic
from index.speakers.sounds import Style, family, may_be_same, sounds
from index.speakers.words import name_words

_STYLES: Final[tuple[Style, ...]] = ("english", "german", "french")
_FEWEST_SOUNDS: Final = 3
"""Sounds that are compared: fewer may begin almost anything."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The names of a speaker as they may be begun, a space before each word.

    `written` are their words as people type them, `heard` the sounds of Slavic names, and
    `families` the same by what may be the same sound.
    """

    names: tuple[str, ...]
    written: str
    heard: str
    families: str


class SpeakerCompletion:
    """The speakers of a library by how their names begin.

    `speakers` are the names of each, the most quoted speaker first; `keys` are the stored
    keys of these names, and one that is not there is made. `before` is how it was before a
    change: whose names are the same are not read anew.
    """

    def __init__(
        self,
        speakers: Mapping[str, Iterable[str]],
        keys: Mapping[str, str],
        before: SpeakerCompletion | None = None,
    ) -> None:
        known = before.lines if before else {}
        self.lines: dict[str, Lines] = {}
        for speaker, names in speakers.items():
            each, lines = tuple(dict.fromkeys(names)), known.get(speaker)
            self.lines[speaker] = lines if lines and lines.names == each else _read(each, keys)

    def names(self) -> Iterator[tuple[str, ...]]:
        """The names of each speaker, the one that is shown first."""
        return (lines.names for lines in self.lines.values())

    def starting(self, typed: str, limit: int) -> list[str]:
        """The speakers with a name that has a word begin with each word that was typed.

        The most quoted first, each once; those whose name only sounds so come after all.
        """
        words = name_words(typed)
        if not words and typed.strip():
            return []
        found = [name for name, lines in self.lines.items() if _has_all(lines.written, words)]
        if len(found) < limit and words:
            alike = [_sounds_of(word) for word in words]
            known = set(found)
            found += [
                name
                for name, lines in self.lines.items()
                if name not in known and lines.heard and _begins_all(lines, alike)
            ]
        return found[:limit]


def _read(names: tuple[str, ...], keys: Mapping[str, str]) -> Lines:
    texts = [keys.get(name) or key_of(name).text for name in names]
    words = [word for text in texts if sounds_slavic(text) for word in text.split()]
    heard = _line(form for word in words for form in all_forms(word))
    written = _line(word for name in names for word in _written(name))
    return Lines(names, written, heard, family(heard))


def _line(words: Iterable[str]) -> str:
    return "".join(f" {word}" for word in dict.fromkeys(words))


def _written(name: str) -> Iterable[str]:
    """The words of a name as people type them, in its own letters and in Latin ones."""
    words = name_words(name)
    return (*words, *(anyascii(word).lower() for word in words if not word.isascii()))


def _has_all(line: str, words: Iterable[str]) -> bool:
    return all(f" {word}" in line for word in words)


def _sounds_of(word: str) -> dict[str, str]:
    """The sounds of what was typed, as any style reads it, each with its family."""
    return {
        heard: f" {family(heard)}"
        for heard in (sounds(word, style) for style in _STYLES)
        if len(heard) >= _FEWEST_SOUNDS
    }


def _begins_all(lines: Lines, typed: Iterable[Mapping[str, str]]) -> bool:
    return all(_begins(lines.heard, lines.families, each) for each in typed)


def _begins(line: str, families: str, typed: Mapping[str, str]) -> bool:
    """Whether a word of the line begins with what was typed, in one of its readings."""
    return any(
        may_be_same(heard, word[: len(heard)])
        for heard, alike in typed.items()
        if alike in families
        for word in line.split()
    )
