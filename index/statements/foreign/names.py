"""Whom a stretch of a sentence names as its subject: a name in the nominative, or nobody.

Where two people may be meant, or the case of a name is not plain, nobody is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from index.speakers import is_given_name
from index.statements.foreign.speech import Gender, SpeechWords
from index.types import Span

_UPPER: Final = "A-ZÀ-ÖØ-ÞЀ-ЯҐ"
_WORD: Final = rf"(?:[{_UPPER}]['’ʼ])?[{_UPPER}](?:['’ʼ]?[^\W\d_{_UPPER}])+(?:-[{_UPPER}]?\w+)*"
_INITIALS: Final = rf"(?:[{_UPPER}]\.\s?){{1,2}}"
_NAME: Final = re.compile(
    rf"(?<![\w’'])(?:{_INITIALS}{_WORD}|{_WORD}(?:\s(?:(?:von|van)\s(?:der\s)?|(?:de|zu)\s)?{_WORD}){{0,3}})"
)
_PATRONYMIC: Final = re.compile(r"(?:[ое]вич|[ое]вна|ич|ична|[ії]вна|йович)$")
_BEFORE: Final = re.compile(r"([\w'’ʼ]+)\s+$")
_ADDRESSED: Final = re.compile(r"[ую]$")
_HERS: Final = re.compile(r"[иыеіїєую]$")
_HER_SURNAME: Final = re.compile(r"(?:ой|ею|ою|[ую])$")
_GENITIVE: Final = re.compile(r"(?:ии|ії|ы)$")
_CASE_ENDING: Final = re.compile(r"(?<=\w{2})(?:ым|им|ой|ою|ом|ем|єм|ого|ому|[аяуюеєиыіїйьо])$")
_GENDERS: Final[tuple[Gender, ...]] = ("masculine", "feminine")
_LONGEST_WORD: Final = 30
_FEMININE_SURNAME: Final = re.compile(r"(?:[оеє]ва|ина|ая)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as written, and where it stands."""

    name: str
    span: Span

    @property
    def surname(self) -> str:
        return self.name.split()[-1]

    @property
    def is_full(self) -> bool:
        return len(self.name.split()) > 1


