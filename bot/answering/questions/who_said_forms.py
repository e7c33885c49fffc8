"""The forms in which a question asks who said something: "who said …", "did anybody say …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.answering.questions.turns import is_denying
from bot.answering.questions.verbs import VERB, is_passive, topic_of

_WHO: Final = re.compile(
    r"\bwho(?P<aside>(?: (?:else|was it (?:that|who)|is it that|has|have|had|is|was|were|been|ever"
    r"|first|actually|also|publicly|once))*) (?=\w)"
    r"|^\W*(?:did|has|have|does) (?:anyone|anybody|someone|somebody)"
    r"(?: (?:else|here|ever|been|actually|publicly))* (?=\w)",
    re.IGNORECASE,
)
_WHOSE: Final = re.compile(
    r"\b(?:whose (?:words|quote|quotation|line|sentence|phrase|remark)s? (?:is|are|was|were)"
    r"(?: (?:this|these|that|those|it))?"
    r"|who (?:used|coined|uttered) the (?:words?|phrase|expression|sentence|line))\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_IMPERSONAL: Final = re.compile(
    r"\bwhat (?:(?:is|was|has been|is being) said|(?:did|do|have|has)"
    r" (?:people|they|everyone|anyone|anybody|others)(?: to)? (?:say|said|think))"
    r" (?:about|on|of) (?P<rest>.+)$",
    re.IGNORECASE,
)
_ON_A_TOPIC: Final = re.compile(
    r"^\W*(?:(?:anything|something|what|things|much|more) )?(?:about|on|regarding|concerning)\b",
    re.IGNORECASE,
)
_THAT: Final = re.compile(r"^[\s:,]*(?:as saying\b)?[\s:,]*(?:that\b)?[\s:,]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WhoSaid:
    """What stands `before` the form, and what was said or spoken about in the `rest`.

    `is_denial` asks who denied it: "who denied that it was dry".
    """

    before: str
    rest: str
    is_topic: bool
    is_denial: bool = False

    @property
    def words(self) -> str:
        """The words asked for, or the topic."""
        rest = topic_of(self.rest) if self.is_topic else _THAT.sub("", self.rest)
        return rest.strip(" ?,")


def who_said(text: str) -> WhoSaid | None:
    """How a question asks who said something, if it does; spaces must be single."""
    if (who := _WHO.search(text)) and (verb := VERB.match(text, who.end())):
        rest = text[verb.end() :]
        if rest.strip(" ?") and not is_passive(who["aside"] or "", verb[0]):
            is_topic = bool(verb["speaking"] or _ON_A_TOPIC.match(rest))
            return WhoSaid(text[: who.start()], rest, is_topic, is_denying(verb[0]))
    for form, is_topic in ((_WHOSE, False), (_IMPERSONAL, True)):
        if match := form.search(text):
            return WhoSaid(text[: match.start()], match["rest"], is_topic)
    return None
