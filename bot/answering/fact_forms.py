"""The forms in which a question asks for a fact though somebody speaks in it.

"The bank said it will close. When?" and "Maro claims to lead which party?" ask for no words.
"""

from __future__ import annotations

import re
from typing import Final

from bot.answering.verbs import VERB
from index.sentences import sentence_spans

_ASKED: Final = re.compile(r"\b(?:which|whose|what|how (?:many|much))\b", re.IGNORECASE)
_LEADS: Final = re.compile(
    r"^\W*(?:what|which|who|whose|whom|when|where|why|how|did|do|does|has|have|had|is|was|are"
    r"|were|will|would|can|could|tell|show|give|about|according)\b",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(r"^\W*(?:which|whose|how many|how much) ", re.IGNORECASE)
_ACCORDING: Final = re.compile(
    r"^\W*according to (?:an? .*|[^,]+, (?:how (?:many|much|long|soon|old|far|often|big|large|high)"
    r"|(?:what|which) (?:percentage|share|number|amount|year|day|month))\b)",
    re.IGNORECASE,
)


def last_sentence(text: str) -> str:
    """The sentence that asks, where others before it only tell."""
    sentences = sentence_spans(text)
    return sentences[-1].of(text) if sentences else text


def asks_fact(sentence: str) -> bool:
    """Whether one sentence asks for something else than what somebody said."""
    if _ACCORDING.match(sentence):
        return True
    if _SUBJECT.match(sentence) and (verb := VERB.search(sentence)):
        return not re.search(r"\b(?:did|does|do|has|have|had)\b", sentence[: verb.start()])
    return not _LEADS.match(sentence) and _asks_at_its_end(sentence)


def _asks_at_its_end(sentence: str) -> bool:
    """Whether a question word comes later than right after the verb, as in "said what"."""
    asked = _ASKED.search(sentence)
    verb = VERB.search(sentence)
    if asked is None or verb is None:
        return False
    return asked.start() > verb.end() + 1
