"""Whether what a claim leaves out of its sentence is nothing that the rest hangs on.

"Tried to", "half of", "the minister's deputy", "up to": any word may turn those behind it,
and no list of such words is ever whole. So the words of a claim have to stand in the
article one behind the other, from a beginning to the end of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.written.grounds import Ground
from bot.answering.written.prose import QUOTED
from bot.answering.written.tokens import Token, tokens
from index.types import Span

_MARK: Final = re.compile(
    r"[;:!?—–…()“”„«»\"\n]|,(?!\d)|(?<=\w{3})\.(?=[\"”’]?(?:\s+\D|\s*\Z))| - "
    r"| (?=(?:and|but|yet|while|because|after|as|since|including|when) )"
)
_INNER: Final = re.compile(r"(?:[,:;] )?(?<!\w)['‘](?=\w).{1,500}?(?<=\S)'(?!\w)")
"""What somebody quotes within his own words, which is not his own."""
_DATELINE: Final = re.compile(r"[A-Z][A-Z’' .-]+(?:,[^—–\n]{1,25})?(?:\([^)]+\) )?\s?[—–-]\s")
_ADDING: Final = ("which", "who", "whose", "where")
"""Between commas, what begins with these only adds something."""
_TIMES: Final = ("when", "after", "as", "once", "while", "until")
_TURNING: Final = frozenset(
    "but yet though although however except excepting unless if or nor provided providing assuming "
    "supposing unlike".split()
)
"""Behind the end of a claim, these take back or limit what it says."""
_CONDITIONS: Final = frozenset("if unless provided when once whether".split())
_AHEAD: Final = re.compile(
    r"\b(?:will|would|shall|should|can|could)\b|['’](?:ll|d)\b", re.IGNORECASE
)
"""With these, "when the wall is built" behind them is a condition."""
_JOINED: Final = "+"
"""Stands for the mark where a clause is joined without a comma."""
_FINAL: Final = (".", "!", "?", ";", "\n", _JOINED)
_WHOLE: Final = (".", "!", "?", "\n")
"""Between sentences, and between what is relied on."""
_GOING_ON: Final = (
    *("and", "but", "yet", "while", "because", "after", "since", "when", "including"),
    *_ADDING,
)
_LEADING: Final = ("that", "and", "but", "so")
_SPELT_OUT: Final = (
    (r"\bcan(?:n't|'t|not)\b", "can not"),
    (r"\bwon't\b", "will not"),
    (r"n't\b", " not"),
    (r"'m\b", " am"),
    (r"'re\b", " are"),
    (r"'ve\b", " have"),
    (r"'ll\b", " will"),
)
_FRAMING: Final = frozenset(
    "if when whenever after before while as since until unless once because although though "
    "on in at by during under without with within from despite according had were should "
    "suppose imagine say".split()
)
"""What begins with these may hold for all that follows in the sentence."""
_AS_REPORTED: Final = {
    "i": "he she they",
    "me": "him her them",
    "my": "his her their",
    "mine": "his hers theirs",
    "myself": "himself herself themselves",
    "we": "they",
    "us": "them",
    "our": "their",
    "ours": "theirs",
    "ourselves": "themselves",
    "am": "is are was were",
    "is": "was",
    "are": "were is",
    "was": "were",
    "have": "has had",
    "has": "had",
    "do": "does did",
    "does": "did",
    "will": "would",
    "can": "could",
    "may": "might",
}
"""What somebody's own word may become where it is reported of them."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, and the mark that stands before each, and behind the last, or ""."""

    tokens: tuple[Token, ...]
    marks: tuple[str, ...]


def leaves_out_nothing(
    content: str, quotations: Sequence[str], grounds: Sequence[Ground], *, is_said: bool
) -> bool:
    """Whether a claim is a run of the article's words that begins and ends where they may.

    What is told begins with its sentence, what somebody says with a clause. `is_said` lets
    "I have" become "she has".
    """
    first, *others = content.split(QUOTED)
    if len(others) != len(quotations):
        return False
    composed = first + "".join(f"{q} {plain}" for q, plain in zip(quotations, others, strict=True))
    claimed, held = _words(composed), _held(grounds, is_said=is_said)
    while claimed.tokens and claimed.tokens[0].plain in _LEADING and is_said:
        claimed = _Words(claimed.tokens[1:], claimed.marks[1:])
    starts = _starts(held) if is_said else [0]
    return any(
        _may_end(claimed.tokens, held, start, end, composed, is_said=is_said)
        for start in starts
        for end in _ends(claimed.tokens, held, start, is_said=is_said)
    )


def repeats_whole(text: str, grounds: Sequence[Ground]) -> bool:
    """Whether a claim has as many words as the sentences that it rests on."""
    held = sum(len(_words(span.of(g.article.text)).tokens) for g, span in _stretches(grounds))
    return len(_words(text).tokens) == held


