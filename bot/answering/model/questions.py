"""Whether a question that a model wrote may be asked: it is plain, and brings in nothing new.

No model is asked. What is found here is shown to people, and put to the library; so a name,
a number, a "not" or a telling word that nobody said before makes it another question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from bot.answering.questions.period import cut_period
from bot.answering.questions.turns import denials
from bot.answering.written.tokens import Token, tokens

LONGEST: Final = 300
"""Characters of a question that a model wrote."""

_PLAIN: Final = re.compile(r"[^\W_](?:[^\W_]|[ ,.;:'’“”\"()%$€£¥&/–—-])*\?")
_ADDRESS: Final = re.compile(r"//|\bwww\.|[a-z0-9-]{2}\.[a-z]{2,}", re.IGNORECASE)
_ASKING: Final = tokens(
    "who what when first last latest anything something anybody somebody spoke speak talk "
    "comment state statement reply reaction article report newspaper view happen change"
)
"""Words that a question may use to ask, whatever it asks about."""


def may_be_asked(question: str, known: Sequence[str]) -> bool:
    """Whether it is one plain question, all of whose telling words stand in what is known."""
    if len(question) > LONGEST or not _PLAIN.fullmatch(question) or _ADDRESS.search(question):
        return False
    held = [*_ASKING, *_tokens(known)]
    if not all(any(one.same(other) for other in held) for one in tokens(question)):
        return False
    return not denials(question) or any(denials(text) for text in known)


def keeps(question: str, said: str, asked: date) -> bool:
    """Whether a question keeps the names, numbers, days and denials of what somebody said."""
    written = tokens(question)
    wanted = [one for one in tokens(said) if one.kind in ("name", "number", "date")]
    if not all(any(one.same(other) for other in written) for one in wanted):
        return False
    mine, theirs = cut_period(said, asked)[0], cut_period(question, asked)[0]
    same_days = (mine.since, mine.until) == (theirs.since, theirs.until)
    has_days = mine.since is not None or mine.until is not None
    return (same_days or not has_days) and denials(said) <= denials(question)


def _tokens(texts: Iterable[str]) -> list[Token]:
    return [token for text in texts for token in tokens(text)]
