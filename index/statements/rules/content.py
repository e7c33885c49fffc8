"""Which words are said: where what a cue introduces begins and ends in its sentence."""

from __future__ import annotations

from typing import Final

from index.statements.cues import Cue
from index.statements.narration import Sentence
from index.statements.subjects import DETERMINERS, TIME, phrase_from
from index.statements.vocabulary import DAYS

_ADJUNCTS: Final = frozenset(
    "in on at during after before to of via from by with when as while following through over "
    "since earlier last this late early next about outside inside".split()
)
CLAUSE_SUBJECTS: Final = frozenset("he she they it we i there".split())
OPENERS: Final = frozenset("that how why whether if what".split())
_EMPTY_OBJECTS: Final = frozenset(
    "so nothing little much goodbye yes no hello again anything".split()
)
_LISTENERS: Final = frozenset("him her them us me you everyone people himself herself".split())


def content_after(
    sentence: Sentence, k: int, cue: Cue, *, aside: bool = False
) -> tuple[int, int] | None:
    """What a cue that ends before token `k` introduces; in an aside, no more than that holds."""
    start = _content_start(sentence, k, cue)
    if start is None or start >= sentence.end:
        return None
    return (start, _content_end(sentence, start, aside))


def _content_end(sentence: Sentence, start: int, aside: bool) -> int:
    """A quotation after a colon or a comma is all that is said; a clause runs on."""
    if sentence.is_block(start) and (
        start + 1 >= sentence.end or sentence.tokens[start + 1].raw in ",.;"
    ):
        return start + 1
    for k in range(start, sentence.end):
        raw = sentence.tokens[k].raw
        if raw == ";" or (raw == ":" and k > start and sentence.is_block(k + 1)):
            return k
        if aside and raw == "," and k > start:
            return k
    return sentence.end


def _content_start(sentence: Sentence, k: int, cue: Cue) -> int | None:
    if cue.kind == "tell":
        k = _after_listener(sentence, k)
    if k >= sentence.end:
        return None
    token = sentence.tokens[k]
    if cue.kind == "weak":
        near = next(
            (j for j in (k, k + 1) if sentence.low(j) == "that" or sentence.is_block(j)), None
        )
        if near == k and token.is_block and cue.lemma == "read":
            return None  # she read “The Tin King”
        return near if near is not None and (near == k or sentence.tokens[k].raw in ",:") else None
    if cue.kind == "about":
        return (
            k if token.raw[0].isalnum() and token.low not in ("in", "on", "at", "during") else None
        )
    if token.is_block or token.low in OPENERS:
        return k
    if token.raw in ",:—–":
        return _after_comma(sentence, k)
    if token.low in _EMPTY_OBJECTS or (
        token.low == "to" and cue.lemma in ("add", "continue", "respond", "reply")
    ):
        return None
    if token.low in TIME or token.low in _ADJUNCTS:
        return _after_circumstances(sentence, k)
    return k if token.raw[0].isalnum() else None


def _after_listener(sentence: Sentence, k: int) -> int:
    if sentence.low(k) in _LISTENERS:
        return k + 1
    listener = phrase_from(sentence.tokens, k, sentence.end)
    if listener is None:
        return k
    if sentence.tokens[k].raw[0].islower() and sentence.tokens[k].low not in DETERMINERS:
        return min(listener.last, k + 1)
    return listener.last


def _after_comma(sentence: Sentence, k: int) -> int | None:
    if sentence.is_block(k + 1):
        return k + 1
    if sentence.tokens[k].raw != ",":
        return k + 1
    closing = next(
        (j for j in range(k + 1, min(sentence.end, k + 14)) if sentence.tokens[j].raw == ","), None
    )
    if closing is None:
        return None
    following = closing + 1
    return (
        following
        if sentence.is_block(following)
        or sentence.low(following) in ("that", "the", "he", "she", "they", "it")
        else None
    )


def _after_circumstances(sentence: Sentence, k: int) -> int | None:
    """Where the content begins after "on Tuesday", "in a statement", "at a rally"."""
    for j in range(k, sentence.end):
        token = sentence.tokens[j]
        if token.low == "that" and j > k:
            return j
        if token.is_block:
            return j if sentence.tokens[j - 1].raw in ",:" or sentence.low(j - 1) in DAYS else None
        if token.raw == ":":
            return j + 1
        if token.raw == "," and not sentence.is_block(j + 1):
            return None
        if (
            j > k
            and token.low in CLAUSE_SUBJECTS
            and sentence.low(j - 1) not in ("when", "as", "while", "after", "before")
        ):
            return j
        if (
            token.low in DAYS
            and j + 1 < sentence.end
            and (sentence.low(j + 1) in DETERMINERS or sentence.tokens[j + 1].raw[0].isupper())
        ):
            return j + 1
    return None


def ends_clause(sentence: Sentence, last: int, cue: Cue, *, quoted: bool = False) -> bool:
    """Whether nothing that could be content follows the cue."""
    if last >= sentence.end:
        return True
    token = sentence.tokens[last]
    if token.raw in ",;:—–." or token.low in ("and", "but"):
        return quoted or not sentence.is_block(last + 1)
    if token.low in TIME or token.low in _ADJUNCTS:
        return not _has_clause_opener(sentence, last) or quoted
    if cue.kind == "tell":
        return not _has_clause_opener(sentence, last)
    return (
        quoted
        and token.low not in OPENERS
        and token.low not in CLAUSE_SUBJECTS
        and not sentence.is_block(last)
    )


def _has_clause_opener(sentence: Sentence, last: int) -> bool:
    for k in range(last, sentence.end):
        raw = sentence.tokens[k].raw
        if raw in ",;:" or sentence.tokens[k].is_block:
            return (sentence.is_block(k + 1) and raw != ",") or sentence.tokens[k].is_block
        if sentence.tokens[k].low == "that":
            return True
    return False