class Names:
    """The names of one article, read with its language's words."""

    def __init__(self, text: str, speech: SpeechWords) -> None:
        self._text = text
        self._speech = speech
        self._written = [match[0] for match in _NAME.finditer(text)]
        inner = (m for m in _NAME.finditer(text) if _goes_on(text, m.start()))
        self._certain = frozenset(word for m in inner for word in m[0].split())

    def subject(self, start: int, end: int, gender: Gender, beside: int) -> Named | None:
        """Who is named in a stretch as the subject of a verb that ends or begins at `beside`."""
        found = [one for one in self._named(start, end) if self._is_nominative(one, gender)]
        full = [one for one in found if one.is_full]
        chosen = full or [one for one in found if self._is_beside(one, beside)]
        near = [one for one in chosen if self._is_beside(one, beside)]
        if len({one.name for one in chosen}) == 1 or near:
            return self._in_full((near or chosen)[0], gender)
        return None

    def bearer(self, start: int, end: int) -> Named | None:
        """Who is named at the start of a stretch in another case, if the article names them."""
        found = next(self._named(start, end, governed=True), None)
        if found is None:
            return None
        between = self._speech.roles.sub("", self._text[start : found.span.start])
        if any(map(str.isupper, between)):
            return None
        return (
            self._in_nominative(found) if self._speech.inflects else self._in_full(found, "either")
        )

    def _in_nominative(self, found: Named) -> Named | None:
        """The one full name of the article of which this is another form."""
        base = _base(found.name)
        same = {
            name
            for name in self._by_base.get(base[-1], ())
            if _base(name)[-len(base) :] == base
            and name != found.name
            and any(self._is_nominative(Named(name, found.span), g) for g in _GENDERS)
        }
        return Named(same.pop(), found.span) if len(same) == 1 else None

    def _named(self, start: int, end: int, *, governed: bool = False) -> Iterator[Named]:
        """The names of a stretch, without roles; those after a preposition only if asked."""
        for match in _NAME.finditer(self._text, start, end):
            name, had_role = self._core(match[0], opens=not _goes_on(self._text, match.start()))
            if not name:
                continue
            at = match.start() + match[0].index(name)
            if governed or not self._is_governed(match[0], match.start() if had_role else at):
                yield Named(name, Span(at, at + len(name)))

    def _is_governed(self, written: str, at: int) -> bool:
        """Whether what goes before a name, or its role, makes it another part of the sentence."""
        before = _BEFORE.search(self._text, max(0, at - _LONGEST_WORD), at)
        if before is None or before[1].lower() not in self._speech.before_others:
            return False
        return not self._speech.before_subjects.fullmatch(f"{before[1]} {written.split()[0]}")

    def _core(self, written: str, *, opens: bool) -> tuple[str, bool]:
        """A name without what is capitalised around it, and whether a role was.

        That is a role, who is told ("Reportern"), whose minister somebody is ("министр
        Толмиры Изаура Фенрайт"), and the word that a sentence `opens` with.
        """
        words = written.split(" ")
        had_role = False
        while words:
            if self._speech.roles.fullmatch(words[0]):
                had_role = True
            elif not (opens and not self._may_open(words)) and not self._is_whose(words):
                break
            opens = False
            del words[0]
        while words and words[-1].lower() in self._speech.listeners:
            del words[-1]
        return " ".join(words), had_role

    def _may_open(self, words: list[str]) -> bool:
        """Whether the word that a sentence opens with is a name itself."""
        first = words[0]
        if first in self._certain or is_given_name(first) or "." in first:
            return True
        return len(words) == 3 and _PATRONYMIC.search(words[1]) is not None

    def _is_whose(self, words: list[str]) -> bool:
        if not self._speech.inflects or len(words) < 3 or "." in words[0]:
            return False
        return not _PATRONYMIC.search(words[1]) and not is_given_name(words[0])

    def _is_nominative(self, named: Named, gender: Gender) -> bool:
        if not self._speech.inflects:
            return True
        words = named.name.lower().split()
        first, last = words[0], words[-1]
        if not re.search("[а-яіїєґ]", last):
            return True
        if _ADDRESSED.search(first) or _ADDRESSED.search(last):
            return False
        if len(words) == 1:
            return not (gender == "masculine" and _FEMININE_SURNAME.search(last))
        if _GENITIVE.search(first):
            return False
        if gender == "masculine":
            man = first in self._speech.men_in_a
            his = man or first[-1] not in "ая"
            return his and (man or is_given_name(first) or not _FEMININE_SURNAME.search(last))
        if _HERS.search(first) or self._is_his(named.name):
            return False
        return gender == "either" or not _HER_SURNAME.search(last)

    def _is_his(self, name: str) -> bool:
        """Whether a name that looks a woman's is a man's in the genitive: "Ивана Орлова"."""
        first = name.split()[0]
        return first[-1] in "ая" and is_given_name(first[:-1]) and not is_given_name(first)

    def _is_beside(self, named: Named, place: int) -> bool:
        start, end = named.span.start, named.span.end
        between = self._text[end:place] if end <= place else self._text[place:start]
        return not between.strip()

    def _in_full(self, named: Named, gender: Gender) -> Named | None:
        """The full name, where the article has one alone for a surname; None where it has two."""
        if named.is_full:
            return named
        bearers = {
            name
            for name in self._by_surname.get(named.name, ())
            if self._is_nominative(Named(name, named.span), gender)
        }
        if len(bearers) > 1:
            return None
        return Named(bearers.pop(), named.span) if bearers else named

    @cached_property
    def _by_surname(self) -> dict[str, set[str]]:
        """The full names of the article, by the surname as written."""
        cores = {self._core(written, opens=False)[0] for written in self._written}
        found: defaultdict[str, set[str]] = defaultdict(set)
        for core in cores:
            if " " in core:
                found[core.split()[-1]].add(core)
        # "Angaben von Olaf Brahm" is no longer name than "Olaf Brahm".
        return {
            surname: {n for n in names if not any(n.endswith(f" {other}") for other in names)}
            for surname, names in found.items()
        }

    @cached_property
    def _by_base(self) -> dict[str, set[str]]:
        """The full names of the article, by the surname without its case."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for surname, names in self._by_surname.items():
            found[_base(surname)[0]] |= names
        return found


def _goes_on(text: str, at: int) -> bool:
    """Whether a sentence has begun before a place."""
    before = text[:at].rstrip()[-1:] if at < 200 else text[at - 200 : at].rstrip()[-1:]
    between = text[max(0, at - 3) : at]
    return bool(before) and before not in '.!?…:«„“"»—–' and "\n" not in between


def _base(name: str) -> list[str]:
    """A name's words without what changes with the case."""
    return [_CASE_ENDING.sub("", word) for word in name.split()]
