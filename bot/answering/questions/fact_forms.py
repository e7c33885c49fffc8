"""The forms in which a question asks for a fact though somebody speaks in it.

"The bank said it will close. When?" and "Maro claims to lead which party?" ask for no words.
"""

from __future__ import annotations

import re
from typing import Final

from bot.answering.drafting.cutting import outside_quotations
from bot.answering.questions.verbs import VERB, is_leading
from index.sentences import sentence_spans

_ASKED: Final = re.compile(r"\b(?:which|whose|what|how (?:many|much))\b", re.IGNORECASE)
_LEADS: Final = re.compile(
    r"^\W*(?:what|which|who|whose|whom|when|where|why|how|did|do|does|has|have|had|is|was|are"
    r"|were|will|would|can|could|tell|show|give|about|according)\b",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(r"^\W*(?:which|how many|how much) ", re.IGNORECASE)
_HELPING: Final = re.compile(r"\b(?:did|does|do|has|have|had)\b", re.IGNORECASE)
MOST_TOLD: Final = 1
"""Words between the verb and what is asked for: "told reporters what"."""
_ACCORDING: Final = re.compile(
    r"^\W*according to (?:an? .*|[^,]+, (?:how (?:many|much|long|soon|old|far|often|big|large|high)"
    r"|(?:what|which) (?:percentage|share|number|amount|year|day|month))\b)",
    re.IGNORECASE,
)
_NEWS: Final = re.compile(
    r"^\W*(?:what(?:['’]?s| is| are)? |is there |are there |have you got |any(?:thing)? |give me "
    r"|show me |tell me |got )*(?:the |some )?(?:very )?(?:(?:latest|newest|most recent)"
    r"(?: (?:news|updates?|developments?|state))?|news|updates?|new|happening)"
    r" (?:on|about|with|in|regarding|concerning) (?P<on>[^?!]+?)[\s?!.]*$",
    re.IGNORECASE,
)


def news_of(text: str) -> str | None:
    """What a question asks the latest on: "what's new with the dam?"; None for others."""
    found = _NEWS.match(text)
    return found["on"] if found else None


def asking_sentence(text: str) -> str:
    """The sentence that asks, where others tell or thank: the last with a question mark."""
    unquoted = outside_quotations(text)
    asking = [span for span in sentence_spans(unquoted) if "?" in span.of(unquoted)]
    return asking[-1].of(text) if asking else text


def asks_fact(sentence: str) -> bool:
    """Whether one sentence asks for something else than what somebody said."""
    unquoted = outside_quotations(sentence)
    if _ACCORDING.match(unquoted):
        return True
    if _SUBJECT.match(unquoted) and (verb := VERB.search(unquoted)):
        return not _HELPING.search(unquoted[: verb.start()])
    return not _LEADS.match(unquoted) and _asks_at_its_end(unquoted)


def _asks_at_its_end(sentence: str) -> bool:
    """Whether a question word comes later than after "said" or "told reporters"."""
    asked, verb = _ASKED.search(sentence), VERB.search(sentence)
    if asked is None or verb is None or is_leading(sentence[: asked.start()]):
        return False
    between = sentence[verb.end() : asked.start()].split()
    return len(between) > MOST_TOLD
