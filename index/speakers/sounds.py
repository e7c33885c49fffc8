"""What a Slavic word sounds like, whichever way it was brought into Latin letters.

"Zelensky", "Zelenskyy", "Zelens'kyj" and "Зеленський" come out as one: the spellings of
BGN/PCGN, ISO 9, the Ukrainian passport, scholars, and German, Polish and French papers
are read into one alphabet of sounds, a letter each. Where a spelling leaves a sound open,
as a German "s" may be an s or a z, a capital letter stands for either of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

from anyascii import anyascii

Style = Literal["english", "german", "french"]

OPEN: Final = {
    "S": "sz",  # a German s before a vowel or a voiced sound: Selenskyj, Kusnezow
    "Z": "zc",  # z in a German or a Polish paper: Kusnezow, Zełenski
    "X": "šž",  # a German sch: Schoigu, Schukow
    "Š": "sš",  # letters with a caron, often printed without: Milošević
    "Ž": "zž",
    "Č": "cč",
    "G": "gh",  # the Cyrillic г, Russian or Ukrainian: Гончаров
}
"""Capital letters and the sounds that each may stand for."""

_FAMILY: Final = str.maketrans("zšžcčgSZXŠŽČG", "ssssshsssss" + "sh")
_CARONS: Final = str.maketrans("šžčćśźż", "ŠŽČČŠŽŽ")
_ISO_9: Final = str.maketrans({"û": "yu", "â": "ya", "ŝ": "š", "г": "G"})
# How the letters of a style are read, longer groups first.
_STYLES: Final[dict[Style, tuple[tuple[str, str], ...]]] = {
    "english": (
        (r"shch|szcz|ŠČ|šČ|sch", "š"),
        (r"sh|sz", "š"),
        (r"zh", "ž"),
        (r"tsch|tch|ch|cz", "č"),
        (r"kh", "h"),
    ),
    "german": (
        (r"schtsch|shch|szcz", "š"),
        (r"tsch|cz", "č"),
        (r"sch", "X"),
        (r"sh|sz", "š"),
        (r"ch|kh", "h"),
        (r"t[sz]", "c"),
        (r"z", "Z"),
        (r"(?<!s)s(?=[aeiouyjbdglmnrvw])", "S"),
    ),
    "french": (
        (r"chtch", "š"),
        (r"tch", "č"),
        (r"ch", "š"),
        (r"kh", "h"),
        (r"j", "ž"),
        (r"gu(?=[eiy])", "g"),
        (r"ou", "u"),
        (r"ine$", "in"),
    ),
}
_SHARED: Final = (
    (r"t[sz]", "c"),
    (r"x", "ks"),
    (r"q", "k"),
    (r"w", "v"),
    (r"off$", "ov"),
    (r"eff$", "ev"),
    (r"[yj]", "i"),
    (r"(?<=[šžčXŠŽČ])i?o", "e"),  # ё after these is written е, ё or o
    (r"i+[eo]", "e"),  # е, є and ё with or without their glide
    (r"(.)\1+", r"\1"),
    (r"enka$", "enko"),  # a Belarusian surname in its own language
)
_RULES: Final = {
    style: tuple((re.compile(pattern), sound) for pattern, sound in (*rules, *_SHARED))
    for style, rules in _STYLES.items()
}
_GERMAN: Final = re.compile(r"w|sch|skyj|\bj[eu]")
_FRENCH: Final = re.compile(r"ou|tch|gu[eiy]|ine\b")


def style_of(name: str) -> Style:
    """Whose spelling a romanised name follows; English where nothing tells."""
    low = name.lower()
    if _GERMAN.search(low):
        return "german"
    return "french" if _FRENCH.search(low) else "english"


@lru_cache(maxsize=100_000)
def sounds(word: str, style: Style) -> str:
    """The sounds of a word in any script, capitals where its spelling leaves them open."""
    composed = unicodedata.normalize("NFC", word.lower()).translate(_CARONS).translate(_ISO_9)
    kept = {*OPEN, "š"}
    heard = "".join(c if c in kept else anyascii(c).lower() for c in composed)
    heard = re.sub(r"[^a-zA-ZšŠŽČ]", "", heard)
    for pattern, sound in _RULES[style]:
        heard = pattern.sub(sound, heard)
    return heard


def family(heard: str) -> str:
    """What all words share that may be the same one: their sounds with sibilants as one."""
    return heard.translate(_FAMILY)


def may_be_same(one: str, other: str) -> bool:
    """Whether two words may sound the same, their open sounds taken either way."""
    return len(one) == len(other) and all(
        a == b or not set(OPEN.get(a, a)).isdisjoint(OPEN.get(b, b))
        for a, b in zip(one, other, strict=True)
    )


def is_open(heard: str) -> bool:
    """Whether the spelling leaves some sound of the word open."""
    return any(sound in OPEN for sound in heard)
