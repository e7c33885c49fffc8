"""What a question asks for: somebody's words, who said something, or a fact.

Owns the forms of English questions about speech. It decides nothing about answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Final

from index.speakers import SpeakerDirectory


@dataclass(frozen=True, slots=True)
class SpeechQuestion:
    """Asks for somebody's words: `who` as asked, the `names` meant, and the topic or "".

    `names` is empty where nobody of that name is quoted, and holds more than one where
    the library quotes several.
    """

    who: str
    names: tuple[str, ...]
    topic: str


@dataclass(frozen=True, slots=True)
class WhoSaidQuestion:
    """Asks who said something; `words` is what was said, as far as the asker knows it."""

    words: str


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """Asks for anything else."""

    text: str


Reading = SpeechQuestion | WhoSaidQuestion | FactQuestion

_SAYING: Final = (
    r"(?:say|said|says|saying|tell|told|state|stated|claim|claimed|think|thinks|thought|believe"
    r"|believes|comment|commented|mention|mentioned|argue|argued|announce|announced|warn|warned"
    r"|respond|responded|react|reacted|reply|replied|write|wrote|call|called|describe|described"
    r"|explain|explained|deny|denied|admit|admitted|promise|promised|demand|demanded|want|wants"
    r"|accuse|accused|answer|answered|add|added|suggest|suggested|insist|insisted|talk|talked"
    r"|speak|spoke|ask|asked|quoted)"
)
_ABOUT: Final = (
    r"(?:about|on|regarding|concerning|of|to|that|whether|when|why|how|after|in|at|with)"
)
_WHO_SAID: Final = re.compile(
    rf"^\s*who\s+(?:was it (?:that|who)\s+)?(?:has\s+)?{_SAYING}\b[\s:,]*(?:that\b)?(?P<words>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        # What did Maro (ever) say about the dam? How has Maro responded to it?
        rf"\b(?:what|how|why|when|where)(?:\s+exactly|\s+else)?\s+(?:did|has|have|had|does|do|is|was)"
        rf"\s+(?P<who>.+?)\s+(?:ever\s+|just\s+|actually\s+|recently\s+|been\s+)*{_SAYING}\b(?P<topic>.*)$",
        # Did Maro (ever) say anything about the dam? Has Maro commented on it?
        rf"^\W*(?:did|has|have|does)\s+(?P<who>.+?)\s+(?:ever\s+)?{_SAYING}\b(?P<topic>.*)$",
        # What Maro said about the dam
        rf"\bwhat\s+(?P<who>.+?)\s+{_SAYING}\b(?P<topic>.*)$",
        # Maro's reaction to the dam; what is Maro's view of it?
        r"(?:\bwhat(?:\s+is|\s+was|['’]s)\s+)?(?P<who>[^\s?].*?)['’]s?\s+"
        r"(?:reaction|response|comments?|statements?|views?|opinion|position|words|quotes?|remarks?)"
        r"\b(?P<topic>.*)$",
        # Quotes by Maro about the dam
        rf"\b(?:quotes?|quotations?|statements?|words|comments?|remarks?)\s+(?:by|from|of)\s+"
        rf"(?P<who>.+?)(?=\s+{_ABOUT}\b|[?.!\s]*$)(?P<topic>.*)$",
        # According to Maro, what …?
        r"^\W*according\s+to\s+(?P<who>[^,?]+?)\s*,(?P<topic>.*)$",
    )
)
_SEVERAL: Final = re.compile(r",\s*(?:and|or)?\s*|\s(?:and|or)\s", re.IGNORECASE)
_TOPIC_OPENING: Final = re.compile(
    r"^(?:\s*(?:anything|something|everything|things|else|us|me|them|reporters)\b)*"
    r"\s*(?:(?:about|on|regarding|concerning|of|to|that)\b)?",
    re.IGNORECASE,
)


def read(question: str, directory: Callable[[], SpeakerDirectory]) -> Reading:
    """Read a question in the light of who is quoted; only questions about speech look it up."""
    # Over runs of spaces the forms below would try every way of sharing them out.
    text = " ".join(question.split())
    if match := _WHO_SAID.match(text):
        return WhoSaidQuestion(match["words"].strip(" ?"))
    for form in _FORMS:
        if match := form.search(text):
            who = match["who"].strip(" ,\"'“”‘’")
            names = _meant(directory(), who)
            if names or _looks_like_name(who):
                return SpeechQuestion(who, names, _topic(match["topic"]))
    return FactQuestion(question)


def _meant(directory: SpeakerDirectory, who: str) -> tuple[str, ...]:
    """The speakers of this name, or of these names: "Maro and Vale"."""
    names = directory.called(who)
    if names:
        return names
    parts = [directory.called(part) for part in _SEVERAL.split(who)]
    return tuple(dict.fromkeys(chain.from_iterable(parts))) if all(parts) else ()


def _topic(rest: str) -> str:
    return _TOPIC_OPENING.sub("", rest.strip(), count=1).strip(" ?.!,")


def _looks_like_name(who: str) -> bool:
    """Whether this names somebody rather than "the storm" or "it": every word is capitalised."""
    words = [word for word in who.split() if word.lower() not in ("the", "of", "and", "de", "von")]
    return 0 < len(words) <= 5 and all(word[0].isupper() for word in words)
