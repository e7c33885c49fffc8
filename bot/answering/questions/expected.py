"""What a question asks for, and whether a text holds one: a number, a day, a reason, a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.languages import words

_NUMBER: Final = re.compile(
    r"\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?|half|third|quarter|nobody"
    r"|nothing|none)\b",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"\b(?:1[0-9]{3}|20[0-9]{2}|jan(?:uary|\.)|feb(?:ruary|\.)|march|april|may|june|july"
    r"|aug(?:ust|\.)|sept(?:ember|\.)|oct(?:ober|\.)|nov(?:ember|\.)|dec(?:ember|\.)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|tonight|morning"
    r"|afternoon|evening|night|noon|midnight|weeks?|months?|years?|century)\b",
    re.IGNORECASE,
)
_MONTHS: Final = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|march|april|may|june|july|aug(?:ust|\.)?"
    r"|sept(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
# Numbers that name a day count nothing.
_DATED: Final = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS}\b(?:,? \d{{4}}\b)?"
    rf"|\b{_MONTHS} \d{{1,2}}\b(?!,\d)(?:, \d{{4}}\b)?|\b{_MONTHS} \d{{4}}\b"
    r"|\b(?:in|since|by|of|until|before|after|from) (?:1[0-9]|20)\d\d\b(?! [a-z]+s\b)",
    re.IGNORECASE,
)
_COUNT: Final = (
    r"(?:\d[\d.,]*|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen"
    r"|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million"
    r"|half|several|few))[\s-]?"
)
_LENGTH: Final = (
    r"(?:k?m|cm|mm|mi|ft|in|(?:kilo|centi|milli)?met(?:re|er)s?|miles?|yards?|foot|feet|inch(?:es)?"
    r"|stor(?:e?y|ies)|floors?|pages?|fathoms?|nautical miles?|light[ -]years?)\b"
)
_TIME: Final = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur)"
_LONG: Final = re.compile(rf"{_COUNT}(?:square |\w+ )?(?:{_LENGTH}|{_TIME})", re.IGNORECASE)
_FAR: Final = re.compile(rf"{_COUNT}(?:\w+ )?{_LENGTH}", re.IGNORECASE)
_OLD: Final = re.compile(
    rf"{_COUNT}(?:{_TIME})|\baged? \w+|, \d{{1,3}}(?=[,.;])"
    r"|\b(?:born|built|founded|made|finished|opened|dat\w+) .{0,40}\d{3}",
    re.IGNORECASE,
)
_OFTEN: Final = re.compile(
    rf"\b(?:once|twice|times|every|each|daily|weekly|monthly|yearly|never)\b|{_COUNT}{_TIME}",
    re.IGNORECASE,
)
_REASON: Final = re.compile(
    r"\b(?:because|since|as|to|for|after|due|so|over|caus(?:e|ed|ing)|led|reasons?|blam\w+)\b",
    re.IGNORECASE,
)
# A word with a capital that opens no sentence.
_NAME: Final = re.compile(r"(?<=[\w,;:] )[A-Z][^\W_]*")
_VERBS: Final = "is|was|are|were|did|does|do|has|have|will|would|can"
_NAMED: Final = (
    "airline|actor|actress|agency|bank|board|body|celebrity|city|club|company|country|court|film"
    "|firm|island|minister|ministry|movie|nation|newspaper|outlet|paper|party|person|place|player"
    "|politician|province|region|river|school|singer|star|state|team|town|university|village"
)
_ASKING: Final = (
    (re.compile(r"\bhow (?:many|much)\b(?: of the)?(?: (?P<noun>[^\W\d_]+))?", re.I), _NUMBER),
    (re.compile(r"\bhow long\b", re.I), _LONG),
    (re.compile(r"\bhow (?:far|tall|deep|wide)\b", re.I), _FAR),
    (re.compile(r"\bhow old\b", re.I), _OLD),
    (re.compile(r"\bhow often\b", re.I), _OFTEN),
    (re.compile(r"\bhow (?:big|high|large|fast)\b", re.I), _NUMBER),
    (re.compile(r"\b(?:when|(?:what|which) (?:day|date|year|month|time))\b", re.I), _DAY),
    (re.compile(r"\b(?:why|what caused)\b", re.I), _REASON),
    (re.compile(r"\b(?:who|whom|whose|where)\b", re.I), _NAME),
    (re.compile(rf"\bwhich(?= (?!(?:{_VERBS})\b)[^\W\d_])|\bwhat(?= (?:{_NAMED})\b)", re.I), _NAME),
)  # fmt: skip
_COUNTED_BY_VERBS: Final = frozenset(_VERBS.split("|"))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a question asks for: a pattern that an answer holds, and the noun that is counted.

    What is `known` from the question answers nothing.
    """

    pattern: re.Pattern[str] | None
    noun: str | None
    known: frozenset[str] = frozenset()

    @property
    def is_measured(self) -> bool:
        """Whether a number or a day is asked for, which few sentences hold by chance."""
        return self.pattern not in (None, _NAME, _REASON)

    def found_in(self, text: str) -> bool:
        """Whether a text holds what is asked for, beyond what the question knows of it."""
        if self.pattern is None:
            return True
        read = text if self.pattern in (_DAY, _NAME, _REASON, _OLD) else _DATED.sub(" ", text)
        return any(match[0].lower() not in self.known for match in self.pattern.finditer(read))


def expected_of(question: str) -> tuple[Expected, str]:
    """What is asked for, and the question without the words that only ask for it."""
    for asking, pattern in _ASKING:
        if match := asking.search(question):
            noun = match.groupdict().get("noun")
            if noun and noun.lower() in _COUNTED_BY_VERBS:
                noun = None
            rest = question[: match.start()] + " " + (noun or "") + question[match.end() :]
            known = frozenset(words(question)) if pattern is not _REASON else frozenset()
            return Expected(pattern, noun, known), rest
    return Expected(None, None), question
