"""When two names are safely one person's: the key of a name, and which keys fit.

Owns what is joined without being asked. Full names are one where their keys are equal.
A key that leaves something open, an initial or a sound, fits others, and joins one only
where no second speaker fits; bodies and single words are one only when spelt alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from index.speakers.given_names import all_forms, common_form, is_telling
from index.speakers.sounds import Style, family, is_open, may_be_same, sounds, style_of
from index.speakers.words import HONORIFICS, unaccented

_PART: Final = re.compile(r"[^\W_]+(?:['’ʹʼ][^\W_]+)*\.?")
# What anyascii renders faithfully enough to compare: Latin, Greek and Cyrillic letters.
_ROMANISED: Final = re.compile("[\\s\\d.,'’ʹʼʺ\\-A-Za-z\u00c0-\u024f\u0300-\u052f\u1e00-\u1fff]+")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_INITIAL: Final = re.compile(r"[^\W\d_]\.?|(?:[yji][aeou]|[zsckt]h|ts)\.", re.IGNORECASE)
# Surnames that are Slavic whatever stands before them; "-in" and "-ow" are English as well.
_SLAVIC_SURNAME: Final = re.compile(
    r"(?:[oe]v|[oe][vw]a|enk[oa]|chuk|vi[cč]|vich|vych|wicz|witsch"
    r"|[st]k(?:[iy]|[iy][yij]|aya|aja|aia)|ck[iy])$"
)
_SLAVIC_SOUNDS: Final = re.compile(r"(?:[oe]va?|enko|čuk|vi[cčČ]|[st]ki|cki|sk[ao]ia)$")
_SMALL: Final = frozenset(
    "de van von der den al el bin ibn la le di da du del dos das ten ter y e jr sr".split()
)
# The letters with which a first name may begin in other spellings than its initial's.
_OPENINGS: Final = {"w": "vw", "j": "jie", "y": "yie", "h": "hg", "g": "gh"}


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name as compared with others: `text` is its key, `family` what all have that may fit it."""

    text: str
    family: str

    @property
    def openness(self) -> int:
        """How much is left open: 0 nothing, 1 a sound, 2 a first name but for its initial."""
        return openness(self.text)


def openness(key: str) -> int:
    """How much a key's text leaves open, as `NameKey.openness`."""
    if key.startswith("="):
        return 0
    words = key.split()
    return 2 if any(word.endswith(".") for word in words) else int(any(map(is_open, words)))


@lru_cache(maxsize=50_000)
def key_of(name: str) -> NameKey:
    """The key of a name as an article resolves it."""
    parts: list[str] = _PART.findall(name)
    while len(parts) > 2 and parts[0].lower().rstrip(".") in HONORIFICS:
        del parts[0]
    if not _is_personal(name, parts):
        alike = "=" + " ".join(unaccented(name).removeprefix("the ").split())
        return NameKey(alike, alike)
    style = style_of(" ".join(map(_romanised, parts)))
    words = _slavic_words(parts, style) if _is_slavic(parts, style) else map(_plain, parts)
    text = " ".join(words)
    return NameKey(text, family(sounds(parts[-1], style)))


def sounds_slavic(key: str) -> bool:
    """Whether the words of a key stand for sounds, so that other spellings may be meant."""
    first, _, rest = key.partition(" ")
    return bool(rest) and (is_telling(first) or _SLAVIC_SOUNDS.search(rest) is not None)


def fits(open_key: str, other: str) -> bool:
    """Whether a key that leaves something open may be another's: word for word, in order."""
    one, two = open_key.split(), other.split()
    if len(one) != len(two):
        return False
    # "S. Shoigu" does not show that it is Slavic, "Sergei Shoigu" does.
    slavic = is_telling(two[0])
    return all(_word_fits(*pair, slavic) for pair in zip(one, two, strict=True))


def _word_fits(word: str, other: str, slavic: bool) -> bool:
    if word.endswith("."):
        return word == other or _begins(word[:-1], other)
    if may_be_same(word, other):
        return True
    return slavic and may_be_same(sounds(word, style_of(word)), other)


def _begins(initial: str, word: str) -> bool:
    if len(initial) > 1:
        return any(form.startswith(sounds(initial, "english")) for form in all_forms(word))
    if initial == "i" and word[1:2] in ("a", "u"):
        return False  # И is not the initial of Яна or Юлия
    openings = tuple(_OPENINGS.get(initial, initial))
    return word.startswith(openings) or any(f.startswith(openings) for f in all_forms(word))


def _is_personal(name: str, parts: list[str]) -> bool:
    """Whether this is a first name or an initial and a surname, in letters we can compare."""
    return (
        len(parts) > 1
        and _ROMANISED.fullmatch(name) is not None
        and parts[0].lower() != "the"
        and not _INITIAL.fullmatch(parts[-1])
        and not any(any(map(str.isdigit, part)) for part in parts)
        and all(part[0].isupper() or part.lower() in _SMALL for part in parts)
    )


def _is_slavic(parts: list[str], style: Style) -> bool:
    return (
        _CYRILLIC.search("".join(parts)) is not None
        or is_telling(sounds(parts[0], style))
        or _SLAVIC_SURNAME.search(_plain(parts[-1])) is not None
    )


def _slavic_words(parts: list[str], style: Style) -> list[str]:
    first, *others = parts
    heard = sounds(first, style)
    if _INITIAL.fullmatch(first):
        given = _plain(first)
    elif _CYRILLIC.search(first):
        given = common_form(heard) or heard
    else:
        given = common_form(heard) or _plain(first)
    return [given, *(_plain(o) if _INITIAL.fullmatch(o) else sounds(o, style) for o in others)]


def _plain(part: str) -> str:
    """A word without case, accents and marks; an initial ends with its full stop."""
    word = re.sub(r"[^a-z0-9]", "", _romanised(part))
    return word + "." if _INITIAL.fullmatch(part) else word


def _romanised(part: str) -> str:
    return anyascii(part).lower()
