"""Sentences in which an article takes back what it, or its outlet, wrote before.

What stands in them is what was wrong: it may be quoted, but never as if it were so.
"""

from __future__ import annotations

import re
from typing import Final

_RETRACTS: Final = re.compile(
    r"\b(?:earlier|previous|prior|original|first|initial|print(?:ed)?) (?:version|edition|draft)s?"
    r"(?: of)? (?:this|the|our|that)\b"
    r"|\b(?:(?:incorrect|wrong|mistaken|erroneous|inaccurate|false)ly|in error|by mistake)"
    r" (?:said|stated|reported|wrote|named|gave|identified|described|attributed|quoted|claimed)\b"
    r"|\bmis(?:stated|quoted|identified|reported|attributed|named)\b"
    r"|\b[Ww]e (?:\w+ly |also |had )?(?:wrote|reported|said|stated|claimed|quoted|published)\b"
    r"|\b(?:ранней|ранее опубликованной|предыдущей|первоначальной) верси|\bошибочно\b"
    r"|\b(?:früheren|ursprünglichen|ersten) (?:Version|Fassung)|\bfälschlich",
    re.IGNORECASE,
)


def retracts(sentence: str) -> bool:
    """Whether an article's own sentence, quotations aside, tells what was wrong."""
    return bool(_RETRACTS.search(sentence))
