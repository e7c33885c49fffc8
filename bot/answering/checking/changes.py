"""Which changes of a quotation matter most: denials, numbers, names, letters that look alike.

Owns how they are told in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from bot.answering.checking.difference import Token, tokens
from bot.answering.checking.lookalikes import skeleton
from bot.answering.checking.types import Change, ChangeKind, Difference
from bot.answering.questions.turns import denials, numbers
from bot.wording import listed

IsName = Callable[[str], bool]
"""Tells whether a word that opens a sentence is somebody's name there."""

_QUOTES: Final = frozenset('“”„«»"')
_OPENS: Final = _QUOTES | frozenset(".!?…'‘’")


@dataclass(frozen=True, slots=True)
class _Turn:
    """A place where the two differ: the words of each, and those that are told already."""

    source: list[_Word]
    quoted: list[_Word]


@dataclass(frozen=True, slots=True)
class _Word:
    token: Token
    opens_sentence: bool

    @property
    def text(self) -> str:
        return self.token.text


def changes(difference: Difference, is_name: IsName) -> tuple[Change, ...]:
    """The changes that matter, in the order of reading; punctuation where only it differs."""
    turns = list(_turns(difference))
    words = [w for turn in turns for w in (*turn.source, *turn.quoted) if w.text[0].isalnum()]
    is_changed = any(operation != "equal" for operation, _ in difference)
    if is_changed and not words:
        return (Change("punctuation", "", ""),)
    return tuple(dict.fromkeys(each for turn in turns for each in _of_turn(turn, is_name)))


def told(change: Change) -> str:
    """A change in words, without a full stop."""
    source, quoted = f"“{change.source}”", f"“{change.quoted}”"
    if change.kind == "letters":
        return f"{quoted} has letters of another alphabet that only look like those of {source}"
    if change.kind == "punctuation":
        return "the words are the same, the punctuation is not"
    if change.kind == "skipped":
        return f"where the quotation has an ellipsis, the source says {source}"
    if change.kind == "joined":
        return "its parts are exact, but stand apart in the source"
    if change.kind == "cut":
        return f"the whole sentence reads {source}"
    if change.kind == "speaker":
        return f"the source credits {change.source}, not {change.quoted}"
    if not change.quoted:
        return f"the source says {source}"
    if not change.source:
        return f"{quoted} is not in the source"
    return f"{source} became {quoted}"


def all_told(every: tuple[Change, ...], most: int = 6) -> str:
    """The changes as one sentence; empty where there are none."""
    parts = [told(change) for change in every[:most]]
    if len(every) > most:
        parts.append(f"{len(every) - most} more")
    sentence = listed(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _turns(difference: Difference) -> Iterator[_Turn]:
    """The places that differ: what is left out, with what stands there instead."""
    source, quoted = _Side(), _Side()
    turn = _Turn([], [])
    for operation, text in difference:
        if operation == "equal":
            if turn.source or turn.quoted:
                yield turn
            turn = _Turn([], [])
        if operation != "insert":
            turn.source.extend(source.read(text) if operation == "delete" else source.skip(text))
        if operation != "delete":
            turn.quoted.extend(quoted.read(text) if operation == "insert" else quoted.skip(text))
    if turn.source or turn.quoted:
        yield turn


class _Side:
    """Reads one of the two texts on, and knows where its sentences begin."""

    def __init__(self) -> None:
        self._opens = True

    def read(self, text: str) -> list[_Word]:
        found = []
        for token in tokens(text):
            found.append(_Word(token, self._opens))
            self._opens = token.text in _OPENS
        return found

    def skip(self, text: str) -> list[_Word]:
        self.read(text)
        return []


def _of_turn(turn: _Turn, is_name: IsName) -> Iterator[Change]:
    source, quoted = list(turn.source), list(turn.quoted)
    yield from _capitals(source, quoted)
    yield from _letters(source, quoted)
    kinds: tuple[tuple[ChangeKind, Callable[[_Word], bool]], ...] = (
        ("negation", lambda word: denials(word.text) > 0 or word.text.lower() == "non"),
        ("number", lambda word: bool(numbers(word.text))),
        ("name", lambda word: _is_name(word, is_name)),
    )
    for kind, belongs in kinds:
        ours, theirs = _pick(source, belongs), _pick(quoted, belongs)
        if kind == "name":
            # What is left out between two quotations says who speaks.
            ours = ours if theirs or not any(w.text in _QUOTES for w in turn.source) else []
            ours, theirs = [w for w in [" ".join(ours)] if w], [w for w in [" ".join(theirs)] if w]
        for one, other in zip_longest(ours, theirs, fillvalue=""):
            yield Change(kind, one, other)


def _capitals(source: list[_Word], quoted: list[_Word]) -> Iterator[Change]:
    """Words that differ in their capitals alone; they are taken out of both."""
    for other in tuple(quoted):
        same = next((one for one in source if one.token.compared == other.token.compared), None)
        if same is not None:
            source.remove(same)
            quoted.remove(other)
            if same.text[0].isalnum():
                yield Change("capitals", same.text, other.text)


def _letters(source: list[_Word], quoted: list[_Word]) -> Iterator[Change]:
    """Words that only look the same; they are taken out of both."""
    for other in tuple(quoted):
        looks = skeleton(other.token.compared)
        same = next((one for one in source if skeleton(one.token.compared) == looks), None)
        if same is not None and same.token.compared != other.token.compared:
            source.remove(same)
            quoted.remove(other)
            yield Change("letters", same.text, other.text)


def _pick(words: list[_Word], belongs: Callable[[_Word], bool]) -> list[str]:
    """The texts of those that belong, taken out of the words."""
    picked = [word for word in words if belongs(word)]
    words[:] = [word for word in words if word not in picked]
    return [word.text for word in picked]


def _is_name(word: _Word, is_name: IsName) -> bool:
    text = word.text
    if not text[0].isupper() or text == "I" or text.startswith(("I'", "I’")):
        return False
    return is_name(text) if word.opens_sentence else True
