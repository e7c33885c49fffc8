"""Who an annotated source names, and what a title or a stretch of words is about.

Rules of the evaluation alone, apart from those that are measured. A name is read off
the words of the source; a topic is told by its words that fewest articles use.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-.’'][^\W\d_]+)*")
_POSSESSIVE: Final = re.compile(r"[’']s\b|s[’'](?=\s|$)")
_APPOSITION: Final = re.compile(r",|\(|\[|\s[-–—]\s|\s(?:of|for|at|from|in|on|with|who|that)\s")
_SEVERAL: Final = re.compile(r"\s(?:and|or)\s|&")
_NAME: Final = re.compile(r"[^\W\d_]+(?:[ .’'-]+[^\W\d_]+)*\.?")
_CONTRACTION: Final = re.compile(r"[’'](?:t|re|ve|ll|d|m)$")
_SHORTEST: Final = 4
_SHORTEST_NAME: Final = 2

_TITLES: Final = frozenset(
    "mr mrs ms dr sen rep gov gen lt col sgt rev sir lady judge justice president chancellor "
    "minister secretary chairman chairwoman chair speaker leader senator congressman "
    "congresswoman governor mayor attorney general director chief officer spokesman "
    "spokeswoman spokesperson representative ambassador professor prof candidate nominee "
    "rival former then del republican democrat democratic libertarian whip".split()
)
_PARTICLES: Final = frozenset("de del der den di du la le van von bin al ten".split())
_MEMBERS: Final = frozenset(
    "republicans democrats americans germans russians mexicans latinos conservatives liberals "
    "europeans christians muslims".split()
)
_STOP_WORDS: Final = frozenset(
    "about above according actually after again against ahead almost along already also although "
    "always among another anyone anything around because become been before began behind being "
    "believe below between both call called came come comes could didn does doing done down "
    "during each either else enough even ever every everyone everything exactly first from gave "
    "getting give given gives goes going gone good great hadn have having here herself himself "
    "however indeed instead into itself just keep kind knew know known knows last later least less "
    "like likely little long look looking looks made make makes making many matter maybe mean "
    "means might more most much must myself need needs never next nothing often once ones only "
    "other others ought ourselves over part people perhaps point probably quite rather really "
    "right said same says seem seemed seems seen several shall should since some somebody someone "
    "something sometimes somewhat soon still such sure take taken takes taking talk talking tell "
    "than that their theirs them themselves then there these they thing things think this those "
    "though thought through time times today together told tomorrow took toward towards under "
    "until upon used using very want wants wanted well went were what whatever when where whether "
    "which while whole whom whose will with within without would year years yesterday your yours "
    "yourself".split()
)


def find_name(source: str) -> str | None:
    """The one person or body that a source names, without titles; None where it isn't plain.

    A name is the capitalised words that end the source before any apposition: "Ines Maro"
    of "former mayor Ines Maro, a judge". One that belongs to somebody named is nobody's.
    """
    head = _APPOSITION.split(source, maxsplit=1)[0].strip()
    if _POSSESSIVE.search(head) or _SEVERAL.search(f"{head} "):
        return None
    words = head.split()
    run = _untitled(_capitalised_end(words))
    name = " ".join(run)
    if len(name) < _SHORTEST_NAME or not _NAME.fullmatch(name) or name.lower() in _MEMBERS:
        return None
    before = [word.lower() for word in words[: -len(run)]]
    return f"the {name}" if before == ["the"] else name


def surname(name: str) -> str:
    """The last word of a name, for comparing."""
    return name.split()[-1].lower()


def _capitalised_end(words: list[str]) -> list[str]:
    at = len(words)
    while at and _of_a_name(words, at - 1):
        at -= 1
    if words[at : at + 1] in (["The"], ["the"]):
        at += 1
    return words[at:]


def _of_a_name(words: list[str], at: int) -> bool:
    return words[at][0].isupper() or (at + 1 < len(words) and words[at] in _PARTICLES)


def _untitled(words: list[str]) -> list[str]:
    titles = [at for at, word in enumerate(words) if word.lower().strip(".") in _TITLES]
    return words[titles[-1] + 1 :] if titles else words


class Vocabulary:
    """How many texts use a word, and how it is written there."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts: Counter[str] = Counter()
        self._forms: Counter[str] = Counter()
        for text in texts:
            words = _words(text)
            self._texts.update({word.lower() for word in words})
            self._forms.update(words)

    def plain(self, word: str) -> str:
        """A word as it stands inside a sentence: small, unless it is mostly a name."""
        small = word.lower()
        if self._forms[small] >= self._forms[word]:
            return small
        shouted = word.isupper() and self._forms[word.title()]
        return word.title() if shouted else word

    def topic(self, text: str, *, apart_from: str, most: int) -> list[str]:
        """At most so many content words of a text, the rarest, in their order."""
        barred = _STOP_WORDS | {word.lower() for word in _words(apart_from)}
        written = {word.lower(): word for word in reversed(_words(text))}
        ordered = dict.fromkeys(word.lower() for word in _words(text))
        content = [word for word in ordered if len(word) >= _SHORTEST and word not in barred]
        rarest = sorted(content, key=lambda word: self._texts[word])[:most]
        return [self.plain(written[word]) for word in content if word in rarest]


def _words(text: str) -> list[str]:
    words = (_POSSESSIVE.sub("", word) for word in _WORD.findall(text))
    return [word for word in words if not _CONTRACTION.search(word)]
