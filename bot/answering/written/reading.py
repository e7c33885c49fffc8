"""How a claim says whose words it gives: "X said that …", "…, X said", "according to X, …".

Owns the forms that are understood. Each reading accounts for every word of the claim,
so that a claim that may be read in several ways is proved in one of them as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.answering.written.prose import QUOTED
from index.statements.cues import LEXICON, may_precede_subject

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ACCORDING: Final = re.compile(r"\baccording to ", re.IGNORECASE)
_QUOTED_AS: Final = re.compile(r"\b(?:is|was|were) quoted as saying\b")
_SPLIT: Final = re.compile(r",? (?=(?:on|in|at|during|after|to|when)\b)|, ")
_LINK: Final = r"(?P<link>if|unless|after|before|when|because|although)"
_CLAUSE_FIRST: Final = re.compile(
    rf"(?:that )?{_LINK} (?P<clause>[^,]+), (?P<rest>[^,]+)", re.IGNORECASE
)
_CLAUSE_LAST: Final = re.compile(rf"(?:that )?(?P<rest>[^,]+?),? {_LINK} (?P<clause>[^,]+)")
_EDGES: Final = " ,:;.!?—–-\u00a0"
_AFTER_QUOTATION: Final = re.compile(rf"(.*?)[ ,.:;]*((?:{QUOTED}[ ,.;!?]*(?:and )?)*)")
_BEFOREHAND: Final = re.compile(r"(?:On|In|At|Last|Earlier|Late|Early) ")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claim as somebody's words: who, by which verb, and what is said.

    `aside` are circumstances, such as to whom and when it was said.
    """

    subject: str
    cue: str
    content: str
    aside: tuple[str, ...] = ()


def cues_in(text: str) -> list[str]:
    """The base forms of all words in a text that may tell of speech."""
    found = (LEXICON.get(word.lower()) for word in _WORD.findall(text))
    return [cue.lemma for cue in found if cue]


def readings(plain: str) -> Iterator[Attribution]:
    """Every way in which a claim's plain words can give somebody's words."""
    text = plain.strip(_EDGES)
    for found in _ACCORDING.finditer(text):
        yield from _according(text[: found.start()], text[found.end() :])
    for found in _QUOTED_AS.finditer(text):
        yield from _around(text[: found.start()], "said", text[found.end() :])
    for found in _WORD.finditer(text):
        cue = LEXICON.get(found[0].lower())
        if cue and cue.form in ("past", "third", "participle"):
            yield from _around(text[: found.start()], found[0], text[found.end() :])
    name, colon, rest = text.partition(":")
    if colon and rest.strip().startswith(QUOTED):
        yield Attribution(name, "", rest)


def orders(content: str) -> Iterator[str]:
    """What is said as it stands, and with its subordinate clause at the other end."""
    yield content
    text = content.strip(_EDGES)
    if QUOTED in text:
        return
    if first := _CLAUSE_FIRST.fullmatch(text):
        yield f"{first['rest']} {first['link'].lower()} {first['clause']}"
    if last := _CLAUSE_LAST.fullmatch(text):
        yield f"{last['link']} {last['clause']}, {last['rest']}"


def _according(before: str, after: str) -> Iterator[Attribution]:
    if before.strip(_EDGES):
        for subject, aside in _splits(after):
            yield Attribution(subject, "", before, aside)
        return
    for place in _places(after, ","):
        yield Attribution(after[:place], "", after[place + 1 :])


def _around(before: str, cue: str, after: str) -> Iterator[Attribution]:
    if QUOTED not in before and before.strip(_EDGES):
        yield from _subject_first(before, cue, after)
    known = LEXICON[cue.lower()]
    if before.rstrip().endswith((QUOTED, ",")) and may_precede_subject(known):
        yield from _cue_first(before, cue, after)
    yield from _content_first(before, cue, after)


def _subject_first(before: str, cue: str, after: str) -> Iterator[Attribution]:
    """As in "On Monday Ines Maro told reporters that …"."""
    for aside, subject in _begun(before):
        for content, around in _told(after):
            yield Attribution(subject, cue, content, (*aside, *around))


def _content_first(before: str, cue: str, after: str) -> Iterator[Attribution]:
    """As in "…, Ines Maro said on Monday"."""
    around, more = _with_quotation(after)
    places = [*_places(before, ","), *_places(before, QUOTED)]
    for place in places:
        content, subject = before[: place + 1], before[place + 1 :]
        if subject.strip(_EDGES) and content.strip(_EDGES):
            yield Attribution(subject, cue, f"{content} {more}", tuple(filter(None, [around])))


def _cue_first(before: str, cue: str, after: str) -> Iterator[Attribution]:
    """As in "…, said Ines Maro on Monday"."""
    around, more = _with_quotation(after)
    for subject, aside in _splits(around):
        yield Attribution(subject, cue, f"{before} {more}", aside)


def _begun(before: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The subject, with what may go before it."""
    yield (), before
    for place in _places(before, " " if _BEFOREHAND.match(before) else ","):
        yield (before[:place],), before[place + 1 :]


def _told(after: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is said, with what may go before it: "reporters on Monday that …"."""
    text = after.strip(_EDGES)
    yield text.removeprefix("that "), ()
    for mark in (" that ", ": ", QUOTED):
        aside, found, content = text.partition(mark)
        if found and aside.strip(_EDGES):
            yield (mark if mark == QUOTED else "") + content, (aside,)


def _splits(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Who, and what may follow: "Ines Maro, an engineer, on Monday"."""
    yield text, ()
    for found in _SPLIT.finditer(text):
        yield text[: found.start()], (text[found.end() :],)


def _with_quotation(after: str) -> tuple[str, str]:
    """What follows a verb, and the quotations that go on behind it."""
    found = _AFTER_QUOTATION.fullmatch(after.strip(_EDGES))
    return (found[1].strip(_EDGES), found[2]) if found else (after, "")


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)
