"""Where sentences begin and end, as spans of the text they stand in.

Sentences never cross a line break. Between them they cover every character that is not
a space exactly once, whatever the text, so that passages can be built from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from index.types import Span

LINE_BREAKS: Final = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

# A full stop (or several), with the marks and brackets that close what it ends. A French
# closing guillemet stands after a space; a German one opens the next sentence there.
# A run of stops is read once, whole: trying each of its parts takes minutes on a long one.
_STOP: Final = re.compile(
    r"(?<![.!?…。！？])[.!?…。！？]++"
    r"(?:[)\]}”’\"'»«“‘›‹]*(?:[ \u00a0\u202f]»(?![^\W_]))?(?=\s|$)|[)\]}”’»«“‘›‹]*(?=[^\W\d_a-z]))"
)
_NEXT_WORD: Final = re.compile(r"[\s(\[{“”„‟‘’‚\"'«»‹›—–\-•*]*(\w+)")
_WORD_BEFORE: Final = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")
_LONGEST_ABBREVIATION: Final = 12

_NEVER_FINAL: Final = frozenset(
    "mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col sgt capt maj cmdr adm brig rev st "
    "hon pres messrs mme mlle supt insp det sr. vs fig figs eds dipl ing bzw z.b d.h e.g i.e cf "
    "viz mt ft ул им проф вул просп обл".split()
)
_SELDOM_FINAL: Final = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec inc co corp ltd jr sr etc a.m p.m u.s u.k "
    "u.n e.u d.c ph.d b.a m.a u.s.a art vol approx dept est ave blvd ala ariz ark "
    "calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore "
    "pa tenn tex va vt wash wis wyo al usw ca nr тыс млн млрд руб г р тис грн".split()
)
_BEFORE_NUMBERS: Final = frozenset("no nos p pp abb kap bd рис ст стр кв гл д буд".split())
_STARTERS: Final = frozenset(
    "the a an he she it they we i you but and or in on at for to from by with as if when while "
    "after before this that these those there then his her its their our my what who why how where "
    "some many most all no not one two three several others another so yet still however meanwhile "
    "although though because since once according asked both during under let now here mr mrs "
    "ms "
    # Single letters are left out: they are initials.
    "он она они мы вы это этот эта эти но по как когда если после теперь так также однако потом "
    "там тут все его её их не при для до из за "
    "він вона вони ми ви це цей ця ці але та на як коли якщо після тепер також однак потім усі "
    "його її їх ні для".split()
)
_GERMAN_MONTHS: Final = frozenset(
    "januar februar märz april mai juni juli august september oktober november dezember".split()
)


def sentence_spans(text: str) -> list[Span]:
    """The sentences of `text`, in order, without the spaces around them."""
    spans: list[Span] = []
    for line in LINE.finditer(text):
        start = line.start()
        for end in _ends(text, start, line.end()):
            _append_trimmed(spans, text, start, end)
            start = end
        _append_trimmed(spans, text, start, line.end())
    return spans


def _append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    for stop in _STOP.finditer(text, start, end):
        at = stop.end()
        if at < end and _is_end(text, start, stop, end):
            yield at


def _is_end(text: str, line_start: int, stop: re.Match[str], line_end: int) -> bool:
    at = stop.end()
    if not text[at].isspace():
        return _is_missing_space(text, stop)
    following = _NEXT_WORD.match(text, at, line_end)
    if following is None:
        return True
    word = following[1]
    if word[0].islower():
        return False
    if stop[0] != ".":
        return True
    return not _is_abbreviation(text, line_start, stop.start(), word)


def _is_missing_space(text: str, stop: re.Match[str]) -> bool:
    """Whether a sentence begins right after the stop, as in "the process.After all"."""
    before, at = stop.start() - 1, stop.end()
    begins = text[at].isupper() and (at + 1 == len(text) or not text[at + 1].isupper())
    if not begins or before < 1:
        return False
    after_lower_case = text[before].islower() and text[before - 1].isalpha()
    return after_lower_case and (at + 1 < len(text) and text[at + 1] != ".")


def _is_abbreviation(text: str, line_start: int, dot: int, following: str) -> bool:
    before = _WORD_BEFORE.search(text, max(line_start, dot - _LONGEST_ABBREVIATION), dot)
    if before is None:
        return False
    word = before[0]
    low = word.lower()
    if low in _NEVER_FINAL:
        return True
    next_low = following.lower()
    if low in _BEFORE_NUMBERS:
        # "No." and "p." are answers or letters unless a number follows.
        return following[0].isdigit() or _are_letters(low, next_low)
    if low in _SELDOM_FINAL or _are_letters(low, next_low):
        return next_low not in _STARTERS
    if (len(word) == 1 and word.isupper()) or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return next_low not in _STARTERS
    return len(word) <= 2 and word.isdigit() and next_low in _GERMAN_MONTHS


def _are_letters(word: str, following: str) -> bool:
    """Whether both are single letters, as in "z. B."."""
    return len(word) == len(following) == 1 and word.isalpha() and following.isalpha()
