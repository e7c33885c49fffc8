"""Which outlets a question asks for: "in the Courier", "according to TPA", "told the Record".

Only outlets of the library count; "told the court" stays in the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from bot.answering.drafting.cutting import cut, outside_quotations
from index.speakers import name_words

_BEFORE: Final = re.compile(
    r"\b(?:(?P<kept>tell|tells|told|telling|(?:quoted|reported|published|interviewed) by"
    r"|(?:say|said|saying|speak|spoke|spoken|talk|talked|comment|commented) to)"
    r"|in an? (?:interview|article|report) (?:in|with|for|by)|in|according to) (?=[^\W_])",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_LONGEST: Final = 6  # words of an outlet's name


class Outlets:
    """The outlets of a library by the names under which a question may ask for them."""

    def __init__(self, publishers: Iterable[str]) -> None:
        self._named: dict[tuple[str, ...], list[str]] = {}
        self._short: dict[tuple[str, ...], list[str]] = {}
        for publisher in publishers:
            words = name_words(publisher)
            self._named.setdefault(words, []).append(publisher)
            for short in set(_short_names(publisher, words)):
                self._short.setdefault(short, []).append(publisher)

    def called(self, name: str) -> tuple[str, ...]:
        """The outlets of this name: the whole one ("The Kessory Courier"), its end, its initials.

        Without a capital, a single word or a part is none: "the record" may be any.
        """
        words = name_words(name)
        found = self._named.get(words, [])
        if any(map(str.isupper, name)):
            return tuple(found or self._short.get(words, ()))
        return tuple(found) if len(words) > 1 else ()

    def cut(self, text: str) -> tuple[tuple[str, ...], str]:
        """The outlets that a question asks for, and the question without them."""
        named: list[str] = []
        places: list[tuple[int, int]] = []
        for before in _BEFORE.finditer(outside_quotations(text)):
            start = before.end() if before["kept"] else before.start()
            for end in _ends(text, before.end()):
                if outlets := self.called(_with_capitals(text, before.end(), end)):
                    named += outlets
                    places.append((start, end))
                    break
        return tuple(dict.fromkeys(named)), cut(text, places)


def _short_names(publisher: str, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The ends of a name, its initials, and what stands in capitals at its head ("BBC News")."""
    yield from (words[start:] for start in range(1, len(words)))
    if len(words) > 2:
        yield ("".join(word[0] for word in words),)
    if words and publisher.removeprefix("The ").split()[0].isupper():
        yield words[:1]


def _ends(text: str, start: int) -> list[int]:
    """Where a name that begins here may end, the longest first; none ends in "and" or "the"."""
    following = islice(_WORD.finditer(text, start), _LONGEST)
    return [word.end() for word in following if name_words(word[0])][::-1]


def _with_capitals(text: str, start: int, end: int) -> str:
    """A part of a text, which has capitals where somebody writes without any."""
    return text[start:end].title() if text == text.lower() else text[start:end]