def _held(grounds: Sequence[Ground], *, is_said: bool) -> _Words:
    """The sentences that are relied on, or what of them somebody says, without the dateline."""
    all_tokens: list[Token] = []
    marks: list[str] = ["\n"]
    for ground, span in _stretches(grounds):
        text = span.of(ground.article.text)
        if not is_said and not ground.article.text[: span.start].strip():
            text = _DATELINE.sub("", text, count=1)
        words = _words(text)
        all_tokens += words.tokens
        marks = [*marks[:-1], marks[-1] or words.marks[0], *words.marks[1:]]
        if marks[-1] not in _WHOLE:
            marks[-1] = "\n"
    return _Words(tuple(all_tokens), tuple(marks))


def _stretches(grounds: Sequence[Ground]) -> Iterator[tuple[Ground, Span]]:
    """Each stretch once, though several grounds stand in it."""
    last: tuple[str, Span] | None = None
    for ground in grounds:
        span = ground.stretch
        if last and last[0] == ground.article.id and last[1].overlaps(span):
            if span.end <= last[1].end:
                continue
            span = Span(last[1].end, span.end)
        last = (ground.article.id, span)
        yield ground, span


def _words(text: str) -> _Words:
    """All words, the idle ones too, contractions spelt out."""
    text = text.replace("’", "'")
    for short, spelt in _SPELT_OUT:
        text = re.sub(short, spelt, text, flags=re.IGNORECASE)
    found: list[Token] = []
    marks, at = [""], 0
    inner = [each.span() for each in _INNER.finditer(text)]
    found_marks = _MARK.finditer(text)
    own = (m for m in found_marks if not any(a <= m.start() < b for a, b in inner))
    for mark in [*own, None]:
        part = tokens(text[at : mark.start() if mark else len(text)], idle=True)
        found += part
        marks += [""] * len(part)
        if mark:
            marks[-1] = max(marks[-1], mark[0].strip() or _JOINED, key=_weight)
            at = mark.end()
    return _Words(tuple(found), tuple(marks))


def _weight(mark: str) -> int:
    return 2 if mark == "?" else len(mark)


def _starts(held: _Words) -> Iterator[int]:
    """Where a clause begins that nothing before it frames, and behind the "and that" of it.

    "In my dream, the wall fell", "they told me: the wall fell" are framed, and so is all that
    follows in their sentence.
    """
    is_framed = False
    for place, mark in enumerate(held.marks[:-1]):
        if place == 0 or mark in _WHOLE:
            opening = [t.plain for t in held.tokens[place : place + 2] if t.plain not in _LEADING]
            begins, is_framed = True, bool(opening) and opening[0] in _FRAMING
        else:
            begins = False
        if not begins and mark in (",", ":") and held.tokens[place].plain not in _LEADING:
            is_framed = True
        if not begins and (not mark or is_framed):
            continue
        yield place
        while place < len(held.tokens) and held.tokens[place].plain in (*_LEADING, "for"):
            place += 1
            yield place


def _ends(claimed: Sequence[Token], held: _Words, start: int, *, is_said: bool) -> Iterator[int]:
    """Where the words end that are a claim's, from a start on; what only adds may be left out."""
    at = start
    for token in claimed:
        if at < len(held.tokens) and not _same(token, held.tokens[at], is_said=is_said):
            at = _behind_addition(held, at)
        if at >= len(held.tokens) or not _same(token, held.tokens[at], is_said=is_said):
            return
        at += 1
    yield at


def _behind_addition(held: _Words, at: int) -> int:
    if held.marks[at] != "," or held.tokens[at].plain not in _ADDING:
        return at
    commas = (n for n in range(at + 1, len(held.tokens)) if held.marks[n] == ",")
    return next(commas, at)


def _same(claimed: Token, held: Token, *, is_said: bool) -> bool:
    kinds = {claimed.kind, held.kind}
    if kinds & {"number", "date"}:
        return claimed.same(held)
    if claimed.plain == held.plain or "percent" == claimed.value == held.value:
        return True
    if not is_said:
        return False
    reported = _AS_REPORTED.get(held.plain, "").split()
    return claimed.plain in reported or ("name" not in kinds and claimed.value == held.value)


def _may_end(
    claimed: Sequence[Token], held: _Words, start: int, end: int, claim: str, *, is_said: bool
) -> bool:
    """Whether a clause ends there, and is no question, nor waits for what comes next.

    What is told may not lose ", rumour had it" or ", in the play", nor an "as it seemed".
    """
    mark = held.marks[end]
    follows = held.tokens[end].plain if end < len(held.tokens) else ""
    if not mark or (mark == "?" and "?" not in claim):
        return False
    if mark in _WHOLE:
        return True
    is_conditional = any(token.plain in _CONDITIONS for token in claimed)
    is_half = follows in _TURNING or (is_conditional and follows in ("and", "or"))
    is_half = is_half or (
        held.tokens[start].plain in _CONDITIONS and not any(held.marks[start + 1 : end])
    )
    is_awaited = follows in _TIMES and bool(_AHEAD.search(claim))
    is_taken_back = mark not in _FINAL and follows not in _GOING_ON
    return not (is_half or is_awaited or is_taken_back)
