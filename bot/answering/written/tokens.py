"""The words of a sentence that carry its meaning, in forms in which two sentences compare.

Owns names, numbers and days in whatever form they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from index.languages import ENGLISH
from index.speakers import unaccented

Kind = Literal["word", "opening", "name", "number", "date"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its stem, a name, or a number or day by its value.

    `plain` is how it is written, without case and accents. An `opening` begins its text
    with a capital, so that it may be a name or not.
    """

    kind: Kind
    value: str
    plain: str

    @property
    def is_key(self) -> bool:
        """Whether there is no other word for it."""
        return self.kind != "word"

    def same(self, other: Token) -> bool:
        """Whether both stand for the same; names are the same only letter by letter."""
        if "number" in (self.kind, other.kind) or "date" in (self.kind, other.kind):
            return (self.kind, self.value) == (other.kind, other.value)
        if "name" in (self.kind, other.kind):
            return self.plain == other.plain
        return self.value == other.value


_SMALL: Final = {
    word: number
    for words, step, first in (
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen",
            1,
            0,
        ),
        ("twenty thirty forty fifty sixty seventy eighty ninety", 10, 2),
        ("once twice thrice", 1, 1),
        ("third fourth fifth sixth seventh eighth ninth tenth", 1, 3),
    )
    for number, word in (
        (step * place, each) for place, each in enumerate(words.split(), start=first)
    )
} | {"dozen": 12}
_LARGE: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "bn": 10**9}
_FRACTIONS: Final = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_SIGNS: Final = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_NAMES_OF_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_MONTHS: Final = {
    month[:length]: number
    for number, month in enumerate(_NAMES_OF_MONTHS, start=1)
    for length in (3, 4, len(month))
}
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
_MONTH: Final = r"\b((?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*)"
_DATE: Final = re.compile(
    rf"{_MONTH}\.? {_DAY}(?!\d|[.,]\d)(?![a-z])|\b{_DAY}(?: of)? {_MONTH}(?![a-z])"
    r"|\b(\d{4})-(\d\d)-(\d\d)\b"
)
_ITEM: Final = re.compile(
    r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:['’.][^\W\d_]+)*|[%$€£¥½¼¾]"
)
_OPENS: Final = re.compile(r"[.!?:“\"] *\Z")
_SMALL_CAPITALS: Final = frozenset("i the a an of and in for to on at by".split())
"""Common words that begin no name, though they may have a capital, as in a title."""
_PER_CENT: Final = re.compile(r"\bper cent\b")
_CONTRACTED: Final = re.compile(r"(?:n't|'(?:re|ve|ll|d|m))$")


def tokens(text: str, *, idle: bool = False) -> list[Token]:
    """Names, numbers, days and other telling words, in the order of the text.

    With `idle`, those words too that say nothing by themselves.
    """
    return list(_tokens(text, idle=idle))


def _tokens(text: str, *, idle: bool) -> Iterator[Token]:
    text = _PER_CENT.sub("percent", text)
    at = 0
    for found in _DATE.finditer(text):
        named = (found[1] or found[4] or "").lower()
        if named and named not in _MONTHS:  # "Mars 2"
            continue
        yield from _items(text[at : found.start()], opening=at == 0, idle=idle)
        yield from _date(found)
        at = found.end()
    yield from _items(text[at:], opening=at == 0, idle=idle)


def _date(found: re.Match[str]) -> Iterator[Token]:
    month, day, day_first, month_last, year, *numeric = found.groups()
    if year:
        month_number, day_number = map(int, numeric)
    else:
        month_number = _MONTHS[(month or month_last).lower()]
        day_number = int(day or day_first)
    yield Token("date", f"{month_number}-{day_number}", found[0])
    if year:
        yield Token("number", year, year)


def _items(text: str, *, opening: bool, idle: bool) -> Iterator[Token]:
    """The tokens of a stretch without days; numbers of several words are one."""
    number: list[str] = []
    for found in _ITEM.finditer(text):
        low = found[0].lower()
        if low[0].isdecimal() or low in _SMALL or low in _FRACTIONS or low in _LARGE:
            number.append(low)
        else:
            yield from _number(number)
            number = []
            opens = opening or bool(_OPENS.search(text, 0, found.start()))
            yield from _word(found[0], opening=opens, idle=idle)
        opening = False
    yield from _number(number)


def _number(parts: list[str]) -> Iterator[Token]:
    """The value of "38 million", "two hundred", "forty one", "1,500"."""
    if not parts:
        return
    total = current = Fraction(0)
    for part in parts:
        if part not in _LARGE:
            current += _FRACTIONS.get(part) or Fraction(_SMALL.get(part, part.replace(",", "")))
            continue
        current = (current or Fraction(1)) * _LARGE[part]
        if _LARGE[part] > 100:
            total, current = total + current, Fraction(0)
    yield Token("number", str(total + current), " ".join(parts))


def _word(item: str, *, opening: bool, idle: bool) -> Iterator[Token]:
    low = unaccented(item).removesuffix("'s").replace(".", "")
    if item in _SIGNS:
        yield Token("word", _SIGNS[item], item)
    elif _is_common(item, low, opening=opening):
        if idle:
            yield Token("word", low, low)
    elif not item[0].isupper():
        yield Token("word", ENGLISH.stem(low), low)
    elif low in _MONTHS:
        yield Token("name", low, f"month {_MONTHS[low]}")
    else:
        yield Token("opening" if opening else "name", ENGLISH.stem(low), low)


def _is_common(item: str, low: str, *, opening: bool) -> bool:
    """Whether a word says nothing by itself; with a capital, "Will" may be somebody."""
    if low not in ENGLISH.stop_words:
        return bool(_CONTRACTED.search(low))
    return opening or not item[0].isupper() or low in _SMALL_CAPITALS
